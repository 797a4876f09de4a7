"""Editing the text in the admin, as one document."""

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from commentary.models import Article, ParagraphInput, User
from tests.annotations.acting import mark, where
from tests.conftest import DATA

SOURCES = ["One river runs to the sea.", "Two rivers meet below the town.", "Three do not."]


@pytest.fixture
def rivers(editor: User) -> Article:
    article = Article.objects.create(slug="rivers", title="On Rivers", published_on="2026-01-01")
    article.revise(
        by=editor, paragraphs=[ParagraphInput("body", source) for source in SOURCES], based_on=0
    )
    return article


@pytest.fixture
def editing(page: Page, sign_in: Any, editor: User, rivers: Article) -> Page:
    """The editing page, open."""
    sign_in(page.context, editor)
    page.goto(f"/admin/commentary/article/{rivers.pk}/change/")
    return page


def paragraphs(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Paragraph", exact=True)


def put_caret(area: Locator, at: int) -> None:
    area.evaluate("(area, at) => { area.focus(); area.setSelectionRange(at, at); }", at)


def save(page: Page) -> None:
    review(page)
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text(re.compile("Published as revision"))).to_be_visible()


def review(page: Page) -> None:
    page.get_by_role("button", name="Review and publish").click()


def text_of(article: Article) -> list[tuple[int, str]]:
    return list(article.paragraphs.in_text().in_order().values_list("identity", "text"))


def test_enter_splits_a_paragraph_at_the_caret(editing: Page, rivers: Article) -> None:
    put_caret(paragraphs(editing).nth(0), len("One river"))
    editing.keyboard.press("Enter")
    editing.keyboard.type("It")
    expect(paragraphs(editing)).to_have_count(4)
    save(editing)
    assert text_of(rivers) == [
        (1, "One river"),
        (4, "It runs to the sea."),
        (2, SOURCES[1]),
        (3, SOURCES[2]),
    ]


def test_enter_at_the_start_makes_room_above_and_the_words_keep_their_identity(
    editing: Page, rivers: Article
) -> None:
    put_caret(paragraphs(editing).nth(1), 0)
    editing.keyboard.press("Enter")
    paragraphs(editing).nth(1).fill("Between.")
    save(editing)
    assert text_of(rivers)[1:3] == [(4, "Between."), (2, SOURCES[1])]


def test_backspace_at_the_start_joins_with_the_paragraph_above_which_keeps_its_identity(
    editing: Page, rivers: Article
) -> None:
    put_caret(paragraphs(editing).nth(1), 0)
    editing.keyboard.press("Backspace")
    expect(paragraphs(editing)).to_have_count(2)
    save(editing)
    assert text_of(rivers) == [(1, f"{SOURCES[0]} {SOURCES[1]}"), (3, SOURCES[2])]


def test_a_split_is_undone_by_backspace(editing: Page) -> None:
    put_caret(paragraphs(editing).nth(0), 7)
    editing.keyboard.press("Enter")
    editing.keyboard.press("Backspace")
    expect(paragraphs(editing)).to_have_count(3)
    expect(paragraphs(editing).nth(0)).to_have_value(SOURCES[0])


def test_paragraphs_move_by_key_and_by_button(editing: Page, rivers: Article) -> None:
    put_caret(paragraphs(editing).nth(0), 3)
    editing.keyboard.press("Alt+ArrowDown")
    expect(paragraphs(editing).nth(1)).to_be_focused()
    paragraphs(editing).nth(2).hover()
    editing.get_by_role("button", name="Move up").nth(2).click()
    save(editing)
    assert [identity for identity, _text in text_of(rivers)] == [2, 3, 1]


def test_a_paragraph_is_taken_out_and_put_back(editing: Page, rivers: Article) -> None:
    paragraphs(editing).nth(1).click()
    editing.get_by_role("button", name="Take out").nth(1).click()
    expect(paragraphs(editing)).to_have_count(2)
    editing.get_by_role("button", name="Put back").click()
    expect(paragraphs(editing)).to_have_count(3)
    paragraphs(editing).nth(0).click()
    editing.get_by_role("button", name="Take out").nth(0).click()
    save(editing)
    assert [identity for identity, _text in text_of(rivers)] == [2, 3]


def test_a_paragraph_is_added_and_restyled(editing: Page, rivers: Article) -> None:
    paragraphs(editing).nth(0).click()
    editing.get_by_role("button", name="Add a paragraph below").nth(0).click()
    editing.keyboard.type("A crosshead")
    editing.get_by_label("Style").nth(1).select_option("Crosshead")
    save(editing)
    added = rivers.paragraphs.get(text="A crosshead")
    assert (added.style, added.position) == ("crosshead", 1)


def test_pasting_several_paragraphs_makes_several_rows(editing: Page, rivers: Article) -> None:
    put_caret(paragraphs(editing).nth(0), len("One river"))
    paragraphs(editing).nth(0).evaluate(
        """(area) => {
            const clipboardData = new DataTransfer();
            const pasted = " first.\\r\\n\\r\\nA hard\\r\\nwrapped one.\\n\\nLast:";
            clipboardData.setData("text/plain", pasted);
            area.dispatchEvent(new ClipboardEvent("paste", {
                clipboardData, bubbles: true, cancelable: true,
            }));
        }"""
    )
    save(editing)
    assert [text for _identity, text in text_of(rivers)][:3] == [
        "One riverfirst.",
        "A hard wrapped one.",
        "Last: runs to the sea.",
    ]


def test_a_field_grows_with_its_words(editing: Page) -> None:
    area = paragraphs(editing).nth(0)
    before = area.bounding_box()
    area.fill("Many words. " * 100)
    after = area.bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] > before["height"] * 3


def test_without_javascript_the_same_page_is_a_form(
    plain: BrowserContext, sign_in: Any, editor: User, rivers: Article
) -> None:
    sign_in(plain, editor)
    page = plain.new_page()
    page.goto(f"/admin/commentary/article/{rivers.pk}/change/")
    paragraphs(page).nth(0).fill("One river.\n\nAnd its mouth.")
    page.get_by_role("checkbox", name="Take out").nth(1).check()
    page.get_by_role("spinbutton", name="Order").nth(2).fill("5")
    page.get_by_role("button", name="Review and publish").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Published as revision 2.")).to_be_visible()
    assert text_of(rivers) == [(3, SOURCES[2]), (1, "One river."), (4, "And its mouth.")]


def test_someone_else_was_faster(editing: Page, rivers: Article) -> None:
    paragraphs(editing).nth(0).fill("One stream runs to the sea.")
    rivers.revise(
        by=None,
        paragraphs=[
            ParagraphInput("body", "One river runs to the lake.", 1),
            ParagraphInput("body", "Two rivers met below the town.", 2),
            ParagraphInput("body", SOURCES[2], 3),
        ],
        based_on=1,
    )
    review(editing)
    expect(editing.get_by_role("heading", name="Someone else has saved meanwhile")).to_be_visible()
    expect(paragraphs(editing).nth(0)).to_have_value("One stream runs to the sea.")
    expect(paragraphs(editing).nth(1)).to_have_value("Two rivers met below the town.")
    expect(editing.locator("ins").first).to_have_text("lake")
    editing.get_by_role("button", name="Use the current text").click()
    expect(paragraphs(editing).nth(0)).to_have_value("One river runs to the lake.")
    paragraphs(editing).nth(0).fill("One stream runs to the lake.")
    save(editing)
    assert [text for _identity, text in text_of(rivers)] == [
        "One stream runs to the lake.",
        "Two rivers met below the town.",
        SOURCES[2],
    ]


def test_importing_correcting_and_saving(page: Page, sign_in: Any, editor: User) -> None:
    sign_in(page.context, editor)
    page.goto("/admin/commentary/article/")
    page.get_by_role("link", name="Import an article").click()
    page.get_by_label("A file").set_input_files(DATA)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("3 lines were left out")).to_be_visible()
    page.get_by_label("Byline").fill("An author")
    page.get_by_role("button", name="Save the article").click()
    expect(page.get_by_text("Imported.")).to_be_visible()
    article = Article.objects.get()
    assert article.byline == "An author"
    assert article.paragraphs.count() == 21


def test_what_was_moved_and_joined_is_still_so_after_a_refusal(
    editing: Page, rivers: Article
) -> None:
    put_caret(paragraphs(editing).nth(2), 0)
    editing.keyboard.press("Alt+ArrowUp")
    put_caret(paragraphs(editing).nth(2), 0)
    editing.keyboard.press("Backspace")
    editing.get_by_label("Title").fill("")
    review(editing)
    expect(editing.get_by_text("Nothing was saved yet.")).to_be_visible()
    expect(paragraphs(editing)).to_have_count(2)
    expect(editing.get_by_role("button", name="Put back")).to_have_count(0)
    editing.get_by_label("Title").fill("On Rivers")
    save(editing)
    assert text_of(rivers) == [(1, SOURCES[0]), (3, f"{SOURCES[2]} {SOURCES[1]}")]


KEPT = "() => Object.keys(localStorage).some((key) => key.startsWith('draft-'))"


def type_over(page: Page, number: int, words: str) -> None:
    """Type, and pause until it is kept."""
    paragraphs(page).nth(number).fill(words)
    for _ in range(100):
        if page.evaluate(KEPT):
            return
        page.wait_for_timeout(50)
    raise AssertionError("The draft was not kept.")


def test_the_review_leads_back_to_what_was_typed(editing: Page, rivers: Article) -> None:
    put_caret(paragraphs(editing).nth(0), len("One river"))
    editing.keyboard.press("Enter")
    paragraphs(editing).nth(2).focus()
    editing.keyboard.press("Alt+ArrowDown")
    review(editing)
    expect(editing.get_by_role("heading", name="What this edit does")).to_be_visible()
    expect(editing.locator("del").first).to_contain_text("runs to the sea.")
    editing.get_by_role("button", name="Go on editing").click()
    expect(paragraphs(editing)).to_have_count(4)
    expect(paragraphs(editing).nth(3)).to_have_value(SOURCES[1])
    paragraphs(editing).nth(1).fill("It ran to the sea.")
    review(editing)
    editing.get_by_label("Why").fill("Past tense.")
    editing.get_by_role("button", name="Publish").click()
    expect(editing.get_by_text("Published as revision 2.")).to_be_visible()
    assert [text for _identity, text in text_of(rivers)] == [
        "One river",
        "It ran to the sea.",
        SOURCES[2],
        SOURCES[1],
    ]
    assert rivers.revisions.get(number=2).note == "Past tense."


def test_a_draft_survives_a_closed_tab(editing: Page, rivers: Article) -> None:
    type_over(editing, 0, "One stream.")
    put_caret(paragraphs(editing).nth(1), 3)
    editing.keyboard.press("Enter")
    editing.close(run_before_unload=False)
    page = editing.context.new_page()
    page.goto(f"/admin/commentary/article/{rivers.pk}/change/")
    offer = page.get_by_role("alert").filter(has_text="You have unsaved changes from")
    expect(offer).to_be_visible()
    expect(paragraphs(page).nth(0)).to_have_value(SOURCES[0])
    offer.get_by_role("button", name="Restore").click()
    expect(offer).to_be_hidden()
    expect(paragraphs(page)).to_have_count(4)
    expect(paragraphs(page).nth(0)).to_have_value("One stream.")
    save(page)
    page.goto(f"/admin/commentary/article/{rivers.pk}/change/")
    expect(offer).to_be_hidden()


def test_a_draft_is_discarded_only_when_its_editor_says_so(editing: Page, rivers: Article) -> None:
    type_over(editing, 0, "One stream.")
    offer = editing.get_by_role("alert").filter(has_text="You have unsaved changes from")
    editing.on("dialog", lambda dialog: dialog.accept())
    for _ in range(2):
        editing.goto(f"/admin/commentary/article/{rivers.pk}/change/")
        expect(offer).to_be_visible()
    offer.get_by_role("button", name="Discard").click()
    expect(offer).to_be_hidden()
    expect(paragraphs(editing).nth(0)).to_have_value(SOURCES[0])
    paragraphs(editing).nth(0).click()
    expect(paragraphs(editing).nth(0)).to_be_focused()
    editing.reload()
    expect(offer).to_be_hidden()


def test_a_draft_of_an_older_revision_is_merged_like_any_edit(
    editing: Page, rivers: Article
) -> None:
    type_over(editing, 0, "One stream.")
    rivers.revise(
        by=None,
        paragraphs=[
            ParagraphInput("body", text, at) for at, text in enumerate([*SOURCES[:2], "3."], 1)
        ],
        based_on=1,
    )
    editing.on("dialog", lambda dialog: dialog.accept())
    editing.goto(f"/admin/commentary/article/{rivers.pk}/change/")
    editing.get_by_role("button", name="Restore").click()
    review(editing)
    expect(editing.get_by_role("heading", name="Someone else has saved meanwhile")).to_be_visible()
    expect(paragraphs(editing).nth(0)).to_have_value("One stream.")
    save(editing)
    assert [text for _identity, text in text_of(rivers)] == ["One stream.", SOURCES[1], "3."]


@pytest.mark.parametrize("kind", ["context", "plain"])
def test_an_orphan_to_be_is_put_on_other_words(
    request: pytest.FixtureRequest,
    sign_in: Any,
    editor: User,
    reader: User,
    rivers: Article,
    kind: str,
) -> None:
    annotation = mark(reader, rivers, "meet below the town")
    context: BrowserContext = request.getfixturevalue(kind)
    sign_in(context, editor)
    page = context.new_page()
    page.goto(f"/admin/commentary/article/{rivers.pk}/change/")
    paragraphs(page).nth(1).fill("Nobody has ever counted the others, which are small.")
    review(page)
    orphan = page.locator("[data-fate=orphaned]")
    expect(orphan).to_contain_text("meet below the town")
    place = orphan.get_by_label("Put it on these words of the new text")
    place.fill("river")
    place.press("Enter")
    expect(orphan.get_by_text("do not stand in one paragraph")).to_have_count(0)
    expect(orphan).to_contain_text("After")
    place.fill("the others")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Published as revision 2.")).to_be_visible()
    assert where(annotation) == [(2, "the others", "changed")]
