"""The article as a reader sees it: every paragraph printed, with what stands in its margin."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString

from annotations.highlighting import Stretch
from annotations.models import Annotation, Margin, Target
from annotations.news.unread import NOTHING, News
from annotations.printing import print_paragraph
from annotations.selectors import Selector
from commentary.models import Article, Paragraph, User
from commentary.style import Style


@dataclass(frozen=True, slots=True)
class PrintedParagraph:
    """`number` counts the body paragraphs of the text; others have none.

    Where it `is_locked`, nothing more is said by those who do not preside.
    """

    paragraph: Paragraph
    html: SafeString
    number: int | None
    comments: int
    new: int
    is_locked: bool

    @property
    def position(self) -> int | None:
        return self.paragraph.position


@dataclass(frozen=True, slots=True)
class Trace:
    """Where neighbouring paragraphs were taken out of the text that are still talked about."""

    paragraphs: tuple[Paragraph, ...]

    @property
    def comments(self) -> int:
        return sum(margin_of(paragraph).comments for paragraph in self.paragraphs)


def margin_of(paragraph: Paragraph) -> Margin:
    """What stands beside a paragraph loaded with its margin; empty where nothing was said."""
    return paragraph.margin if hasattr(paragraph, "margin") else Margin(paragraph=paragraph)


def numbers_of(article: Article) -> dict[int, int]:
    """Key of each body paragraph in the text -> its number, from 1."""
    body = article.paragraphs.in_text().filter(style=Style.BODY).in_order()
    return {pk: number for number, pk in enumerate(body.values_list("pk", flat=True), start=1)}


def withdrawn_with_discussion(article: Article, user: User | AnonymousUser) -> QuerySet[Paragraph]:
    """Paragraphs taken out of the text about which this person still finds something."""
    orphans = Target.objects.filter(
        paragraph=OuterRef("pk"),
        state=Target.State.ORPHANED,
        annotation__in=Annotation.objects.visible_to(user),
    )
    return (
        article.paragraphs.withdrawn()
        .filter(Q(margin__comments__gt=0) | Exists(orphans))
        .select_related("margin")
        .in_order()
    )


def own_stretches(article: Article, user: User | AnonymousUser) -> dict[int, tuple[Stretch, ...]]:
    """Where this reader marked something: key of the paragraph -> stretches, oldest first."""
    if not user.pk:
        return {}
    found: dict[int, list[Stretch]] = defaultdict(list)
    for target in (
        Target.objects.standing()
        .filter(annotation__article=article, annotation__creator=user.pk)
        .select_related("annotation")
        .order_by("annotation_id", "position")
    ):
        found[target.paragraph_id].append(
            Stretch(target.start, target.end, target.annotation.kind, user.pk, target.annotation_id)
        )
    return {paragraph: tuple(stretches) for paragraph, stretches in found.items()}


def read_article(
    article: Article,
    user: User | AnonymousUser,
    *,
    only: Collection[int] | None = None,
    shown: Iterable[Selector] = (),
    news: News = NOTHING,
) -> list[PrintedParagraph]:
    """All paragraphs in the text in order, or `only` those with these keys, printed for `user`.

    `shown` is a passage to point at, `news` what is new to them.
    """
    own = own_stretches(article, user)
    pointed = {selector.paragraph: (selector.start, selector.end) for selector in shown}
    printed, number = [], 0
    for paragraph in article.paragraphs.in_text().select_related("margin").in_order():
        is_body = paragraph.style == Style.BODY
        number += is_body
        if only is not None and paragraph.pk not in only:
            continue
        margin = margin_of(paragraph)
        printed.append(
            PrintedParagraph(
                paragraph=paragraph,
                html=print_paragraph(
                    paragraph.source,
                    reverse("discussion", args=[article.slug, paragraph.identity]),
                    margin.runs,
                    own.get(paragraph.pk, ()),
                    pointed.get(paragraph.identity),
                ),
                number=number if is_body else None,
                comments=margin.comments,
                new=news.of_paragraphs.get(paragraph.pk, 0),
                is_locked=margin.locked_by_id is not None,
            )
        )
    return printed


def with_traces(
    printed: Iterable[PrintedParagraph], withdrawn: Iterable[Paragraph]
) -> list[PrintedParagraph | Trace]:
    """The printed paragraphs, and between them a trace where those withdrawn stood; in order."""
    everything: list[PrintedParagraph | Paragraph] = [*printed, *withdrawn]
    parts: list[PrintedParagraph | Trace] = []
    for part in sorted(everything, key=lambda part: part.position or 0):
        if isinstance(part, PrintedParagraph):
            parts.append(part)
        elif parts and isinstance(parts[-1], Trace):
            parts[-1] = Trace((*parts[-1].paragraphs, part))
        else:
            parts.append(Trace((part,)))
    return parts
