"""The end of an account: what becomes of one's words, and that it is really oneself."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from commentary.models import User


class ErasingForm(forms.Form):
    REMOVE, LEAVE = "remove", "leave"

    words = forms.ChoiceField(
        label=_("What you said and marked in public"),
        choices=[
            (REMOVE, _("Remove my words")),
            (LEAVE, _("Leave my words, without my name")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what becomes of your words.")},
    )
    password = forms.CharField(
        label=_("Current password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Type your current password.")},
    )

    def __init__(self, data: Any = None, *, person: "User") -> None:
        super().__init__(data)
        self.person = person

    @property
    def keeps_words(self) -> bool:
        return bool(self.cleaned_data["words"] == self.LEAVE)

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.person.check_password(password):
            raise forms.ValidationError(_("This is not your current password."))
        return password
