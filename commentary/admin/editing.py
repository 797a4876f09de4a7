"""Editing an article: write, look at what the edit does, publish; and what if someone was faster.

One address, to which every form here is posted with the whole text in it, so that nothing that was
typed depends on anything but the page. The button says what it is posted for: `go`.
"""

from http import HTTPStatus
from typing import Any, cast

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _

from commentary.admin import reviewing
from commentary.comparing import compare
from commentary.forms import (
    BaseDocumentFormSet,
    DocumentFormSet,
    EditForm,
    Review,
    document_of,
    document_of_both,
)
from commentary.merging import Line, merge, merge_front
from commentary.models import Article, OutdatedEditError, User
from commentary.shortcuts import kept_fields

# What `go` may be; anything else is a look at what the edit does.
WRITE, PUBLISH = "write", "publish"


def edit(request: HttpRequest, page: ModelAdmin, article: Article) -> HttpResponse:
    if request.method != "POST":
        return _begin(request, page, article)
    form, document = _filled_in(request.POST, article)
    go = request.POST.get("go")
    if go == WRITE or not (form.is_valid() & document.is_valid()):
        status = HTTPStatus.OK if go == WRITE else HTTPStatus.UNPROCESSABLE_ENTITY
        return _answer(request, page, form, document, status=status)
    try:
        review = form.review(
            by=cast("User", request.user),
            paragraphs=document.inputs(),
            answers=reviewing.answers_in(request.POST),
            seen=request.POST.get("seen", "") if go == PUBLISH else None,
        )
    except OutdatedEditError:
        return _conflict(request, page, form, document)
    except (ValidationError, PermissionDenied) as error:
        return _answer(request, page, form, document, status=form.take_refusal(error))
    if not review.is_published:
        return reviewing.show(request, page, form, review)
    _report(request, page, form, review)
    return redirect("admin:commentary_article_change", article.pk)


def _begin(request: HttpRequest, page: ModelAdmin, article: Article) -> HttpResponse:
    """The text as it is, or as it was sent just before its editor had to sign in again."""
    kept = kept_fields(request)
    if kept is None:
        return _answer(
            request, page, EditForm(instance=article), document_of(_current_lines(article))
        )
    data = QueryDict(mutable=True)
    data.update(kept)
    return _answer(
        request,
        page,
        *_filled_in(data, article),
        {"answers": reviewing.answers_in(data)},
    )


def _filled_in(data: QueryDict, article: Article) -> tuple[EditForm, BaseDocumentFormSet]:
    known = article.paragraphs.values_list("identity", flat=True)
    return EditForm(data, instance=article), DocumentFormSet(data, known=known)


def _report(request: HttpRequest, page: ModelAdmin, form: EditForm, review: Review) -> None:
    """Say what was saved, and write it into the admin's log."""
    article = form.instance
    number = review.edit.revision.number
    if number != form.cleaned_data["based_on"]:
        said = _("Published as revision %(number)d.") % {"number": number}
        page.log_change(request, article, said)
    elif form.changed_settings:
        said = _("Saved.")
        page.log_change(request, article, [{"changed": {"fields": form.changed_settings}}])
    else:
        said = _("Nothing was changed.")
    link = format_html('<a href="{}">{}</a>', article.get_absolute_url(), _("Read the article"))
    # The tag tells the editing page that what it keeps in the browser has arrived.
    messages.success(request, format_html("{} {}", said, link), extra_tags="published")


def _conflict(
    request: HttpRequest, page: ModelAdmin, form: EditForm, document: BaseDocumentFormSet
) -> HttpResponse:
    """Lay one's own version over the current text, to be looked at and saved again."""
    article = form.instance
    before = article.revisions.get(number=form.cleaned_data["based_on"])
    mine = [Line(given.identity, given.style, given.source) for given in document.inputs()]
    front = merge_front(before.front, form.front, article.front)
    merged = merge(
        [Line(*paragraph) for paragraph in before.paragraphs], mine, _current_lines(article)
    )
    context = {
        "others": article.revisions.filter(number__gt=before.number)
        .select_related("editor")
        .defer("front", "paragraphs")
        .order_by("number"),
        "front_changes": [
            {
                "label": article._meta.get_field(name).verbose_name,  # noqa: SLF001
                "pieces": compare(old, article.front[name]),
                "is_disputed": front[name] != article.front[name],
            }
            for name, old in before.front.items()
            if old != article.front[name]
        ],
        "disputed": sum(each.is_disputed for each in merged),
    }
    return _answer(
        request,
        page,
        form.laid_over(front),
        document_of_both(merged),
        context,
        status=HTTPStatus.CONFLICT,
    )


def _current_lines(article: Article) -> list[Line]:
    return [
        Line(paragraph.identity, paragraph.style, paragraph.source)
        for paragraph in article.paragraphs.in_text().in_order()
    ]


def _answer(
    request: HttpRequest,
    page: ModelAdmin,
    form: EditForm,
    document: BaseDocumentFormSet,
    context: dict[str, Any] | None = None,
    *,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    return render(
        request,
        "admin/commentary/article/edit.html",
        {
            **page.admin_site.each_context(request),
            "opts": page.opts,
            "title": _("Edit"),
            "form": form,
            "document": document,
            "answers": reviewing.answers_in(request.POST),
            **(context or {}),
        },
        status=status,
    )
