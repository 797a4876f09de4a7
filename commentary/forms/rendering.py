"""How every form is printed: one field like another, and the focus where something is wrong.

Django ties what is wrong with a field, and its words of help, to where one answers. What it leaves
open is where one is after a mistake: in the first field that is wrong.
"""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting


class BoundField(forms.BoundField):
    @property
    def first_wrong(self) -> str:
        """The name of the first wrong field of its form; empty if none is.

        Of a set of forms as well, since a page would have one for each form that is wrong.
        """
        wrong = (each.name for each in self.form.visible_fields() if each.errors)
        return "" if self.form.prefix else next(wrong, "")

    @property
    def takes_focus(self) -> bool:
        """Whether the page opens here: at what is wrong, or else where its form begins."""
        begins = bool(self.field.widget.attrs.get("autofocus"))
        return self.first_wrong == self.name if self.first_wrong else begins

    @property
    def is_emptied(self) -> bool:
        """Whether what was typed is gone, though the mistake is elsewhere: it is a password."""
        is_password = isinstance(self.field.widget, forms.PasswordInput)
        return bool(is_password and self.data and not self.errors and self.first_wrong)

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        if (widget or self.field.widget).is_hidden:
            # What a field was at first is sent beside it, and described by nothing.
            attrs.pop("aria-describedby", None)
            return attrs
        # Of several boxes, their legend takes it.
        return attrs | {"autofocus": self.takes_focus and not self.use_fieldset}


class Renderer(TemplatesSetting):
    """With our own template of a field, and of all else Django's."""

    bound_field_class = BoundField
    field_template_name = "field.html"
