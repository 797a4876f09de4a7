"""Where django-allauth meets our rules: who may have a name or an address, and the way back.

allauth looks for a name or an address that is taken and then writes. The database has the last word
(`User.Meta.constraints`), and it may say no: two people at once, or an address that an
administrator typed in other capitals. Here its refusal becomes an error beside the field.
"""

import re
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import AddEmailForm as AllauthAddEmailForm
from allauth.account.forms import SignupForm as AllauthSignupForm
from allauth.account.models import EmailAddress
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import signup
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from commentary.models import User

# So that nothing in `@name` is taken for the sentence around it, nor for Markdown. Older names may
# be otherwise, and stay.
NAME = re.compile(r"[^\W_]+(?:[._+-][^\W_]+)*")
_NOT_BETWEEN = re.compile(r"[^\w.+-]+|[._+-]{2,}")


def refuse_what_nobody_could_mention(name: str) -> None:
    """Raise `ValidationError` with what is wrong with a name, and one like it that would do."""
    if NAME.fullmatch(name):
        return
    strange = re.search(r"[^\w.+-]", name)
    if "@" in name:
        # It is an address, and others would see it.
        raise ValidationError(_("Others see this name, so it cannot have an @ in it."))
    if strange is None:
        wrong = gettext(
            "A name begins and ends with a letter or a digit, and has no two signs in a row."
        )
    elif strange[0].isspace():
        wrong = gettext("A name has no spaces.")
    else:
        wrong = gettext("A name cannot have “%s” in it.") % strange[0]
    instead = _NOT_BETWEEN.sub("-", _NOT_BETWEEN.sub("-", name)).strip("._+-")
    if NAME.fullmatch(instead):
        wrong = f"{wrong} {gettext('Try %s.') % instead}"
    raise ValidationError(wrong)


def refuse_what_the_model_refuses(**field: str) -> None:
    """Raise `ValidationError` if a new person could not be stored with this one field."""
    try:
        User(**field).full_clean(exclude={"username", "email", "password"} - set(field))
    except ValidationError as error:
        raise ValidationError(error.messages) from None


class AccountAdapter(DefaultAccountAdapter):
    """allauth's hooks, in our words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account has been closed."),
        "duplicate_email": _("This is your address already."),
        "email_password_mismatch": _("This address and this password do not belong together."),
        "email_taken": _("Someone has already signed up with this address."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("This is not your password."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes, then try again."),
        "username_password_mismatch": _("This name and this password do not belong together."),
        "username_taken": _("Someone already has this name."),
    }

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """Refuse a name that is taken, or that nobody could mention."""
        username = User.normalize_username(username)
        refuse_what_nobody_could_mention(username)
        username = super().clean_username(username, shallow)
        if not shallow:
            refuse_what_the_model_refuses(username=username)
        return username

    def validate_unique_email(self, email: str) -> str:
        refuse_what_the_model_refuses(email=email)
        return email

    def save_user(
        self, request: HttpRequest, user: User, form: AllauthSignupForm, commit: bool = True
    ) -> User:
        """Remember in which language they signed up: mail is written with no request at hand."""
        user.language = get_language() or ""
        saved: User = super().save_user(request, user, form, commit)
        return saved

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Say whether the address is now theirs: not if it became someone else's meanwhile."""
        try:
            with transaction.atomic():
                confirmed: bool = super().confirm_email(request, email_address)
                return confirmed
        except IntegrityError:
            self.add_message(
                request,
                messages.ERROR,
                "account/messages/email_confirmation_failed.txt",
                {"email": email_address.email},
            )
            return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Give the mailed link the way back to what the person had been about to do."""
        url: str = super().get_reset_password_from_key_url(key)
        back_to = get_next_redirect_url(self.request, "back_to")
        return f"{url}?{urlencode({'next': back_to})}" if back_to else url


class SignupForm(AllauthSignupForm):
    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Store the person; if someone was faster with name or address, answer the form again."""
        try:
            with transaction.atomic():
                answer: tuple[User | None, HttpResponse | None] = super().try_save(request)
                return answer
        except IntegrityError:
            self.full_clean()
            if self.is_valid():
                raise
            return None, signup(request)


class AddEmailForm(AllauthAddEmailForm):
    def clean_email(self) -> str:
        """Sign-up tells which addresses are taken, so there is nothing to hide here."""
        email: str = super().clean_email()
        refuse_what_the_model_refuses(email=email)
        return email
