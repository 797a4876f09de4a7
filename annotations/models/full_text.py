"""Which comments have these words in them: by an index on PostgreSQL, one by one on SQLite.

Words are not brought to a stem: comments on one article come in many languages, a wrong stem hides
what is there, and names and quotations are looked for as they are written. Punctuation is taken
away first, so that both databases see the same words, in links and hyphenated words too.
"""

from collections.abc import Sequence

from django.db.models import BooleanField, F, Func, Q, Value

from annotations.searching import Term


class Words(Func):
    """What migration 0006 made an index of: letter by letter, or the index would not be used."""

    template = r"to_tsvector('simple', regexp_replace(%(expressions)s, '[\W_]+', ' ', 'g'))"


class Asked(Func):
    template = "to_tsquery('simple', %(expressions)s)"


def body_has(terms: Sequence[Term], vendor: str) -> Q:
    """The condition, for the database of this vendor, that a comment's body has all terms."""
    if vendor == "postgresql":
        asked = " & ".join(map(_as_query, terms))
        return Q(
            Func(
                Words(F("body")),
                Asked(Value(asked)),
                template="%(expressions)s",
                arg_joiner=" @@ ",
                output_field=BooleanField(),
            )
        )
    condition = Q()
    for term in terms:
        found = Q(body__iregex=term.pattern)
        condition &= ~found if term.is_excluded else found
    return condition


def _as_query(term: Term) -> str:
    """In the words of to_tsquery; they have neither blanks nor signs in them."""
    words = " <-> ".join(f"'{word}'" for word in term.words) + (":*" if term.goes_on else "")
    return f"!({words})" if term.is_excluded else f"({words})"
