"""Atom feeds of what everyone may read: of an article, a paragraph, a thread, a person."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from annotations.models import Comment, CommentQuerySet
from annotations.views.people import load_person
from annotations.writing.bodies import led_from_elsewhere
from commentary.models import Article, Paragraph, User

NEWEST = 50
# A feed is read without an account, and by whoever has its address.
EVERYONE = AnonymousUser()


class CommentFeed(Feed[Comment, Any]):
    """The newest comments of something. A page without a single one has an empty feed."""

    feed_type = Atom1Feed

    def comments(self, obj: Any) -> CommentQuerySet:
        raise NotImplementedError

    def items(self, obj: Any) -> Iterable[Comment]:
        open_to_everyone = Article.objects.visible_to(EVERYONE)
        return (
            self.comments(obj)
            .counted()
            .filter(paragraph__article__in=open_to_everyone)
            .for_reading()
            .order_by("-created_at", "-pk")[:NEWEST]
        )

    def link(self, obj: Any) -> str:
        address: str = obj.get_absolute_url()
        return address

    def item_title(self, item: Comment) -> str:
        about = Truncator(item.annotation.quote if item.annotation else item.paragraph.text)
        return escape(
            _("%(name)s on “%(words)s”") % {"name": item.author, "words": about.words(12)}
        )

    def item_description(self, item: Comment) -> str:
        return led_from_elsewhere(item.body_html, settings.SITE_URL)

    def item_author_name(self, item: Comment) -> str:
        return str(item.author)

    def item_author_link(self, item: Comment) -> str | None:
        if item.author.is_erased:
            return None
        return reverse("person", args=[item.author.username])

    def item_pubdate(self, item: Comment) -> datetime:
        return item.created_at

    def item_updateddate(self, item: Comment) -> datetime:
        return item.edited_at or item.created_at


class ArticleFeed(CommentFeed):
    def get_object(self, request: HttpRequest, *_args: Any, **at: Any) -> Article:  # noqa: ARG002
        return Article.objects.visible_to(EVERYONE).get(slug=at["slug"])

    def title(self, obj: Article) -> str:
        return obj.title

    def comments(self, obj: Article) -> CommentQuerySet:
        return Comment.objects.filter(paragraph__article=obj)


class ParagraphFeed(CommentFeed):
    def get_object(self, request: HttpRequest, *_args: Any, **at: Any) -> Paragraph:  # noqa: ARG002
        return Paragraph.objects.select_related("article").get(
            article__in=Article.objects.visible_to(EVERYONE),
            article__slug=at["slug"],
            identity=at["identity"],
        )

    def title(self, obj: Paragraph) -> str:
        return f"{Truncator(obj.text).words(12)} · {obj.article.title}"

    def link(self, obj: Paragraph) -> str:
        return reverse("discussion", args=[obj.article.slug, obj.identity])

    def comments(self, obj: Paragraph) -> CommentQuerySet:
        return Comment.objects.on(obj)


class ThreadFeed(CommentFeed):
    def get_object(self, request: HttpRequest, *_args: Any, **at: Any) -> Comment:  # noqa: ARG002
        return (
            Comment.objects.visible_to(EVERYONE)
            .opening()
            .filter(paragraph__article__in=Article.objects.visible_to(EVERYONE))
            .for_reading()
            .get(pk=at["pk"])
        )

    def title(self, obj: Comment) -> str:
        return _("Thread · %(title)s") % {"title": obj.paragraph.article.title}

    def link(self, obj: Comment) -> str:
        return reverse("thread", args=[obj.pk])

    def comments(self, obj: Comment) -> CommentQuerySet:
        return Comment.objects.in_threads([obj.pk])


class PersonFeed(CommentFeed):
    def get_object(self, request: HttpRequest, *_args: Any, **at: Any) -> User:  # noqa: ARG002
        return load_person(at["username"])

    def title(self, obj: User) -> str:
        return obj.username

    def link(self, obj: User) -> str:
        return reverse("person", args=[obj.username])

    def comments(self, obj: User) -> CommentQuerySet:
        return Comment.objects.filter(author=obj)


def served(feed: CommentFeed) -> Callable[..., HttpResponse]:
    """Readers ask often: an unchanged feed is answered with "not modified".

    Who asks is a program, for whoever follows its list: so the site's language, not the request's.
    """

    @require_safe
    @conditional_page
    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with translation.override(settings.LANGUAGE_CODE):
            answer: HttpResponse = feed(request, *args, **kwargs)
            answer["Content-Language"] = settings.LANGUAGE_CODE
        return answer

    return view
