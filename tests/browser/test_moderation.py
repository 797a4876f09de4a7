"""A newcomer reports, a moderator decides, the newcomer finds out; without JavaScript too."""

from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from annotations.models import Act, Comment, Margin, Report
from commentary.models import Article, User
from tests.browser.acting import (
    menu_of_mine,
    more,
    more_without_javascript,
    my_marks,
    select_words,
    toolbar,
)

REASON = "No names here."


@pytest.fixture
def rude(article: Article, other_reader: User) -> Comment:
    paragraph = article.paragraphs.get(identity=2)
    return Comment.objects.post(author=other_reader, paragraph=paragraph, body="You fool.")


def decide(page: Page, button: str, reason: str = "") -> None:
    page.goto("/")
    menu_of_mine(page).get_by_role("link", name="Moderation").click()
    page.get_by_label("Why").fill(reason)
    page.get_by_role("button", name=button).click()


def test_a_newcomer_reports_beside_the_text_and_learns_what_became_of_it(
    page: Page,
    article: Article,
    rude: Comment,
    reader: User,
    moderator: User,
    browser: Browser,
    sign_in: Any,
) -> None:
    sign_in(page.context, reader)
    page.goto(rude.get_absolute_url())
    more(page.locator(f"#{rude.label}")).get_by_role("link", name="Report").click()
    expect(page.get_by_text("What is wrong?")).to_be_focused()
    page.get_by_role("button", name="Report").click()
    expect(page.get_by_text("Choose what is wrong.")).to_be_visible()
    words = page.locator("form.report textarea")
    words.press_sequentially("They call me na")
    page.reload()
    more(page.locator(f"#{rude.label}")).get_by_role("link", name="Report").click()
    expect(words).to_have_value("They call me na")
    page.locator("form.report").get_by_role("link", name="Cancel").click()
    expect(words).to_have_count(0)
    more(page.locator(f"#{rude.label}")).get_by_role("link", name="Report").click()
    expect(words).to_have_value("")
    page.get_by_label("Rude to somebody").check()
    page.get_by_role("button", name="Report").click()
    expect(page.get_by_text("Thank you. A moderator will look at it.")).to_be_visible()
    expect(page.locator("form.report")).to_have_count(0)
    expect(page.locator(f"#more-{rude.pk}")).to_be_focused()
    page.get_by_role("link", name="Your reports").click()
    expect(page.get_by_text("A moderator will look at it")).to_be_visible()

    office = browser.new_context(base_url=page.url.split("/own")[0])
    sign_in(office, moderator)
    decide(office.new_page(), "Remove", REASON)
    office.close()
    page.reload()
    expect(page.get_by_text("The comment was removed")).to_be_visible()
    expect(page.get_by_text(REASON)).to_be_visible()
    page.context.clear_cookies()
    sign_in(page.context, rude.author)
    page.goto(rude.get_absolute_url())
    expect(page.get_by_text(f"Removed by a moderator: {REASON}")).to_be_visible()


def test_what_no_draft_keeps_is_not_left_unasked(
    page: Page, rude: Comment, reader: User, moderator: User, sign_in: Any
) -> None:
    Report.objects.make(rude.author, by=reader, ground="rude", words="They mock me.")
    sign_in(page.context, moderator)
    page.goto("/moderation/")
    person = page.locator(f"#waiting-person-{rude.author.pk}")
    expect(person).to_contain_text(rude.body)
    reason = person.get_by_label("Why", exact=True)
    reason.press_sequentially("A jo")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.get_by_role("link", name="Commentary").first.click(no_wait_after=True)
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    expect(reason).to_have_value("A jo")
    person.get_by_role("button", name="Do nothing").click()
    expect(page.get_by_text("There is nothing to decide.")).to_be_visible()


def test_without_javascript_all_of_it_works_as_well(
    plain: BrowserContext, rude: Comment, reader: User, moderator: User, sign_in: Any
) -> None:
    sign_in(plain, reader)
    page = plain.new_page()
    page.goto(rude.get_absolute_url())
    menu = more_without_javascript(page.locator(f"#{rude.label}"))
    menu.get_by_role("link", name="Report").click()
    page.get_by_label("Rude to somebody").check()
    page.get_by_role("button", name="Report").click()
    expect(page.get_by_text("Thank you. A moderator will look at it.")).to_be_visible()
    plain.clear_cookies()
    sign_in(plain, moderator)
    page.goto("/moderation/")
    term = page.get_by_label(f"Suspend {rude.author} as well?")
    let_it_stand = page.get_by_role("button", name="Let it stand")
    expect(let_it_stand).to_have_accessible_name("Let it stand")
    term.select_option("A week")
    expect(let_it_stand).to_have_accessible_name(f"Let it stand and suspend {rude.author}")
    term.select_option("No")
    expect(let_it_stand).to_have_accessible_name("Let it stand")
    decide(page, "Let it stand")
    expect(page.get_by_text("There is nothing to decide.")).to_be_visible()
    assert Act.objects.get().kind == "dismiss"


def test_what_was_typed_is_kept_where_the_paragraph_was_locked_in_the_meantime(
    page: Page, rude: Comment, reader: User, moderator: User, sign_in: Any
) -> None:
    sign_in(page.context, reader)
    page.goto(rude.get_absolute_url())
    page.locator("#composer textarea").fill("What I had to say.")
    Margin.objects.get(paragraph=rude.paragraph).lock(by=moderator, reason="Enough.")
    page.get_by_role("button", name="Post").click()
    expect(
        page.get_by_text("The discussion of this paragraph is locked. Reason: Enough.")
    ).to_be_visible()
    expect(page.locator("#composer textarea")).to_have_value("What I had to say.")
    page.get_by_role("link", name="Reply").click()
    expect(page.locator(f"#reply-{rude.pk} .refusal")).to_be_visible()


def test_in_a_locked_paragraph_only_who_presides_is_offered_to_comment(
    page: Page, article: Article, rude: Comment, reader: User, moderator: User, sign_in: Any
) -> None:
    margin = Margin.objects.get(paragraph=rude.paragraph)
    margin.lock(by=moderator, reason="Enough.")
    comment = toolbar(page).get_by_role("button", name="Comment")
    copy = toolbar(page).get_by_role("link", name="Copy link")
    sign_in(page.context, reader)
    page.goto(article.get_absolute_url())
    select_words(page, 2, "Latin America")
    expect(toolbar(page).get_by_role("button", name="Highlight")).to_be_visible()
    expect(comment).to_be_hidden()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(copy).to_be_focused()
    page.keyboard.press("Escape")
    select_words(page, 1, "the")
    expect(comment).to_be_visible()

    page.context.clear_cookies()
    sign_in(page.context, moderator)
    page.goto(article.get_absolute_url())
    select_words(page, 2, "Latin America")
    expect(comment).to_be_visible()


def test_who_is_suspended_is_told_why_where_they_would_highlight(
    page: Page, article: Article, reader: User, moderator: User, sign_in: Any
) -> None:
    sign_in(page.context, reader)
    page.goto(article.get_absolute_url())
    Act.objects.suspend(reader, by=moderator, reason=REASON, until=None)
    select_words(page, 2, "Latin America")
    toolbar(page).get_by_role("button", name="Highlight").click()
    expect(
        page.get_by_text(f"You are suspended and can only read. Reason: {REASON}")
    ).to_be_visible()
    assert my_marks(page, 2) == ""


def test_nobody_comes_upon_the_hidden_field(
    page: Page, rude: Comment, reader: User, sign_in: Any
) -> None:
    sign_in(page.context, reader)
    page.goto(rude.get_absolute_url())
    page.locator("#composer textarea").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Choose words")).to_be_focused()
    expect(page.get_by_role("textbox", name="Leave this empty")).to_have_count(0)
    box = page.locator("#composer .trap").bounding_box()
    assert box
    assert box["x"] + box["width"] <= 0
