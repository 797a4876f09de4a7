from contextlib import AbstractContextManager

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class IndispensableError(Exception):
    """The only active superuser cannot go: nobody would be left to look after the site."""


class User(AbstractUser):
    """A person. The username is the name that others see; the address is never shown.

    One who erased their account stays as a row without a name, since what others did with their
    words hangs on it. Their name is given to nobody else: of it a keyed digest is kept.
    """

    first_name = None  # type: ignore[assignment]  # Django's way to leave a field out
    last_name = None  # type: ignore[assignment]  # the same
    username = models.CharField(
        _("name"),
        max_length=150,
        unique=True,
        validators=[AbstractUser.username_validator],
        error_messages={"unique": _("Someone already has this name.")},
    )
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(
        _("language"),
        max_length=10,
        blank=True,
        help_text=_("Of their mail and notifications: chosen last. Empty: the site’s."),
    )
    erased_at = models.DateTimeField(_("erased"), null=True, editable=False)
    given_up_name = models.CharField(max_length=64, blank=True, editable=False, db_index=True)

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="email_belongs_to_one_person",
                condition=~models.Q(email=""),
                violation_error_message=_("Someone has already signed up with this address."),
            ),
            models.UniqueConstraint(
                Lower("username"),
                name="username_belongs_to_one_person",
                violation_error_message=_("Someone already has this name."),
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None)
                | Q(email="", is_active=False, is_staff=False, is_superuser=False),
                name="erased_person_is_nobody",
                violation_error_message=_("This account was erased, and stays so."),
            ),
        ]

    def __str__(self) -> str:
        return gettext("Former reader") if self.is_erased else self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    @property
    def is_erased(self) -> bool:
        return self.erased_at is not None

    @property
    def initials(self) -> str:
        """One or two letters for the person's disc."""
        words = str(self).replace("_", " ").replace(".", " ").split() or ["?"]
        return "".join(word[0] for word in words[:2]).upper()

    @property
    def hue(self) -> int:
        """A colour of one's own, 0-5: the style sheet has six, readable in light and dark."""
        return (self.pk or 0) % 6

    def clean(self) -> None:
        super().clean()
        if User.objects.filter(given_up_name=digest(self.username)).exists():
            raise ValidationError(_("Someone already has this name."))

    def speak(self, language: str) -> None:
        """From now on, write to this person in this language."""
        self.language = language
        self.save(update_fields=["language"])

    def in_their_language(self) -> AbstractContextManager[None]:
        """What is translated inside is for this person, whoever is asking."""
        return translation.override(self.language or settings.LANGUAGE_CODE)

    def is_indispensable(self) -> bool:
        """Whether nobody else looks after the site."""
        others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=self.pk)
        return self.is_superuser and not others.exists()

    @transaction.atomic
    def erase(self) -> None:
        """Forget who this was, for good: they cannot sign in, and no session of theirs goes on.

        What they wrote is not looked at: see `annotations.leaving.erasing`.
        Raises IndispensableError.
        """
        from allauth.account.models import EmailAddress  # noqa: PLC0415  (it needs this model)
        from django.contrib.admin.models import LogEntry  # noqa: PLC0415  (the same)

        # Two superusers who go at once wait for each other.
        list(
            User.objects.select_for_update(no_key=True).filter(Q(is_superuser=True) | Q(pk=self.pk))
        )
        self.refresh_from_db()
        if self.is_erased:
            return
        if self.is_indispensable():
            raise IndispensableError
        EmailAddress.objects.filter(user=self).delete()
        self.groups.clear()
        self.user_permissions.clear()
        self.given_up_name = digest(self.username)
        # No form takes a name with a colon, so nobody else ever has this one.
        self.username, self.email, self.language = f"former:{self.pk}", "", ""
        self.is_active = self.is_staff = self.is_superuser = False
        self.last_login, self.erased_at = None, timezone.now()
        self.set_unusable_password()
        self.save()
        LogEntry.objects.filter(
            content_type__app_label="commentary", content_type__model="user", object_id=str(self.pk)
        ).update(object_repr=self.username, change_message="")


def digest(name: str) -> str:
    """By which a name that was given up is known again, and not read; capitals do not matter."""
    return salted_hmac("commentary.given-up-name", name.lower(), algorithm="sha256").hexdigest()
