"""How the rows of an article's paragraphs come to a new text."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from commentary.markup import read
from commentary.matching import Known, identify
from commentary.models.paragraph import Paragraph, ParagraphInput, ParagraphState

if TYPE_CHECKING:
    from commentary.models.article import Article

# What a revision may change of a paragraph that is there already.
ROW_FIELDS = ("position", "style", "source", "text", "withdrawn_in")


def identified(
    known: Sequence[Paragraph], inputs: Iterable[ParagraphInput]
) -> tuple[ParagraphState, ...]:
    """The new text, each paragraph with the identity that it keeps or is given.

    `known` are all paragraphs of the article, in order. Inputs without words are left out.
    """
    kept = [(given, text) for given in inputs if (text := read(given.source).text)]
    identities = identify(
        [Known(p.identity, p.text, gone=p.is_withdrawn) for p in known],
        [(given.identity, text) for given, text in kept],
    )
    pks = {paragraph.identity: paragraph.pk for paragraph in known}
    next_identity = max(pks, default=0)
    states = []
    for (given, text), matched in zip(kept, identities, strict=True):
        identity = matched
        if identity is None:
            next_identity += 1
            identity = next_identity
        states.append(ParagraphState(identity, given.style, given.source, text, pks.get(identity)))
    return tuple(states)


def lay_out(
    article: "Article", known: Sequence[Paragraph], states: Sequence[ParagraphState]
) -> None:
    """Bring the rows to these states, withdrawing those that are not among them.

    They are withdrawn in the article's revision, which is the one that these states make.
    """
    rows = {paragraph.identity: paragraph for paragraph in known}
    written = {row.pk: _values(row) for row in known}
    order: list[Paragraph] = []
    for state in states:
        row = rows.get(state.identity) or Paragraph(article=article, identity=state.identity)
        row.style, row.source, row.text = state.style, state.source, state.text
        row.withdrawn_in = None
        order.append(row)
    in_text = {state.identity for state in states}
    for index, row in enumerate(known):
        if row.identity not in in_text:
            if row.withdrawn_in is None:
                row.withdrawn_in = article.revision_number
            # It stays behind the paragraph it stood behind.
            place = order.index(known[index - 1]) + 1 if index else 0
            order.insert(place, row)
    for position, row in enumerate(order):
        row.position = position
    changed = [row for row in order if row.pk and _values(row) != written[row.pk]]
    # Positions are unique: those that change are cleared before they are dealt out again.
    article.paragraphs.filter(pk__in=[row.pk for row in changed]).update(position=None)
    Paragraph.objects.bulk_create([row for row in order if row.pk is None])
    Paragraph.objects.bulk_update(changed, ROW_FIELDS, batch_size=200)


def _values(paragraph: Paragraph) -> tuple[object, ...]:
    return tuple(getattr(paragraph, field) for field in ROW_FIELDS)
