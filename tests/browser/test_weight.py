"""What the article costs on a first visit, as production sends it: bytes, requests, nodes."""

import json
import urllib.parse
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import discussion, highlight, toolbar
from tests.test_demo import get, running

pytestmark = pytest.mark.any_database

KILOBYTES = 1000
WATCH_SHIFTS = """
    window.shifted = 0;
    new PerformanceObserver((seen) => {
        for (const shift of seen.getEntries()) window.shifted += shift.value;
    }).observe({ type: "layout-shift", buffered: true });
"""
BLOCKING = """
    performance.getEntriesByType("resource")
        .filter((each) => each.renderBlockingStatus === "blocking")
        .map((each) => new URL(each.name).pathname)
"""


# The sheet of the page, and the one that it was made of, rule by rule.
BOTH_SHEETS = r"""async () => {
    const plain = (rule) => rule.cssText.replace(/url\([^)]*\)/g, "url()").replace(/,\s+/g, ",");
    const rules = (sheet) => [...sheet.cssRules].flatMap((rule) =>
        rule.styleSheet ? rules(rule.styleSheet) : plain(rule));
    const written = document.createElement("link");
    written.rel = "stylesheet";
    written.href = "/static/annotations/site.css";
    const loaded = new Promise((resolve) => written.addEventListener("load", resolve));
    document.head.append(written);
    await loaded;
    return [...document.styleSheets].map(rules);
}"""


class Demo(NamedTuple):
    """The site under production's settings: the article with its examples, and a way in."""

    article: str
    password: str


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    folder = tmp_path_factory.mktemp("weight")
    with running(folder) as (site, _printed):
        path = get(site).partition('href="/articles/')[2].partition('"')[0]
        passwords = json.loads((folder / "sign-in.json").read_text())
        yield Demo(f"{site}articles/{path}", passwords["reader"])


class Visit:
    """Everything that the browser fetched, by kind."""

    def __init__(self, page: Page, address: str) -> None:
        self.weight: Counter[str] = Counter()
        self.hosts: set[str] = set()
        kinds: dict[str, str] = {}
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")

        def answered(event: dict[str, Any]) -> None:
            kinds[event["requestId"]] = event["type"]
            self.hosts.add(urllib.parse.urlsplit(event["response"]["url"]).netloc)

        def finished(event: dict[str, Any]) -> None:
            self.weight[kinds[event["requestId"]]] += event["encodedDataLength"]

        session.on("Network.responseReceived", answered)
        session.on("Network.loadingFinished", finished)
        page.add_init_script(WATCH_SHIFTS)
        page.goto(address, wait_until="networkidle")


def test_a_first_visit_is_light_still_and_waits_for_one_sheet(page: Page, demo: Demo) -> None:
    visit = Visit(page, demo.article)

    assert visit.weight.total() <= 83 * KILOBYTES, visit.weight
    assert visit.weight["Script"] <= 28 * KILOBYTES, visit.weight
    assert visit.hosts == {urllib.parse.urlsplit(demo.article).netloc}
    assert page.evaluate("window.shifted") == 0
    [sheet] = page.evaluate(BLOCKING)
    assert sheet.startswith("/static/annotations/site.")


def test_the_sheet_that_is_sent_says_what_was_written(page: Page, demo: Demo) -> None:
    """As the browser reads both; where files lie and blanks after commas are no matter."""
    page.goto(demo.article)
    sent, written = page.evaluate(BOTH_SHEETS)

    assert len(written) > 400
    assert sent == written


def test_the_modules_that_are_sent_work(page: Page, demo: Demo) -> None:
    """From a visitor's words, chosen by keyboard, through sign-in to a highlight and the panel."""
    page.goto(demo.article)
    page.locator(".text").first.focus()
    for key in ("ArrowRight", "Shift+ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(toolbar(page).get_by_role("link", name="Sign in")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_label("E-mail address or name").fill("reader")
    page.get_by_label("Password").fill(demo.password)
    page.get_by_role("button", name="Sign in").click()
    highlight(page)
    expect(page.locator(".text").first.locator("mark.mine").first).to_be_visible()
    page.locator(".count:not(.none)").first.click()
    expect(discussion(page).locator("#discussion-title")).to_be_focused()
