"""Comments as they are asked for, and how one is posted."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Self

from django.db import connections, models, transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from annotations.models.act import MODERATE
from annotations.models.annotation import Annotation
from annotations.models.contributing import Contributor, insist
from annotations.models.full_text import body_has
from annotations.models.margin import Margin
from annotations.models.reaction import Reaction
from annotations.models.thread import Thread
from annotations.searching import Term
from annotations.signals import comment_arrived
from annotations.writing.mentioning import html_of
from commentary.models import Article, Paragraph

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from annotations.models.comment import Comment
    from commentary.models import User


class CommentQuerySet(models.QuerySet["Comment"]):
    def on(self, paragraph: Paragraph) -> Self:
        return self.filter(paragraph=paragraph)

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """What this person may see; everything shown starts here.

        All but remarks on other people's private highlights, and what waits for a moderator: that
        is seen by its author and by moderators.
        """
        private = Q(annotation__visibility=Annotation.Visibility.PRIVATE)
        nobody = Q(pk__in=())
        mine = Q(annotation__creator=user.pk) if user.pk else nobody
        seen = self.filter(Q(annotation=None) | ~private | mine)
        if user.has_perm(MODERATE):
            return seen
        return seen.filter(Q(held_for="") | (Q(author=user.pk) if user.pk else nobody))

    def standing(self) -> Self:
        """Those that were not removed and do not wait for a moderator."""
        return self.filter(removed_at=None, held_for="")

    def counted(self) -> Self:
        """Those that the numbers in the margin count: public, and standing."""
        private = Q(annotation__visibility=Annotation.Visibility.PRIVATE)
        return self.standing().filter(Q(annotation=None) | ~private)

    def on_any_of(self, article: Article) -> Self:
        """On any paragraph of the article, in the text or taken out of it."""
        return self.filter(paragraph__article=article)

    def opening(self) -> Self:
        """Those that begin a thread."""
        return self.filter(parent=None)

    def answering(self, creator: "int | OuterRef") -> Self:
        """Of comments on a passage, those that others said than whoever (by key) marked it.

        What moderators removed counts: its author may still read what was done with it, and why.
        """
        return self.filter(held_for="").exclude(author=creator).exclude(removed_by=F("author"))

    def in_threads(self, roots: Collection[int]) -> Self:
        """All of these threads, by the keys of their first comments, which are among them."""
        return self.filter(Q(pk__in=roots) | Q(root__in=roots))

    def saying(self, terms: Sequence[Term]) -> Self:
        """Those that stand and have all these terms in them; none where there are no terms."""
        if not terms:
            return self.none()
        return self.filter(body_has(terms, connections[self.db].vendor), removed_at=None)

    def first_replies(self, roots: Collection[int], most: int) -> Self:
        """The first `most` replies of each of these threads, and whatever was made just then.

        A long thread costs no more than a short one: only what is wanted of it is read.
        """
        last = self.filter(root=OuterRef("pk")).in_order().values("created_at")[most - 1 : most]
        ends = self.filter(pk__in=roots).order_by().values_list("pk", Subquery(last))
        wanted, whole = Q(), []
        for root, end in ends:
            if end is None:
                whole.append(root)
            else:
                wanted |= Q(root=root, created_at__lte=end)
        return self.filter(wanted | Q(root__in=whole))

    def before(self, comment: "Comment") -> Self:
        """Those that come before this one `in_order`."""
        earlier = Q(created_at__lt=comment.created_at)
        return self.filter(earlier | Q(created_at=comment.created_at, pk__lt=comment.pk))

    def since(self, activity: int) -> Self:
        """Those that came to be readable after the article's activity was this."""
        return self.filter(arrived__gt=activity)

    def changed_since(self, activity: int) -> Self:
        """Those that were changed since the article's activity was this, what was removed first."""
        changed = self.filter(changed__gt=activity)
        return changed.order_by(F("removed_at").desc(nulls_last=True), "-changed", "pk")

    def in_order(self) -> Self:
        """As they were made; a reply always comes after what it answers."""
        return self.order_by("created_at", "pk")

    def with_lock(self) -> Self:
        """Each with what is locked of where it stands: see `Comment.lock`."""
        places = ("paragraph__margin", "opened", "root__opened")
        return self.annotate(
            lock_kind=Coalesce(*(f"{place}__locked_by__kind" for place in places)),
            lock_reason=Coalesce(*(f"{place}__locked_by__reason" for place in places)),
        )

    def for_deciding(self) -> Self:
        """Each with what says who may do what to it: see `Contributor`."""
        return self.select_related("paragraph__article", "annotation").with_lock()

    def for_reading(
        self, user: "User | AnonymousUser | None" = None, *, quoting: bool = True
    ) -> Self:
        """With all that the templates show; anything forgotten is an error, not a query.

        Without a person nobody's own reactions are among it. Replies need no `quoting`: only the
        first of a thread stands below the words that it is about.
        """
        return (
            self.select_related(
                "author",
                "annotation",
                "paragraph__article",
                "parent__author",
                "removed_by",
                "opened__locked_by",
            )
            .prefetch_related(
                *(["annotation__targets"] if quoting else []),
                models.Prefetch("reactions", Reaction.objects.by(user), to_attr="own_reactions"),
            )
            .with_lock()
            .fetch_mode(models.FETCH_RAISE)
        )

    @transaction.atomic
    def arrive(self, article: Article) -> None:
        """From now on these comments of the article can be read by others, and are new to them."""
        for pk in list(self.in_order().values_list("pk", flat=True)):
            article.record_activity()
            self.model.objects.filter(pk=pk).update(arrived=article.activity)

    @transaction.atomic
    def post(
        self,
        *,
        author: "User",
        paragraph: Paragraph,
        body: str,
        annotation: Annotation | None = None,
        parent: "Comment | None" = None,
        held_for: str = "",
    ) -> "Comment":
        """Say something about a paragraph, about a passage of it, or in reply.

        It may have to wait for a moderator: `held_for` says why, and so do the rules of holding.
        Raises RefusedError where it has just become unwelcome: what it answers was removed, there
        is a lock by now, or the passage became somebody else's private one.
        """
        from annotations.moderating.holding import reason_to_hold  # noqa: PLC0415  (it imports this)

        paragraph.article.record_activity()
        who, comments = Contributor.of(author), self.model.objects
        # An edit may have moved thread or passage to another paragraph since they were read.
        if parent:
            answered = comments.for_deciding().get(pk=parent.pk)
            insist(who.refusal_to_reply(answered))
            paragraph = answered.paragraph
        elif annotation:
            marked = Annotation.objects.for_listing().get(pk=annotation.pk)
            insist(who.refusal_to_remark(marked))
            paragraph = annotation.first_paragraph()
        else:
            now = Paragraph.objects.select_related("article", "margin__locked_by")
            paragraph = now.get(pk=paragraph.pk)
            insist(who.refusal_to_say(paragraph))
        article, thread = paragraph.article, parent.thread_pk if parent else None
        comment = self.create(
            paragraph=paragraph,
            annotation=annotation,
            parent=parent,
            root_id=thread,
            author=author,
            body=body,
            body_html=html_of(body),
            held_for=held_for or reason_to_hold(author, article, body),
            revision_number=article.revision_number,
            arrived=article.activity,
        )
        Thread.objects.refresh([comment.thread_pk])
        Margin.objects.refresh([paragraph.pk])
        if not comment.held_for:
            comment_arrived.send(sender=type(comment), comment=comment)
        return comment
