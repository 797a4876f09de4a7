"""Following, being told, and being led to what was said: with and without JavaScript."""

import re
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from annotations.models import Following
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import say
from tests.browser.acting import discussion, more
from tests.working import work


def test_following_an_article_by_keyboard_keeps_the_focus(
    page: Page, sign_in: Any, article: Article, reader: User
) -> None:
    sign_in(page.context, reader)
    page.goto(article.get_absolute_url())
    page.get_by_role("button", name="Follow this article").press("Enter")
    following = page.get_by_role("button", name="Following this article ✓")
    expect(following).to_be_focused()
    assert Following.objects.by(reader).on(article).get().level == "follow"
    following.press("Enter")
    expect(page.get_by_role("button", name="Follow this article")).to_be_focused()
    assert not Following.objects.exists()


def test_a_thread_is_muted_from_its_menu(
    page: Page, sign_in: Any, first_body: Paragraph, reader: User, other_reader: User
) -> None:
    root = say(other_reader, first_body)
    sign_in(page.context, reader)
    page.goto(f"{first_body.article.get_absolute_url()}?paragraph=1")
    follow = discussion(page).locator("#follow-paragraph button").first
    left = "(button) => button.getBoundingClientRect().left"
    place = follow.evaluate(left)
    follow.click()
    mute = discussion(page).get_by_role("button", name="Mute this paragraph")
    assert mute.evaluate(left) > follow.evaluate(left) == place, "As Tab goes, and nothing moves."
    follow.click()
    expect(mute).to_have_count(0)
    menu = more(discussion(page).locator(f"#{root.label}"))
    first = menu.locator(".follow button").first
    menu.get_by_role("button", name="Follow this thread").dblclick()
    expect(page.get_by_text("You will be told what is new in this thread.")).to_be_visible()
    expect(menu).not_to_have_attribute("open", "")
    assert not Following.objects.by(reader).get().is_muted, "Who presses twice does not mute it."
    menu = more(discussion(page).locator(f"#{root.label}"))
    expect(first).to_have_text("Following this thread ✓")
    menu.get_by_role("button", name="Mute this thread").click()
    expect(page.get_by_text("You hear nothing of this thread.")).to_be_visible()
    expect(page.locator(f"#more-{root.pk}")).to_be_focused()
    menu = more(discussion(page).locator(f"#{root.label}"))
    expect(first).to_have_text("Follow this thread")
    assert Following.objects.by(reader).get().is_muted


def hear_and_answer(page: Page, article: Article, reader: User, other_reader: User) -> None:
    """The reader is told of an answer, opens it, and marks nothing by hand."""
    paragraph = article.paragraphs.select_related("article").get(identity=1)
    answer = say(reader, paragraph).reply(author=other_reader, body="Not at all.")
    work()
    page.goto(article.get_absolute_url())
    bell = page.get_by_role("link", name="Notifications")
    expect(bell).to_contain_text("1")
    bell.click()
    told = page.get_by_role("link", name="other_reader replied to you")
    box = told.bounding_box()
    assert box
    assert box["height"] < 40, "It is told in one line."
    told.click()
    expect(page.locator(f"#{answer.label}")).to_be_in_viewport()
    expect(page).to_have_url(re.compile(f"#{answer.label}$"))
    expect(page.get_by_role("link", name="Notifications")).not_to_contain_text("1")


def test_a_reader_is_led_from_the_bell_to_the_answer(
    page: Page, sign_in: Any, article: Article, reader: User, other_reader: User
) -> None:
    sign_in(page.context, reader)
    hear_and_answer(page, article, reader, other_reader)


def test_a_reader_on_a_phone_is_led_from_the_bell_to_the_answer(
    phone: BrowserContext, sign_in: Any, article: Article, reader: User, other_reader: User
) -> None:
    sign_in(phone, reader)
    page = phone.new_page()
    hear_and_answer(page, article, reader, other_reader)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_javascript_one_follows_hears_and_chooses_how_often(
    plain: BrowserContext, sign_in: Any, article: Article, reader: User, other_reader: User
) -> None:
    sign_in(plain, reader)
    page = plain.new_page()
    page.goto(article.get_absolute_url())
    page.get_by_role("button", name="Follow this article").click()
    expect(page.get_by_role("button", name="Following this article ✓")).to_be_visible()
    hear_and_answer(page, article, reader, other_reader)
    page.goto("/notifications/mail/")
    page.get_by_label("Once a day").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Once a day")).to_be_checked()
    page.get_by_role("navigation", name="Your account").get_by_role(
        "link", name="Following"
    ).click()
    # The article, and the thread that they took part in.
    expect(page.get_by_role("button", name="Unfollow")).to_have_count(2)
