"""Annotations whose words have left the text, as one person sees them: with words and threads."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Window
from django.db.models.functions import RowNumber

from annotations.discussions import Person, ShownThread, shown_opening, threads_of
from annotations.marks import ShownMark, show_mark
from annotations.models import Annotation, AnnotationQuerySet, Comment, Reattachment, Target
from annotations.models.contributing import Contributor
from annotations.places import offered_places
from annotations.selectors import Selector, dump, words_after, words_before
from commentary.models import Article, Paragraph

ORPHANS_A_PAGE = 10
# Threads of one orphan among others; the discussion of its paragraph has the rest.
THREADS_OF_ONE = 3


@dataclass(frozen=True, slots=True)
class ShownOrphan:
    """An orphan with its first threads; `has_more` of them stand in its paragraph's discussion."""

    mark: ShownMark
    threads: Sequence[ShownThread]
    has_more: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A passage of the current text, as a form sends it and as people read it."""

    selectors: Sequence[Selector]

    @property
    def targets(self) -> str:
        return dump(self.selectors)

    @property
    def before(self) -> str:
        return words_before(self.selectors[0].prefix)

    @property
    def words(self) -> str:
        return " … ".join(selector.exact for selector in self.selectors)

    @property
    def after(self) -> str:
        return words_after(self.selectors[-1].suffix)


@dataclass(frozen=True, slots=True)
class Seeking:
    """Somebody seeks an orphan's place; `may_decide` or else may only propose one."""

    annotation: Annotation
    offered: Sequence[Place]
    may_decide: bool


def has_orphans(article: Article, user: Person) -> bool:
    """Whether this person finds any in this article.

    Asks the orphans, not all annotations, and nothing of a text that was never edited.
    """
    if article.revision_number == 1:
        return False
    seen = Annotation.objects.visible_to(user).filter(pk=OuterRef("annotation"))
    orphaned = Target.objects.filter(paragraph__article=article, state=Target.State.ORPHANED)
    return orphaned.filter(Exists(seen)).exists()


def orphans_in(article: Article, user: Person) -> AnnotationQuerySet:
    """Those of an article that this person may see, as their words last stood in the text."""
    return _listed(Annotation.objects.visible_to(user).filter(article=article)).in_text_order()


def orphans_of(paragraph: Paragraph, user: Person) -> AnnotationQuerySet:
    """Those whose words stood in this paragraph, or began or ended in it; oldest first."""
    if paragraph.article.revision_number == 1:
        return Annotation.objects.none()
    stood_here = paragraph.targets.filter(state=Target.State.ORPHANED)
    here = Annotation.objects.visible_to(user).filter(pk__in=stood_here.values("annotation"))
    return _listed(here).in_order()


def _listed(annotations: AnnotationQuerySet) -> AnnotationQuerySet:
    proposals = Reattachment.objects.standing().filter(annotation=OuterRef("pk"))
    return annotations.orphaned().for_listing().annotate(has_proposals=Exists(proposals))


def with_threads(orphans: Iterable[Annotation], who: Contributor) -> list[ShownOrphan]:
    """These orphans, each with the first of what was said about it."""
    listed = list(orphans)
    said = Comment.objects.filter(annotation__in=[orphan.pk for orphan in listed])
    roots = (
        shown_opening(said, who.user)
        .annotate(
            place=Window(
                RowNumber(), partition_by=F("annotation"), order_by=[F("created_at"), F("pk")]
            )
        )
        .filter(place__lte=THREADS_OF_ONE + 1)
    )
    threads: dict[int | None, list[ShownThread]] = defaultdict(list)
    for thread in threads_of(roots, who):
        threads[thread.root.comment.annotation_id].append(thread)
    return [
        ShownOrphan(
            show_mark(orphan, who),
            threads[orphan.pk][:THREADS_OF_ONE],
            has_more=len(threads[orphan.pk]) > THREADS_OF_ONE,
        )
        for orphan in listed
    ]


def seeking_for(annotation: Annotation, who: Contributor) -> Seeking | None:
    """What helps this person to find an orphan's place; None where it is not theirs to find."""
    is_seen = who.user.is_authenticated and annotation.is_visible_to(who.user)
    if not (is_seen and annotation.is_orphan()) or who.refusal_to_place(annotation):
        return None
    return Seeking(
        annotation,
        [Place(selectors) for selectors in offered_places(annotation)],
        may_decide=annotation.is_reattachable_by(who.user),
    )
