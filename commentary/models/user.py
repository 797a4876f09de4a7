from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A person. The username is the name that others see; the address is never shown."""

    first_name = None  # type: ignore[assignment]  # Django's way to leave a field out
    last_name = None  # type: ignore[assignment]  # the same
    email = models.EmailField(_("email address"))

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
        ]

    def get_full_name(self) -> str:
        return self.username

    def get_short_name(self) -> str:
        return self.username

    @property
    def initials(self) -> str:
        """One or two letters for the person's disc."""
        words = self.username.replace("_", " ").replace(".", " ").split() or ["?"]
        return "".join(word[0] for word in words[:2]).upper()

    @property
    def hue(self) -> int:
        """A colour of one's own, 0-5: the style sheet has six, readable in light and dark."""
        return (self.pk or 0) % 6
