"""Writing a comment: preview, quotation, mentions, and words that wait until they are posted."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from annotations.models import Comment
from commentary.models import Article, Paragraph, User
from tests.browser.acting import (
    discussion,
    mark,
    more,
    more_without_javascript,
    select_words,
    toolbar,
)
from tests.conftest import MakePerson

pytestmark = pytest.mark.any_database

type SignIn = Callable[[BrowserContext, User], None]


@pytest.fixture
def comment(article: Article, first_body: Paragraph, other_reader: User) -> Comment:
    return Comment.objects.post(
        author=other_reader, paragraph=first_body, body="Who **voted** for this?\n\nNobody asked."
    )


@pytest.fixture
def reading(page: Page, comment: Comment, reader: User, sign_in: SignIn) -> Page:
    sign_in(page.context, reader)
    page.goto(comment.get_absolute_url())
    return page


def composer(page: Page) -> Locator:
    return page.get_by_label("Your comment")


def test_a_preview_shows_how_it_will_be_read_and_leaves_the_words(reading: Page) -> None:
    composer(reading).fill("I **doubt** it.")
    reading.get_by_role("button", name="Preview").click()
    expect(reading.get_by_label("Preview").locator("strong")).to_have_text("doubt")
    expect(composer(reading)).to_have_value("I **doubt** it.")
    assert Comment.objects.count() == 1
    reading.get_by_role("button", name="Post").click()
    expect(reading.locator(".comment", has_text="I doubt it.")).to_be_visible()


def test_without_javascript_a_preview_comes_back_with_the_form(
    plain: BrowserContext, comment: Comment, reader: User, sign_in: SignIn
) -> None:
    sign_in(plain, reader)
    page = plain.new_page()
    page.goto(comment.get_absolute_url())
    more_without_javascript(page.locator(".comment")).get_by_role("link", name="Quote").click()
    words = "[other_reader](/comments/1/) wrote:\n\n> Who **voted** for this?\n>\n> Nobody asked."
    words = words.replace("/1/", f"/{comment.pk}/")
    field = page.get_by_label("Your reply")
    assert field.input_value().strip() == words
    field.fill(f"{words}\n\nI did.")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".preview blockquote strong")).to_have_text("voted")
    page.get_by_role("button", name="Reply").click()
    expect(page.locator(".comment blockquote", has_text="Nobody asked.")).to_be_visible()


def test_a_comment_is_quoted_under_the_name_of_its_author(reading: Page, comment: Comment) -> None:
    more(reading.locator(".comment")).get_by_role("link", name="Quote").click()
    field = reading.get_by_label("Your reply")
    expect(field).to_be_focused()
    assert field.input_value().startswith(f"[other_reader](/comments/{comment.pk}/) wrote:")
    assert "> Who **voted** for this?" in field.input_value()


def test_of_a_comment_the_selected_words_are_quoted(reading: Page) -> None:
    body = reading.locator(".comment .body p", has_text="Nobody asked.")
    body.select_text()
    more(reading.locator(".comment")).get_by_role("link", name="Quote").click()
    field = reading.get_by_label("Your reply")
    expect(field).to_be_focused()
    assert field.input_value().endswith("wrote:\n\n> Nobody asked.\n\n")


def test_a_quotation_comes_behind_what_was_typed_before_it(reading: Page) -> None:
    reading.locator(".comment").get_by_role("link", name="Reply").click()
    reading.get_by_label("Your reply").fill("Half a thought")
    more(reading.locator(".comment")).get_by_role("link", name="Quote").click()
    field = reading.get_by_label("Your reply")
    expect(field).to_have_value(
        f"Half a thought\n\n[other_reader](/comments/{Comment.objects.get().pk}/) wrote:\n\n"
        "> Who **voted** for this?\n>\n> Nobody asked.\n\n"
    )


def test_the_words_of_a_passage_are_put_into_a_remark_on_them(
    reading: Page, article: Article
) -> None:
    reading.goto(article.get_absolute_url())
    select_words(reading, 2, "‘benign neglect’")
    toolbar(reading).get_by_role("button", name="Comment").click()
    composer(reading).fill("Hm.")
    reading.get_by_role("radio", name="Question").check()
    reading.get_by_role("button", name="Quote the words").click()
    expect(composer(reading)).to_have_value("Hm.\n\n> ‘benign neglect’\n\n")
    expect(reading.get_by_role("radio", name="Question")).to_be_checked()


def test_people_are_offered_while_a_name_is_typed(reading: Page, person: MakePerson) -> None:
    person("otto")
    field = composer(reading)
    field.press_sequentially("Well, @ot")
    options = reading.get_by_role("listbox", name="People").get_by_role("option")
    expect(options).to_have_count(2)
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(field).to_have_attribute("aria-activedescendant", "mention-1")
    expect(options.first).to_contain_text("other_reader")
    field.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    field.press("Enter")
    expect(field).to_have_value("Well, @otto ")
    expect(options).to_have_count(0)
    expect(field).not_to_have_attribute("role", "combobox")


def test_escape_puts_the_names_away_and_nothing_else(reading: Page) -> None:
    field = composer(reading)
    field.press_sequentially("@oth")
    expect(reading.get_by_role("option")).to_have_count(1)
    field.press("Escape")
    expect(reading.get_by_role("option")).to_have_count(0)
    expect(field).to_be_focused()
    expect(field).to_have_value("@oth")
    expect(discussion(reading)).to_be_visible()


def test_an_address_of_e_mail_offers_nobody(reading: Page) -> None:
    asked: list[str] = []
    reading.on("request", lambda request: asked.append(request.url))
    composer(reading).press_sequentially("me@other @", delay=30)
    reading.locator("#mentions").wait_for()
    assert [url.rpartition("=")[2] for url in asked if "people" in url] == [""]


def test_a_name_is_chosen_by_touch(
    phone: BrowserContext, comment: Comment, reader: User, sign_in: SignIn
) -> None:
    sign_in(phone, reader)
    page = phone.new_page()
    page.goto(comment.get_absolute_url())
    composer(page).press_sequentially("@oth")
    option = page.get_by_role("option", name="other_reader")
    assert option.bounding_box()["height"] >= 44  # type: ignore[index]  # it is in sight
    option.tap()
    expect(composer(page)).to_have_value("@other_reader ")


def test_what_was_typed_outlives_a_reload_and_a_closed_tab_until_it_is_posted(
    reading: Page, article: Article
) -> None:
    composer(reading).fill("Half a thought")
    reading.reload()
    expect(composer(reading)).to_have_value("Half a thought")
    again = reading.context.new_page()
    reading.close()
    again.goto(f"{article.get_absolute_url()}?paragraph=1")
    expect(composer(again)).to_have_value("Half a thought")
    expect(again.get_by_text("What you had typed is back.")).to_be_visible()
    again.get_by_role("button", name="Post").click()
    expect(again.locator(".comment", has_text="Half a thought")).to_be_visible()
    again.reload()
    expect(composer(again)).to_have_value("")


def test_each_form_has_its_own_words(reading: Page, comment: Comment) -> None:
    composer(reading).fill("For the paragraph")
    reading.locator(".comment").get_by_role("link", name="Reply").click()
    reading.get_by_label("Your reply").fill("For the reply")
    reading.reload()
    expect(composer(reading)).to_have_value("For the paragraph")
    reading.locator(".comment").get_by_role("link", name="Reply").click()
    expect(reading.get_by_label("Your reply")).to_have_value("For the reply")


def test_restored_words_can_be_discarded(reading: Page) -> None:
    composer(reading).fill("Half a thought")
    reading.reload()
    reading.get_by_role("button", name="Discard it").click()
    expect(composer(reading)).to_have_value("")
    expect(composer(reading)).to_be_focused()
    reading.reload()
    expect(composer(reading)).to_have_value("")


def test_an_edit_begun_is_found_again(reading: Page, first_body: Paragraph, reader: User) -> None:
    Comment.objects.post(author=reader, paragraph=first_body, body="Mine.")
    reading.reload()
    mine = reading.locator(".comment", has_text="Mine.")
    more(mine).get_by_role("link", name="Edit").click()
    reading.locator(".answer").get_by_label("Your comment").fill("Mine, and better.")
    reading.reload()
    more(mine).get_by_role("link", name="Edit").click()
    field = reading.locator(".answer").get_by_label("Your comment")
    expect(field).to_have_value("Mine, and better.")


def test_another_person_in_the_same_browser_never_sees_them(
    reading: Page, comment: Comment, moderator: User, sign_in: SignIn
) -> None:
    composer(reading).fill("Not for you")
    sign_in(reading.context, moderator)
    reading.goto(comment.get_absolute_url())
    expect(composer(reading)).to_be_visible()
    expect(composer(reading)).to_have_value("")


def test_on_its_own_page_a_reply_waits_too_and_is_forgotten_once_posted(
    reading: Page, comment: Comment
) -> None:
    reading.goto(f"/comments/{comment.pk}/reply/")
    reading.get_by_label("Your reply").fill("Half a thought")
    reading.reload()
    expect(reading.get_by_label("Your reply")).to_have_value("Half a thought")
    reading.get_by_role("button", name="Reply").click()
    expect(reading.locator(".comment", has_text="Half a thought")).to_be_visible()
    reading.goto(f"/comments/{comment.pk}/reply/")
    expect(reading.get_by_label("Your reply")).to_have_value("")


def test_a_new_reply_stands_where_it_stands_after_a_reload(
    reading: Page, comment: Comment, other_reader: User
) -> None:
    older = comment.reply(author=other_reader, body="An older reply.")
    older.reply(author=other_reader, body="And one to it.")
    reading.reload()
    reading.locator(".comment").first.get_by_role("link", name="Reply").click()
    reading.get_by_label("Your reply").fill("The newest.")
    reading.locator(".answer").get_by_role("button", name="Reply").click()
    newest = reading.locator(".comment", has_text="The newest.")
    expect(newest).to_be_focused()
    expect(newest).to_be_in_viewport()
    before = reading.locator(".comment .body").all_text_contents()
    reading.reload()
    expect(newest).to_be_visible()
    assert reading.locator(".comment .body").all_text_contents() == before


def test_agreeing_is_one_press_and_is_taken_back_by_another(
    reading: Page, comment: Comment
) -> None:
    agree = reading.locator(".verbs").get_by_role("button", name="Agree")
    agree.press("Enter")
    expect(agree).to_have_attribute("aria-pressed", "true")
    expect(agree).to_contain_text("1")
    expect(agree).to_be_focused()
    agree.press("Enter")
    expect(agree).to_have_attribute("aria-pressed", "false")
    thanks = more(reading.locator(".comment")).get_by_role("button", name="Thanks")
    thanks.press("Enter")
    expect(reading.locator(f"#reactions-{comment.pk}")).to_contain_text("Thanks 1")
    expect(reading.get_by_text("More", exact=True)).to_be_focused()
    expect(thanks).to_be_hidden()


def test_a_mark_with_words_takes_its_draft_apart_from_another(
    reading: Page, article: Article, other_reader: User
) -> None:
    mark(article, other_reader, 1, "a game-changer")
    reading.goto(article.get_absolute_url())
    reading.locator("#p1 mark").click()
    discussion(reading).locator(".mark").get_by_role("link", name="Comment").click()
    composer(reading).fill("For whom?")
    select_words(reading, 2, "‘benign neglect’")
    toolbar(reading).get_by_role("button", name="Comment").click()
    expect(discussion(reading).locator("blockquote")).to_have_text("‘benign neglect’")
    expect(composer(reading)).to_have_value("")
