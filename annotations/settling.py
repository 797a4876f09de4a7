"""Where annotations are to stand -> the rows that say so, and those that say where they stood."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import batched
from typing import TYPE_CHECKING

from annotations.models import Comment, PastTargets, Target
from annotations.models.past_targets import is_same

if TYPE_CHECKING:
    from commentary.models import Article

# Keys in one query: databases limit their number.
AT_ONCE = 500


def brought_back(
    article: "Article", number: int | None, held: Mapping[int, list[Target]]
) -> dict[int, list[Target]]:
    """Where the annotations that were there in revision `number` stood in it; none for None."""
    if number is None:
        return {}
    past = PastTargets.objects.filter(annotation__article=article).at(number)
    made_by_then = article.annotations.filter(revision_number__lte=number)
    return {key: past.get(key, held[key]) for key in made_by_then.values_list("pk", flat=True)}


def settle(
    held: Mapping[int, list[Target]], settled: Mapping[int, list[Target]], *, until_revision: int
) -> None:
    """Write where annotations are now, where that differs from where they were, and keep that."""
    moved = {key: held[key] for key, rows in settled.items() if not is_same(rows, held[key])}
    PastTargets.objects.keep(moved, until_revision=until_revision)
    for keys in batched(moved, AT_ONCE):
        Target.objects.filter(annotation__in=keys).delete()
    Target.objects.bulk_create(row for key in moved for row in settled[key])
    # What was said about the words goes where the words went.
    gone_to: dict[int, list[int]] = defaultdict(list)
    for key, rows in moved.items():
        if settled[key][0].paragraph_id != rows[0].paragraph_id:
            gone_to[settled[key][0].paragraph_id].append(key)
    for paragraph, annotations in gone_to.items():
        for keys in batched(annotations, AT_ONCE):
            Comment.objects.filter(annotation__in=keys).update(paragraph=paragraph)
