"""The first two steps of every view: load (404), may they (403)."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from annotations.models import Annotation, Comment, Thread
from annotations.models.act import MODERATE
from annotations.models.contributing import Contributor, insist
from commentary.http import HttpRequest
from commentary.models import Article, Paragraph


def admit_moderator(request: HttpRequest) -> None:
    """To what only moderators do. One who is suspended is told so instead: RefusedError."""
    if not request.user.has_perm(MODERATE):
        raise PermissionDenied
    insist(Contributor.of(request.user).refusal_to_moderate())


def load_article(request: HttpRequest, slug: str) -> Article:
    articles = Article.objects.visible_to(request.user).select_related("rules")
    return get_object_or_404(articles, slug=slug)


def load_open_article(request: HttpRequest, slug: str) -> Article:
    """An article on which this person may say something now."""
    article = load_article(request, slug)
    if not article.is_open:
        raise PermissionDenied
    return article


def load_paragraph(request: HttpRequest, slug: str, identity: int) -> Paragraph:
    """A paragraph of the article, in the text or taken out of it, with article and margin."""
    article = load_article(request, slug)
    paragraphs = article.paragraphs.select_related("margin__locked_by")
    return get_object_or_404(paragraphs, identity=identity)


def load_annotation(request: HttpRequest, pk: int) -> Annotation:
    """An annotation that this person may see, or their own that they have removed."""
    annotation = get_object_or_404(Annotation.objects.for_listing(), pk=pk)
    load_article(request, annotation.article.slug)
    if not (annotation.is_visible_to(request.user) or annotation.is_editable_by(request.user)):
        raise Http404
    return annotation


def load_own_annotation(request: HttpRequest, pk: int) -> Annotation:
    annotation = load_annotation(request, pk)
    if not annotation.is_editable_by(request.user):
        raise PermissionDenied
    return annotation


def load_comment(request: HttpRequest, pk: int) -> Comment:
    comments = Comment.objects.visible_to(request.user).for_reading(request.user)
    comment = get_object_or_404(comments.select_related("opened__resolved_by"), pk=pk)
    load_article(request, comment.paragraph.article.slug)
    return comment


def load_thread(request: HttpRequest, pk: int) -> Thread:
    """A thread, by the key of its first comment, that this person may see; that is its `root`."""
    root = load_comment(request, pk)
    if root.parent_id is not None:
        raise Http404
    return root.opened
