"""The reactions to a comment as one person sees them."""

from dataclasses import dataclass

from annotations.models import Comment, Reaction


@dataclass(frozen=True, slots=True)
class ShownReaction:
    """One kind: how many there are of it, and whether this person's is among them."""

    kind: Reaction.Kind
    count: int
    is_mine: bool

    @property
    def stands_out(self) -> bool:
        """Whether it is offered beside the comment; the others wait in its menu."""
        return self.kind == Reaction.Kind.AGREE or self.count > 0


def reactions_to(comment: Comment) -> tuple[ShownReaction, ...]:
    """Every kind in its order, for the person whom the comment was loaded for."""
    own = {reaction.kind for reaction in getattr(comment, "own_reactions", ())}
    return tuple(
        ShownReaction(kind, comment.tally.get(kind, 0), kind in own) for kind in Reaction.Kind
    )
