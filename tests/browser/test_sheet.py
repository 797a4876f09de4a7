"""On a phone the discussion is a sheet in one's hand."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from commentary.models import Article
from tests.browser.acting import discussion

pytestmark = pytest.mark.any_database

type Drag = Callable[[int], None]


@pytest.fixture
def page(phone: BrowserContext, article: Article) -> Page:
    page = phone.new_page()
    page.goto(article.get_absolute_url())
    page.locator("#count-2").tap()
    expect(discussion(page)).to_be_visible()
    return page


@pytest.fixture
def drag(phone: BrowserContext, page: Page) -> Drag:
    """Take the sheet by its head and move it so many pixels."""
    hand = phone.new_cdp_session(page)

    def touch(kind: str, *points: dict[str, float]) -> None:
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    def drag(way: int) -> None:
        box = discussion(page).bounding_box()
        assert box
        start = box["y"] + 24
        touch("touchStart", {"x": 180, "y": start})
        for step in range(1, 9):
            touch("touchMove", {"x": 180, "y": start + way * step / 8})
            page.wait_for_timeout(60)
        touch("touchEnd")

    return drag


def test_drawn_up_it_is_tall_drawn_down_it_is_low_and_then_closes(page: Page, drag: Drag) -> None:
    def height() -> float:
        box = discussion(page).bounding_box()
        assert box
        return box["height"]

    low = height()
    drag(-200)
    assert height() > max(low, 700)
    drag(160)
    assert height() == low
    drag(40)
    expect(discussion(page)).to_be_visible()
    drag(300)
    expect(discussion(page)).to_be_hidden()
    expect(page.locator("#count-2")).to_be_focused()
    assert "paragraph" not in page.url


def test_what_stands_in_its_head_can_still_be_pressed(page: Page) -> None:
    discussion(page).get_by_role("link", name="Close the discussion").tap()
    expect(discussion(page)).to_be_hidden()
