"""My notes: all that I marked and said, searched, changed together, and taken away."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from annotations.models import Annotation
from annotations.notes.collecting import collect
from annotations.notes.formats import FORMATS
from annotations.notes.forms import NOTES_A_PAGE, ChangeForm, FindForm
from commentary.http import SignedInRequest
from commentary.shortcuts import sign_in_required


@require_safe
@sign_in_required
def notes(request: SignedInRequest) -> HttpResponse:
    form = FindForm(request.GET, person=request.user)
    page = Paginator(form.keys(), NOTES_A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "form": form,
        "page": page,
        "notes": collect(request.user, page),
        "kinds": Annotation.Kind.choices,
        "formats": FORMATS,
        "asks": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "annotations/notes.html", context)


@require_POST
@sign_in_required
def change(request: SignedInRequest) -> HttpResponse:
    """Give several highlights another kind or circle of readers, or remove them."""
    form = ChangeForm(request.POST, person=request.user)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, str(errors[0]))
        return redirect(_back(request))
    chosen = form.cleaned_data["annotation"]
    answered, refused = form.apply()
    for reason, count in refused.items():
        stay = ngettext("%(count)d stays private.", "%(count)d stay private.", count)
        messages.error(request, f"{stay % {'count': count}} {reason}")
    if answered:
        messages.info(
            request,
            ngettext(
                "%(count)d stays public: others have answered.",
                "%(count)d stay public: others have answered.",
                answered,
            )
            % {"count": answered},
        )
    elif not refused:
        count = len(chosen)
        done = ngettext("%(count)d highlight changed.", "%(count)d highlights changed.", count)
        messages.success(request, done % {"count": count})
    return redirect(_back(request))


@require_safe
@sign_in_required
def export(request: SignedInRequest, name: str) -> HttpResponse:
    """The notes that were asked for, all pages of them, as a file."""
    found = FORMATS[name]
    notes = collect(request.user, FindForm(request.GET, person=request.user).keys())
    site = request.build_absolute_uri("/").rstrip("/")
    day = timezone.localdate().isoformat()
    return HttpResponse(
        found.write(notes, site),
        content_type=f"{found.media_type}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="notes-{day}.{found.suffix}"'},
    )


def _back(request: SignedInRequest) -> str:
    return f"{request.path.removesuffix('change/')}?{request.GET.urlencode()}"
