"""On a phone the discussion is a sheet in one's hand."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from annotations.models import Comment
from commentary.models import Article, User
from tests.browser.acting import discussion, mark, more, select_words, toolbar

pytestmark = pytest.mark.any_database

type Drag = Callable[[int], None]

# A phone's keyboard lies over the page: what is seen of it becomes lower, the page stays as high.
KEYBOARD = """
    window.visualViewport = Object.defineProperty(new EventTarget(), "height", {
        get: () => innerHeight - (window.keyboard ?? 0),
    });
    Object.assign(visualViewport, { offsetTop: 0, scale: 1 });
"""
COVER = "(height) => { keyboard = height; visualViewport.dispatchEvent(new Event('resize')); }"


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


def test_a_form_is_seen_whole_above_the_sheet_s_edge_and_the_keyboard(
    phone: BrowserContext, article: Article, reader: User, other_reader: User, sign_in: Any
) -> None:
    paragraph = article.paragraphs.get(identity=2)
    for body in ("By whom? " * 60, "A second one.", "A third one."):
        Comment.objects.post(author=other_reader, paragraph=paragraph, body=body)
    sign_in(phone, reader)
    page = phone.new_page()
    page.add_init_script(KEYBOARD)
    page.goto(f"{article.get_absolute_url()}?paragraph=2")
    first = discussion(page).locator(".thread").first
    first.get_by_role("link", name="Reply").tap()
    expect(discussion(page).get_by_label("Your reply")).to_be_in_viewport(ratio=1)
    expect(first.get_by_role("button", name="Reply")).to_be_in_viewport(ratio=1)

    page.evaluate(COVER, 336)
    box = first.get_by_role("button", name="Reply").bounding_box()
    assert box
    assert box["y"] + box["height"] <= 844 - 336
    expect(discussion(page).get_by_label("Your reply")).to_be_in_viewport(ratio=1)

    # Other browsers make the page lower instead.
    page.evaluate(COVER, 0)
    page.set_viewport_size({"width": 390, "height": 844 - 336})
    page.evaluate(COVER, 0)
    expect(first.get_by_role("button", name="Reply")).to_be_in_viewport(ratio=1)
    page.set_viewport_size({"width": 390, "height": 844})

    discussion(page).get_by_label("Your reply").press("Escape")
    first.get_by_text("More", exact=True).tap()
    first.get_by_role("link", name="Report").tap()
    expect(first.get_by_role("button", name="Report")).to_be_in_viewport(ratio=1)


def test_what_one_opens_and_decides_in_it_is_not_covered(
    phone: BrowserContext, article: Article, reader: User, sign_in: Any
) -> None:
    paragraph = article.paragraphs.get(identity=2)
    said = Comment.objects.post(author=reader, paragraph=paragraph, body="By whom?")
    sign_in(phone, reader)
    page = phone.new_page()
    page.goto(f"{article.get_absolute_url()}?paragraph=2")
    comment = page.locator(f"#{said.label}")
    more(comment)
    comment.get_by_text("More", exact=True).tap()  # it is not under what it opened
    expect(comment.locator("details.more[open]")).to_have_count(0)
    page.get_by_role("button", name="Resolve this thread").tap()
    reopen = page.get_by_role("button", name="Reopen this thread")
    expect(reopen).to_be_focused()
    expect(reopen).to_be_in_viewport(ratio=1)

    page.goto(article.get_absolute_url())
    select_words(page, 2, "benign neglect")
    toolbar(page).get_by_role("button", name="Comment").tap()
    expect(page.get_by_label("Your comment")).to_be_focused()
    expect(page.get_by_role("group", name="Who sees it")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Post")).to_be_in_viewport(ratio=1)


def test_a_mark_that_is_tapped_stays_in_sight(
    phone: BrowserContext, article: Article, other_reader: User
) -> None:
    mark(article, other_reader, 2, "under what terms will the US and Latin America reengage?")
    page = phone.new_page()
    page.goto(article.get_absolute_url())
    words = page.locator("#p2 mark")
    page.locator("#p2").evaluate(
        "each => each.scrollIntoView({ block: 'end', behavior: 'instant' })"
    )
    words.tap()
    expect(discussion(page).locator(".mark")).to_be_visible()
    page.wait_for_function(
        """() => document.querySelector("#p2 mark").getBoundingClientRect().bottom
            < document.querySelector("#discussion").getBoundingClientRect().top"""
    )


def test_on_a_phone_on_its_side_it_stands_beside_the_text(page: Page) -> None:
    page.set_viewport_size({"width": 740, "height": 360})
    box = discussion(page).bounding_box()
    assert box
    assert (box["x"] >= 370, box["y"], box["height"]) == (True, 0, 360)
