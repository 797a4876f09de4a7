"""The page that shows what an edit does before it is published.

It carries the whole edit along in hidden fields. What others keep in the text they report
themselves, each with a template of its own.
"""

from collections.abc import Sequence
from http import HTTPStatus
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from commentary.changes import Change, changes
from commentary.comparing import Piece, compare, shorten
from commentary.forms import EditForm, Review
from commentary.models import Edit, ParagraphState

ANSWER = "answer-"
# Fields of this page itself; everything else that was sent is the edit.
OWN_FIELDS = {"csrfmiddlewaretoken", "go", "seen", "why"}
# Characters of a long paragraph shown on either side of what changed in it.
SURROUNDINGS = 200


def answers_in(data: QueryDict) -> dict[str, str]:
    """What the editor answered to the reports: name of the field -> value."""
    return {
        name: str(value) for name, value in data.dict().items() if name.startswith(ANSWER) and value
    }


def show(request: HttpRequest, page: ModelAdmin, form: EditForm, review: Review) -> HttpResponse:
    status = HTTPStatus.OK
    if review.is_renewed:
        status = HTTPStatus.CONFLICT
    elif not review.is_settled:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(
        request,
        "admin/commentary/article/review.html",
        {
            **page.admin_site.each_context(request),
            "opts": page.opts,
            "title": _("Review"),
            "form": form,
            "review": review,
            "is_changed": review.edit.revision.number != form.cleaned_data["based_on"],
            "front": _front_changes(form, review.edit),
            "stretches": _stretches(review.edit),
            "carried": [
                (name, value)
                for name, values in request.POST.lists()
                if name not in OWN_FIELDS and not name.startswith(ANSWER)
                for value in values
            ],
        },
        status=status,
    )


def _front_changes(form: EditForm, edit: Edit) -> list[tuple[Any, Sequence[Piece]]]:
    return [
        (form[name].label, compare(old, edit.front_after[name]))
        for name, old in edit.front_before.items()
        if old != edit.front_after[name]
    ]


def _stretches(
    edit: Edit,
) -> list[tuple[bool, list[tuple[Change[ParagraphState], Sequence[Piece]]]]]:
    """The text in stretches that are kept or not: each paragraph with its words."""
    return [
        (is_kept, [(change, shorten(change.pieces, SURROUNDINGS)) for change in stretch])
        for is_kept, stretch in groupby(changes(edit.before, edit.after), key=attrgetter("is_kept"))
    ]
