"""From reading to an edit, as one story: with a mouse, on a phone, and without JavaScript.

A reader highlights across two paragraphs, comments, and replies to a reply; an editor then edits
the paragraph in the admin; the highlight is on the right words.
"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from annotations.models import Comment
from commentary.models import Article, Paragraph, User
from tests.browser.acting import highlight, my_marks, select_across

FIRST, SECOND = "befriend the US centre of power.", "Among potential allies"


def highlight_with_the_toolbar(page: Page) -> None:
    select_across(page, 1, FIRST, 2, SECOND)
    highlight(page)


def highlight_word_by_word(page: Page) -> None:
    page.locator("#count-1").click()
    page.get_by_role("link", name="Choose words").click()
    page.get_by_role("link", name="befriend", exact=True).click()
    page.locator(".choose").nth(1).get_by_role("link", name="allies", exact=True).click()
    page.get_by_role("button", name="Post").click()


@pytest.mark.parametrize(
    ("kind", "mark"),
    [
        ("context", highlight_with_the_toolbar),
        ("phone", highlight_with_the_toolbar),
        ("plain", highlight_word_by_word),
    ],
)
def test_read_highlight_discuss_edit_and_find_the_highlight_on_its_words(
    request: pytest.FixtureRequest,
    article: Article,
    first_body: Paragraph,
    reader: User,
    other_reader: User,
    editor: User,
    sign_in: Any,
    kind: str,
    mark: Callable[[Page], None],
) -> None:
    context: BrowserContext = request.getfixturevalue(kind)
    root = Comment.objects.post(author=reader, paragraph=first_body, body="Who is not here?")
    root.reply(author=other_reader, body="Most of the region.")
    sign_in(context, reader)
    page = context.new_page()
    page.goto(article.get_absolute_url())

    mark(page)
    assert my_marks(page, 1) == FIRST
    assert my_marks(page, 2) == SECOND

    page.locator("#count-1").click()
    page.get_by_label("Your comment").fill("A guest list is not a policy.")
    page.get_by_role("button", name="Post").click()
    expect(page.locator(".comment", has_text="A guest list is not a policy.")).to_be_visible()
    page.locator(".comment", has_text="Most of the region.").get_by_role(
        "link", name="Reply"
    ).click()
    page.get_by_label("Your reply").fill("That is the point.")
    page.locator(".answer").get_by_role("button", name="Reply").click()
    expect(page.locator(".comment", has_text="That is the point.")).to_have_attribute(
        "data-indent", "2"
    )

    context.clear_cookies()
    sign_in(context, editor)
    page.goto(f"/admin/commentary/article/{article.pk}/change/")
    document = page.get_by_role("textbox", name="Paragraph", exact=True)
    document.nth(0).fill(
        first_body.source.replace("Inauguration ceremonies", "Of old, inaugurations").replace(
            "the US centre of power", "the American centre of power"
        )
    )
    page.get_by_role("button", name="Review and publish").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Published as revision 2.")).to_be_visible()

    context.clear_cookies()
    sign_in(context, reader)
    page.goto(article.get_absolute_url())
    assert my_marks(page, 1) == "befriend the American centre of power."
    assert my_marks(page, 2) == SECOND
    expect(page.locator("#count-1")).to_have_attribute("data-count", "4")
