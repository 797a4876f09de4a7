"""The menu behind one's disc: one's own, and the work one may do, on one line of the page."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from annotations.models import Comment, Report
from commentary.models import Article, Paragraph, User
from tests.browser.acting import menu_of_mine

pytestmark = pytest.mark.any_database


@pytest.mark.parametrize("who", ["reader", "editor", "moderator"])
def test_the_head_of_a_page_is_one_line_on_a_phone(
    who: str,
    phone: BrowserContext,
    sign_in: Any,
    request: pytest.FixtureRequest,
    article: Article,
    first_body: Paragraph,
    reader: User,
    other_reader: User,
) -> None:
    Report.objects.make(
        Comment.objects.post(author=reader, paragraph=first_body, body="Buy this."),
        by=other_reader,
        ground="spam",
    )
    sign_in(phone, request.getfixturevalue(who))
    page = phone.new_page()
    page.goto(article.get_absolute_url())
    expect(page.get_by_role("link", name="1 waiting")).to_have_count(int(who == "moderator"))
    assert page.locator("header.site").bounding_box()["height"] < 64  # type: ignore[index]
    for item in [*menu_of_mine(page).get_by_role("link").all(), page.locator(".account > summary")]:
        assert item.bounding_box()["height"] >= 44  # type: ignore[index]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_menu_closes_by_escape_and_by_a_click_beside_it_on_any_page(
    page: Page, sign_in: Any, reader: User
) -> None:
    sign_in(page.context, reader)
    page.goto("/")
    item = menu_of_mine(page).get_by_role("link", name="My notes")
    expect(item).to_be_visible()
    page.keyboard.press("Escape")
    expect(item).to_be_hidden()
    expect(page.locator(".account > summary")).to_be_focused()
    menu_of_mine(page)
    page.locator("h1").click()
    expect(item).to_be_hidden()


def test_without_javascript_it_opens_and_leads_on(
    plain: BrowserContext, sign_in: Any, reader: User
) -> None:
    sign_in(plain, reader)
    page = plain.new_page()
    page.goto("/")
    menu_of_mine(page).get_by_role("link", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
