"""Where new threads stand in the list of a page that is open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annotations.discussions import ShownThread
from annotations.models import Comment


@dataclass(frozen=True, slots=True)
class Item:
    """A new thread; or none, where only the words are named that what follows is about.

    `number` is that of its paragraph; `names_paragraph` says that what stands before it is about
    other words.
    """

    root: Comment
    thread: ShownThread | None
    number: int | None
    names_paragraph: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """New threads, and the thread (by the opening comment) after which they stand; none: first."""

    after: Comment | None
    items: list[Item] = field(default_factory=list)


def placed_among(
    roots: Iterable[Comment], new: Mapping[int, ShownThread], numbers: Mapping[int, int]
) -> list[Gap]:
    """`roots` open what the page has and what is new, in order; `new` are the threads by key."""
    gaps: list[Gap] = []
    before: Comment | None = None
    for root in roots:
        number = numbers.get(root.paragraph_id)
        follows_new = before is not None and before.pk in new
        names = before is None or before.paragraph_id != root.paragraph_id
        if root.pk in new:
            if not follows_new:
                gaps.append(Gap(before))
            gaps[-1].items.append(Item(root, new[root.pk], number, names))
        elif follows_new and names:
            # Until now it stood below the same words as what is before the new ones.
            after = gaps[-1].after
            if after is not None and after.paragraph_id == root.paragraph_id:
                gaps[-1].items.append(Item(root, None, number, names))
        before = root
    return gaps
