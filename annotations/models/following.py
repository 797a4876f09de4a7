"""What a person wants to hear of: an article, a paragraph or a thread, followed or muted."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.models.thread import Thread
from commentary.models import Article, Paragraph

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from annotations.models.annotation import Annotation
    from annotations.models.comment import Comment
    from commentary.models import User

type Thing = Article | Paragraph | Thread

# From the nearest to the widest: the nearest word that a person has given counts.
FIELDS = ("thread", "paragraph", "article")


def field_of(thing: Thing) -> str:
    return type(thing).__name__.lower()


class FollowingQuerySet(models.QuerySet["Following"]):
    def by(self, user: "User | AnonymousUser") -> Self:
        return self.filter(person=user.pk) if user.pk else self.none()

    def shown_to(self, user: "User | AnonymousUser") -> Self:
        """Those of one person, of what is open to them now: a list starts here."""
        from annotations.models.comment import Comment  # noqa: PLC0415  (its verbs import this)

        articles = Article.objects.visible_to(user)
        comments = Comment.objects.visible_to(user).filter(paragraph__article__in=articles)
        return self.by(user).filter(
            Q(article__in=articles)
            | Q(paragraph__article__in=articles)
            | Q(thread__root__in=comments)
        )

    def on(self, thing: Thing) -> Self:
        return self.filter(**{field_of(thing): thing})

    def about(
        self, article: int, paragraphs: Collection[int], threads: Collection[int] = ()
    ) -> Self:
        """Every word on these (given by key): what may count for a comment that stands there."""
        return self.filter(Q(article=article) | Q(paragraph__in=paragraphs) | Q(thread__in=threads))

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")

    def nearest_about(self, comment: "Comment", moment: datetime) -> "dict[int, Following]":
        """Key of each person who has followed or muted where this comment stands -> what counts.

        Of something that happened at a moment: whoever followed later is not told of it late, while
        a mute counts at once.
        """
        found: dict[int, Following] = {}
        article, paragraph = comment.paragraph.article_id, comment.paragraph_id
        too_late = Q(level=Following.Level.FOLLOW, created_at__gt=moment)
        for following in self.about(article, [paragraph], [comment.thread_pk]).exclude(too_late):
            known = found.get(following.person_id)
            if known is None or following.distance < known.distance:
                found[following.person_id] = following
        return found

    def has_muted(self, person: "User", annotation: "Annotation") -> bool:
        """Whether this person wants to hear nothing where an annotation stands."""
        said = self.by(person).about(annotation.article_id, annotation.paragraph_pks())
        nearest = min(said, key=lambda following: following.distance, default=None)
        return nearest is not None and nearest.is_muted

    def choose(self, person: "User", thing: Thing, level: str | None) -> None:
        """Follow it or mute it, from now on; with no level, take back what was chosen."""
        if level is None:
            self.by(person).on(thing).delete()
            return
        known: dict[str, Any] = {"person": person, field_of(thing): thing}
        row, _is_new = self.get_or_create({"level": level}, **known)
        if row.level != level:
            self.filter(pk=row.pk).update(level=level, created_at=timezone.now())

    def take_part(self, person: "User", thing: Thing, *, within: Iterable[Thing] = ()) -> None:
        """Follow what one contributes to, unless one has muted it or something that holds it."""
        muted = Q()
        for each in (thing, *within):
            muted |= Q(**{field_of(each): each})
        if not self.by(person).filter(muted, level=Following.Level.MUTE).exists():
            row = Following(person=person, level=Following.Level.FOLLOW)
            setattr(row, field_of(thing), thing)
            self.bulk_create([row], ignore_conflicts=True)


class Following(models.Model):
    """One person's word on one thing."""

    class Level(models.TextChoices):
        FOLLOW = "follow", _("Following")
        MUTE = "mute", _("Muted")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="followings"
    )
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, null=True, related_name="followings"
    )
    paragraph = models.ForeignKey(
        Paragraph, on_delete=models.CASCADE, null=True, related_name="followings"
    )
    thread = models.ForeignKey(
        Thread, on_delete=models.CASCADE, null=True, related_name="followings"
    )
    level = models.CharField(_("level"), max_length=6, choices=Level, default=Level.FOLLOW)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    objects = FollowingQuerySet.as_manager()

    class Meta:
        verbose_name = _("following")
        verbose_name_plural = _("followings")
        constraints = [
            models.CheckConstraint(
                condition=Q(article__isnull=False, paragraph=None, thread=None)
                | Q(article=None, paragraph__isnull=False, thread=None)
                | Q(article=None, paragraph=None, thread__isnull=False),
                name="following_is_of_one_thing",
            ),
            *(
                models.UniqueConstraint(
                    fields=["person", field], name=f"one_word_of_a_person_on_{field}"
                )
                for field in FIELDS
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}: {self.thing}"

    @property
    def thing(self) -> Thing:
        thing = self.thread or self.paragraph or self.article
        assert thing is not None  # noqa: S101  (the database holds it)
        return thing

    @property
    def distance(self) -> int:
        """How far from the comment this word is spoken: 0 on its thread, 2 on its article."""
        return next(
            number
            for number, field in enumerate(FIELDS)
            if getattr(self, f"{field}_id") is not None
        )

    @property
    def is_muted(self) -> bool:
        return self.level == self.Level.MUTE
