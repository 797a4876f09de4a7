"""Nothing that axe knows keeps anyone out: every page and its states, on a phone and on a desk.

axe finds about half of what there is to find; the rest is walked in the other tests here.
"""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from annotations.models import Comment, Report
from commentary.models import Article, User
from tests.browser.acting import discussion, mark, select_words, toolbar

pytestmark = pytest.mark.any_database

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The narrowest screen that has to do, in the dark, and a wide one in the light.
SCREENS = ((320, "dark"), (1360, "light"))
WORDS = "Donald Trump’s second term"

type Go = Callable[[str], Page]


def violations(page: Page) -> list[str]:
    """What is wrong with the page as it stands, at both sizes and in both schemes."""
    found = []
    for width, scheme in SCREENS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        # It would read sheets that others import at addresses of its own making.
        answer = Axe().run(page, options={"runOnly": RULES, "preload": False}).response
        found += [
            f"{width} px, {scheme}: {each['id']}: {each['help']}\n  {node['html']}"
            for each in answer["violations"]
            for node in each["nodes"]
        ]
        scrolls = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        found += [f"{width} px: the page is wider than the screen"] if scrolls else []
    return found


@pytest.fixture
def said(article: Article, reader: User, other_reader: User) -> Comment:
    """A passage that two have marked, a comment on it with a reply, and a removed one."""
    annotation = mark(article, reader, 1, WORDS, kind="question")
    mark(article, other_reader, 1, "second term, however")
    paragraph = article.paragraphs.get(identity=1)
    comment = Comment.objects.post(
        author=reader, paragraph=paragraph, body="Is it?", annotation=annotation
    )
    comment.edit(body="Is it, though?")
    comment.reply(author=other_reader, body="> Is it?\n\nIt *is*, see `this`.")
    Comment.objects.post(author=other_reader, paragraph=paragraph, body="Off topic.").remove(
        by=other_reader
    )
    return comment


def addresses(article: Article, comment: Comment) -> dict[str, str]:
    """Every page that a reader may see, by its name."""
    slug, pk = article.slug, comment.pk
    return {
        "articles": reverse("articles"),
        "article": reverse("article", args=[slug]),
        "article with its discussion": reverse("article", args=[slug]) + "?paragraph=1",
        "annotate": reverse("annotate", args=[slug]) + "?passage=2.0-20&revision=1",
        "discussion": reverse("discussion", args=[slug, 1]),
        "discussion of a place": reverse("discussion", args=[slug, 1]) + "?from=180&to=200",
        "choose words": reverse("choose-words", args=[slug, 1]),
        "discussion of the article": reverse("article-discussion", args=[slug]) + "?q=it",
        "most marked": reverse("most-marked", args=[slug]),
        "print": reverse("print", args=[slug]) + "?notes=everyones",
        "orphans": reverse("orphans", args=[slug]),
        "revisions": reverse("revisions", args=[slug]),
        "revision": reverse("revision", args=[slug, 1]),
        "comparison": reverse("comparison", args=[slug, 1, 2]),
        "comment on a mark": reverse("comment-on-annotation", args=[comment.annotation_id]),
        "edit a mark": reverse("edit-annotation", args=[comment.annotation_id]),
        "thread": reverse("thread", args=[pk]),
        "reply": reverse("reply", args=[pk]),
        "edit a comment": reverse("edit-comment", args=[pk]),
        "remove a comment": reverse("remove-comment", args=[pk]),
        "report a comment": reverse("report", args=[pk + 1]),
        "reactions": reverse("reactions", args=[pk]),
        "wordings": reverse("wordings", args=[pk]),
        "history of a thread": reverse("thread-history", args=[pk]),
        "follow a thread": reverse("follow-thread", args=[pk]),
        "person": reverse("person", args=["reader"]),
        "notes": reverse("notes"),
        "notifications": reverse("notifications"),
        "mail settings": reverse("mail-settings"),
        "following": reverse("following"),
        "how one reads": reverse("preferences"),
        "acts": reverse("own-acts"),
        "reports": reverse("own-reports"),
        "data": reverse("own-data"),
        "e-mail": reverse("account_email"),
        "password": reverse("account_change_password"),
        "sign out": reverse("account_logout"),
        "not found": "/nowhere/",
    }


NAMES = [*addresses(Article(slug="a"), Comment(pk=1, annotation_id=1))]
FOR_VISITORS = ("account_login", "account_signup", "account_reset_password", "articles")


@pytest.mark.parametrize("name", NAMES)
def test_pages_of_a_signed_in_reader(
    page: Page, sign_in: Any, reader: User, editor: User, article: Article, said: Comment, name: str
) -> None:
    article.bring_back(1, by=editor, based_on=1)
    sign_in(page.context, reader)
    page.goto(addresses(article, said)[name])
    assert not violations(page), "\n".join(violations(page))


@pytest.mark.parametrize("name", FOR_VISITORS)
def test_pages_of_a_visitor(page: Page, article: Article, name: str) -> None:
    page.goto(reverse(name))
    assert not violations(page), "\n".join(violations(page))


def test_the_article_of_a_visitor(page: Page, article: Article, said: Comment) -> None:
    page.goto(article.get_absolute_url())
    assert not violations(page), "\n".join(violations(page))
    select_words(page, 2, "US foreign policy")
    expect(toolbar(page)).to_be_visible()
    assert not violations(page), "\n".join(violations(page))


def test_a_form_with_errors(page: Page, article: Article) -> None:
    page.goto(reverse("account_signup"))
    page.evaluate("document.querySelector('main form').noValidate = true")
    page.locator("main form button[type=submit]").click()
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    assert not violations(page), "\n".join(violations(page))


def test_erasing_without_a_word(page: Page, sign_in: Any, reader: User) -> None:
    sign_in(page.context, reader)
    page.goto(reverse("own-data"))
    page.get_by_role("button", name="Erase my account for good").click()
    expect(page.get_by_text("Choose what becomes of your words.")).to_be_visible()
    assert not violations(page), "\n".join(violations(page))


def test_the_article_with_everything_open(
    page: Page, sign_in: Any, reader: User, article: Article, said: Comment
) -> None:
    sign_in(page.context, reader)
    page.goto(article.get_absolute_url())
    select_words(page, 2, "US foreign policy")
    expect(toolbar(page)).to_be_visible()
    assert not violations(page), "\n".join(violations(page))
    page.keyboard.press("Escape")
    page.locator("#count-1").click()
    discussion(page).get_by_role("link", name="Reply").first.click()
    expect(discussion(page).get_by_label("Your reply")).to_be_visible()
    discussion(page).get_by_role("button", name="Post").click()
    expect(discussion(page).get_by_text("Write something first.")).to_be_visible()
    assert not violations(page), "\n".join(violations(page))


@pytest.mark.parametrize("name", ["queue", "decide", "lock-thread", "rules", "suspension"])
def test_pages_of_a_moderator(
    page: Page,
    sign_in: Any,
    reader: User,
    other_reader: User,
    moderator: User,
    article: Article,
    said: Comment,
    name: str,
) -> None:
    Report.objects.make(said, by=other_reader, ground="spam", words="It is not.")
    of = {"queue": [], "rules": [article.slug], "suspension": [reader.pk]}
    sign_in(page.context, moderator)
    page.goto(reverse(name, args=of.get(name, [said.pk])))
    assert not violations(page), "\n".join(violations(page))
