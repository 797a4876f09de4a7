"""The page where an article is edited, as a browser would fill it in and send it."""

from http import HTTPStatus

from django.http import HttpResponse
from django.test import Client

from commentary.models import Article, ParagraphInput, User
from tests.commentary.pages import fields_of

type Fields = dict[str, object]


def rivers(editor: User, *sources: str) -> Article:
    """An article to edit, of these paragraphs."""
    article = Article.objects.create(
        slug="rivers", title="On Rivers", byline="Ann", published_on="2026-01-01"
    )
    article.revise(
        by=editor, paragraphs=[ParagraphInput("body", source) for source in sources], based_on=0
    )
    return article


def address(article: Article) -> str:
    return f"/admin/commentary/article/{article.pk}/change/"


def fields_on_page(client: Client, article: Article) -> Fields:
    return fields_of(client.get(address(article)))


def review(client: Client, article: Article, **typed: str) -> HttpResponse:
    """Type into the page (`form_1_source`) and look at what that does."""
    return client.post(address(article), {**fields_on_page(client, article), **named(typed)})


def go(client: Client, response: HttpResponse, to: str, **answers: str) -> HttpResponse:
    """Send a review on with this button, with answers to what it asks."""
    fields = {**fields_of(response), "go": to, **named(answers)}
    return client.post(response.wsgi_request.path, fields, follow=True)


def publish(client: Client, response: HttpResponse, **answers: str) -> HttpResponse:
    return go(client, response, "publish", **answers)


def named(typed: dict[str, str]) -> dict[str, str]:
    """Their names in the form, which a keyword cannot be."""
    return {name.replace("_", "-"): value for name, value in typed.items()}


def send(client: Client, article: Article, fields: Fields) -> HttpResponse:
    """Send the editing page, and publish what the review shows."""
    review = client.post(address(article), fields)
    assert review.status_code == HTTPStatus.OK
    return publish(client, review)


def sources(article: Article) -> list[tuple[int, str]]:
    return list(article.paragraphs.in_text().in_order().values_list("identity", "source"))


def other_edit(article: Article, *inputs: ParagraphInput, **changes: object) -> None:
    """Someone else saves."""
    article.refresh_from_db()
    article.revise(
        by=None,
        paragraphs=inputs,
        based_on=article.revision_number,
        **changes,  # type: ignore[arg-type]
    )
