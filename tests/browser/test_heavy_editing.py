"""A heavy-handed editor at work, and what readers marked: right, or it says that it is gone."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from annotations.models import Annotation, Target
from commentary.models import Article, User
from tests.annotations.acting import mark, where
from tests.annotations.wholeness import assert_whole

# Each once in the given article; one that crosses paragraphs by its words in each of them.
PASSAGES = [
    ("Inauguration",),
    ("heads of states",),
    ("Donald Trump’s second term, however, is a game-changer.",),
    ("‘benign neglect’",),
    ("But under what terms will the US and Latin America reengage?", "The perceived misalignment"),
    ("Jimmy Carter",),
    ("Can Trump Lead on Regional Security?",),
    ("Under Joe Biden, the White House reversed some of these programmes",),
    ("Later on, Biden got tougher on security measures",),
    ("said Marco Rubio at his nomination for the State Department",),
    ("Pablo Escobar",),
    ("Anything that smelled of terrorism could and should be eliminated.",),
]
PASTE = """(area, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    area.dispatchEvent(new ClipboardEvent("paste", {
        clipboardData, bubbles: true, cancelable: true,
    }));
}"""


class Editor:
    """The editing page, and what is done on it. Paragraphs are found by how they begin."""

    def __init__(self, page: Page, article: Article) -> None:
        self.page, self.article = page, article

    def open(self) -> None:
        self.page.goto(f"/admin/commentary/article/{self.article.pk}/change/")

    def publish(self) -> None:
        self.page.get_by_role("button", name="Review and publish").click()
        self.page.get_by_role("button", name="Publish", exact=True).click()
        expect(self.page.get_by_text("Published as revision")).to_be_visible()
        self.article.refresh_from_db()
        assert_whole(self.article)

    def area(self, beginning: str) -> Locator:
        paragraph = self.article.paragraphs.in_text().get(text__startswith=beginning)
        identity = f'input[name$="-identity"][value="{paragraph.identity}"]'
        return self.page.locator("[data-paragraph]", has=self.page.locator(identity)).get_by_role(
            "textbox", name="Paragraph", exact=True
        )

    def retype(self, beginning: str, old: str, new: str) -> None:
        area = self.area(beginning)
        area.fill(area.input_value().replace(old, new))

    def put_caret(self, beginning: str, before: str) -> None:
        area = self.area(beginning)
        at = area.input_value().index(before)
        area.evaluate("(area, at) => { area.focus(); area.setSelectionRange(at, at); }", at)


@pytest.fixture
def at_work(page: Page, sign_in: Any, editor: User, article: Article) -> Editor:
    sign_in(page.context, editor)
    return Editor(page, article)


@pytest.fixture
def marked(article: Article, reader: User) -> dict[str, Annotation]:
    return {words[0]: mark(reader, article, *words) for words in PASSAGES}


def test_after_a_series_of_heavy_edits_every_mark_is_right_or_says_that_its_words_are_gone(
    at_work: Editor, article: Article, marked: dict[str, Annotation]
) -> None:
    at_first = {words: where(annotation) for words, annotation in marked.items()}

    # Mistakes corrected, a paragraph split in two, another joined with the one above.
    at_work.open()
    at_work.retype("Inauguration", "heads of states don’t", "heads of state don’t")
    at_work.put_caret("Trump’s incoming", "Later on, Biden")
    at_work.page.keyboard.press("Enter")
    at_work.put_caret("Among potential", "Among")
    at_work.page.keyboard.press("Backspace")
    at_work.publish()
    assert [words for _p, words, _s in where(marked["heads of states"])] == ["heads of state"]
    after_split = article.paragraphs.get(text__startswith="Later on, Biden").identity
    assert where(marked["Later on, Biden got tougher on security measures"])[0][0] == after_split
    assert where(marked["‘benign neglect’"])[0][:2] == (1, "‘benign neglect’")

    # One rewritten, one moved far up, one taken out.
    at_work.open()
    at_work.area("The perceived").fill("They have never agreed for long, and never will.")
    for _ in range(3):
        at_work.put_caret("Both ‘wars’", "Both")
        at_work.page.keyboard.press("Alt+ArrowUp")
    at_work.area("When the US-funded").fill("")
    at_work.publish()
    gone = ["Jimmy Carter", "Anything that smelled of terrorism could and should be eliminated."]
    for words in gone:
        assert where(marked[words])[0][1:] == (words, Target.State.ORPHANED)
    assert where(marked["Pablo Escobar"])[0][1] == "Pablo Escobar"

    # The whole text pasted anew from elsewhere.
    at_work.open()
    sources = article.paragraphs.in_text().in_order().values_list("source", flat=True)
    pasted = "\n\n".join(sources).replace("tougher on security", "tougher on safety")
    areas = at_work.page.get_by_role("textbox", name="Paragraph", exact=True)
    areas.first.fill("")
    areas.first.evaluate(PASTE, pasted)
    while areas.count() > len(sources):
        at_work.page.get_by_role("button", name="Take out").last.click()
    at_work.publish()
    for words in ("Inauguration", "Pablo Escobar", "Can Trump Lead on Regional Security?"):
        assert [exact for _p, exact, _s in where(marked[words])] == [words]
    reworded = where(marked["Later on, Biden got tougher on security measures"])
    assert reworded[0][1:] == ("Later on, Biden got tougher on safety measures", "changed")

    # And all of it taken back.
    at_work.page.goto(f"/articles/{article.slug}/revisions/1/bring-back/")
    at_work.page.get_by_role("main").get_by_role("button").last.click()
    expect(at_work.page.get_by_text("Revision 1 is back, as revision 5.")).to_be_visible()
    assert {words: where(annotation) for words, annotation in marked.items()} == at_first
    for words in ("Jimmy Carter", "Pablo Escobar"):
        expect(at_work.page.locator("mark", has_text=words).first).to_be_visible()
    assert_whole(article)
