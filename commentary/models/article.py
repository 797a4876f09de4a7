"""The article, and `revise`: the only way its text ever changes."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from commentary.manuscript import LANGUAGE_TAG
from commentary.models.articles import SLUG_LENGTH, ArticleQuerySet
from commentary.models.edit import Edit
from commentary.models.layout import identified, lay_out
from commentary.models.paragraph import ParagraphInput
from commentary.models.revision import FRONT_FIELDS, Revision
from commentary.signals import article_revised, article_status_set

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from commentary.models.user import User


class OutdatedEditError(Exception):
    """The edit was made on an older revision than the current one. Nothing was changed."""

    def __init__(self, current: "Article") -> None:
        super().__init__(f"The article is at revision {current.revision_number} by now.")
        self.current = current


class Article(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        CLOSED = "closed", _("Published, discussion closed")

    slug = models.SlugField(_("address"), max_length=SLUG_LENGTH + 8, unique=True)
    kicker = models.CharField(_("kicker"), max_length=80, blank=True)
    title = models.CharField(_("title"), max_length=300)
    standfirst = models.TextField(_("standfirst"), blank=True)
    byline = models.CharField(_("byline"), max_length=300, blank=True)
    published_on = models.DateField(_("published on"))
    source_url = models.URLField(_("first published at"), blank=True)
    rights = models.CharField(_("rights"), max_length=300, blank=True)
    note = models.TextField(_("note"), blank=True, help_text=_("Stands at the end: a disclaimer."))
    language = models.CharField(
        _("language"),
        max_length=20,
        blank=True,
        validators=[RegexValidator(LANGUAGE_TAG, _("Write its code: en, es, pt-BR, ar."))],
        help_text=_("Its code: en, es, pt-BR, ar. How it is hyphenated and read aloud goes by it."),
    )
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.PUBLISHED)
    fingerprint = models.CharField(  # noqa: DJ001  (unique where there is one)
        max_length=64, unique=True, null=True, editable=False
    )
    revision_number = models.PositiveIntegerField(_("revision"), default=0, editable=False)
    activity = models.PositiveBigIntegerField(
        default=0,
        editable=False,
        help_text="Raised by every visible change of the article or its discussion.",
    )
    active_at = models.DateTimeField(
        default=timezone.now, editable=False, help_text="When `activity` was raised last."
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.slug])

    @property
    def is_open(self) -> bool:
        """Whether readers may annotate and comment."""
        return self.status == self.Status.PUBLISHED

    @property
    def direction(self) -> str:
        """Of the text, for the page. Without a language, or with a rare one, the letters tell."""
        try:
            return "rtl" if get_language_info(self.language.lower())["bidi"] else "ltr"
        except KeyError:
            return "auto"

    @property
    def front(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in FRONT_FIELDS}

    def is_editable_by(self, user: "User | AnonymousUser") -> bool:
        return user.has_perm("commentary.change_article")

    def record_activity(self) -> None:
        """Raise `activity`. First thing in a transaction, it also makes other writers wait."""
        self.activity, self.active_at = F("activity") + 1, timezone.now()
        self.save(update_fields=["activity", "active_at"])

    def wait_for_writers(self) -> None:
        """The same for what only one person sees: others wait, and nothing is new to them."""
        Article.objects.filter(pk=self.pk).update(activity=F("activity"))

    @transaction.atomic
    def set_status(self, status: str, *, by: "User", reason: str = "") -> bool:
        """Publish it, take it back, or close its discussion. Whether this changed anything.

        To close a discussion, or to open it again, takes a reason: without one, raises
        ValidationError. Raises what receivers of `article_status_set` raise.
        """
        self.record_activity()
        self.refresh_from_db(fields=["status"])
        before = self.status
        if before == status:
            return False
        if self.Status.CLOSED in {before, status} and not reason:
            raise ValidationError({"reason": _("Say why: everyone can read it.")})
        self.status = status
        self.save(update_fields=["status"])
        article_status_set.send(sender=Article, article=self, before=before, by=by, reason=reason)
        return True

    @transaction.atomic
    def revise(
        self,
        *,
        by: "User | None",
        paragraphs: Iterable[ParagraphInput],
        based_on: int,
        front: Mapping[str, str] | None = None,
        note: str = "",
        brings_back: int | None = None,
    ) -> Revision:
        """Change the text: write a revision and tell everyone who keeps places in it.

        `paragraphs` is the whole new text in order; those without words are left out. `front` are
        new values of FRONT_FIELDS. `brings_back` is for `bring_back`. Where nothing changes, the
        current revision is answered. Raises OutdatedEditError, with nothing changed, unless
        `based_on` is the current revision.
        """
        return self.edit(
            by=by,
            paragraphs=paragraphs,
            based_on=based_on,
            front=front,
            note=note,
            brings_back=brings_back,
        ).revision

    @transaction.atomic
    def edit(
        self,
        *,
        by: "User | None",
        paragraphs: Iterable[ParagraphInput],
        based_on: int,
        front: Mapping[str, str] | None = None,
        note: str = "",
        brings_back: int | None = None,
        answers: Mapping[str, str] | None = None,
    ) -> Edit:
        """`revise`, and say what it did.

        To see what an edit would do, roll back the transaction around it. `answers` are the
        editor's to what the reports on it ask (name of the field -> value).
        """
        self.record_activity()
        self.refresh_from_db()
        if based_on != self.revision_number:
            raise OutdatedEditError(self)
        known = list(self.paragraphs.in_order())
        before = tuple(paragraph.state for paragraph in known if not paragraph.is_withdrawn)
        after = identified(known, paragraphs)
        old_front = self.front
        new_front = {**old_front, **(front or {})}
        # An earlier revision brings places back too, so it differs even where its text does not.
        is_current = brings_back in {None, self.revision_number}
        if is_current and (after, new_front) == (before, old_front) and self.revision_number:
            revision = self.revisions.get(number=self.revision_number)
            return Edit(revision, before, after, old_front, new_front)

        self.revision_number += 1
        for name, value in new_front.items():
            setattr(self, name, value)
        self.save(update_fields=["revision_number", *FRONT_FIELDS])
        lay_out(self, known, after)
        revision = self.revisions.create(
            number=self.revision_number,
            editor=by,
            note=note,
            brings_back=brings_back,
            front=new_front,
            paragraphs=[[state.identity, state.style, state.source] for state in after],
        )
        pks = dict(self.paragraphs.values_list("identity", "pk"))
        after = tuple(replace(state, pk=pks[state.identity]) for state in after)
        responses = article_revised.send(
            sender=Article,
            article=self,
            revision=revision,
            before=before,
            after=after,
            answers=answers or {},
        )
        reporters: list[Any] = [reporter for _receiver, reporter in responses if reporter]
        return Edit(revision, before, after, old_front, new_front, tuple(reporters))

    def bring_back(
        self, number: int, *, by: "User | None", based_on: int, note: str = ""
    ) -> Revision:
        """Make the text what it was in revision `number`, to the letter: a new revision.

        Raises Revision.DoesNotExist where there was none, and OutdatedEditError as `revise` does.
        """
        past = self.revisions.get(number=number)
        return self.revise(
            by=by,
            paragraphs=[
                ParagraphInput(style, source, identity)
                for identity, style, source in past.paragraphs
            ],
            based_on=based_on,
            front=past.front,
            note=note,
            brings_back=number,
        )
