"""What a link to one of our pages shows where it is posted elsewhere: a title and a few words.

Programs fetch it without an account, so it says what everyone may read, whoever the page is for.
"""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import to_locale

from annotations.models import Comment
from annotations.writing.bodies import to_text
from commentary.models import Article

# About as much as the places where links are posted show.
LONGEST = 240


@dataclass(frozen=True, slots=True)
class Card:
    """`address` is what it shows; `canonical`, the page on which a search engine finds that."""

    title: str
    words: str
    address: str
    canonical: str
    language: str

    @property
    def description(self) -> str:
        return Truncator(self.words).chars(LONGEST)

    @property
    def site(self) -> str:
        return settings.SITE_URL

    @property
    def locale(self) -> str:
        """As Open Graph wants it: with a territory, or not at all."""
        locale = to_locale(self.language)
        return locale if "_" in locale else ""


def card_of(article: Article, words: str, *, address: str = "", canonical: str = "") -> Card | None:
    """Words of the article's text at some address of it. A draft has none."""
    if article.status == Article.Status.DRAFT:
        return None
    own = article.get_absolute_url()
    return Card(article.title, words, address or own, canonical or own, article.language)


def card_of_comment(comment: Comment, *, canonical: str = "") -> Card | None:
    """What somebody said; none unless it stands, and everyone may see it."""
    article = comment.paragraph.article
    is_public = comment.stands and comment.is_visible_to(AnonymousUser())
    if not is_public or article.status == Article.Status.DRAFT:
        return None
    return Card(
        title=_("%(name)s on “%(title)s”") % {"name": comment.author, "title": article.title},
        words=to_text(comment.body_html),
        address=comment.get_absolute_url(),
        canonical=canonical or article.get_absolute_url(),
        language=article.language,
    )
