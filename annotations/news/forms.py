"""What a page says was read on it."""

from typing import Any

from django import forms

# A page sends what it has seen every few seconds; nobody reads more in that time.
MOST_AT_ONCE = 200
MOST_DIGITS = 18


class Keys(forms.CharField):
    """Keys of comments with commas between them."""

    def to_python(self, value: Any) -> Any:
        keys = [key for key in (value or "").split(",") if key]
        if any(not key.isdecimal() or len(key) > MOST_DIGITS for key in keys):
            raise forms.ValidationError("These are no keys of comments.")
        return [int(key) for key in keys[:MOST_AT_ONCE]]


class ReadForm(forms.Form):
    comments = Keys(required=False)
    everything = forms.BooleanField(required=False)
    paragraph = forms.IntegerField(required=False, min_value=0)
    text = forms.IntegerField(required=False, min_value=0)
