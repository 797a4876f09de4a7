"""Choosing a passage with forms and links alone: sentence by sentence, or word by word."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from annotations.forms import SentencesForm
from annotations.selectors import asking_for, select
from annotations.views.addresses import whole_number
from annotations.views.loading import load_annotation, load_open_article, load_paragraph
from annotations.words import words
from commentary.http import HttpRequest
from commentary.models import Article, Paragraph

# Paragraphs after the first word's own that are offered for the last word at most.
MOST_OFFERED = 50


@require_safe
def choose_words(request: HttpRequest, slug: str, identity: int) -> HttpResponse:
    """Choose a passage by its sentences, or by its first and its last word.

    `?sentence=` are those that were ticked; with `narrow`, their words are offered next, which are
    those `?from=` and `?to=`. `?first=` is the offset of the first word; then this paragraph's
    later words and those of the next `?more=` paragraphs are offered as the last one. `?reattach=`
    is the orphan whose place is chosen; without it, the passage is marked.
    """
    article = load_open_article(request, slug)
    paragraph = load_paragraph(request, slug, identity)
    if paragraph.is_withdrawn:
        raise Http404
    key = whole_number(request.GET.get("reattach", ""))
    sought = None if key is None else load_annotation(request, key)
    keep = {"reattach": sought.pk} if sought else {}
    destination = (
        reverse("place", args=[sought.pk]) if sought else reverse("annotate", args=[article.slug])
    )
    is_sent = bool({"sentence", "choose", "narrow"} & request.GET.keys())
    form = SentencesForm(request.GET if is_sent else None, text=paragraph.text)
    if is_sent and form.is_valid():
        start, end = form.span()
        if "narrow" in request.GET:
            return redirect(f"{request.path}?{urlencode({'from': start, 'to': end, **keep})}")
        chosen = select(paragraph.identity, paragraph.text, start, end)
        return redirect(f"{destination}?{asking_for([chosen], article.revision_number)}")
    context = {
        "article": article,
        "paragraph": paragraph,
        "sought": sought,
        "keep": f"&{urlencode(keep)}" if keep else "",
        "destination": destination,
        "form": form,
        **_words_to_choose(request, article, paragraph),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_sent else HTTPStatus.OK
    return render(request, "annotations/choose_words.html", context, status=status)


def _words_to_choose(
    request: HttpRequest, article: Article, paragraph: Paragraph
) -> dict[str, Any]:
    first = whole_number(request.GET.get("first", ""))
    since = whole_number(request.GET.get("from", ""))
    until = whole_number(request.GET.get("to", ""))
    more = min(whole_number(request.GET.get("more", "")) or 1, MOST_OFFERED)
    offered = [paragraph]
    if first is not None and until is None:
        later = article.paragraphs.in_text().filter(position__gte=paragraph.position or 0)
        offered = list(later.in_order()[: 1 + more])
    return {
        "start": first,
        "until": until,
        "is_narrowed": until is not None,
        "more": more + 1 if len(offered) > more else None,
        "offered": [
            (each, _choices(offered[: position + 1], first, since, until))
            for position, each in enumerate(offered)
        ],
    }


def _choices(
    paragraphs: list[Paragraph], start: int | None, since: int | None, until: int | None
) -> list[dict[str, Any]]:
    """The words of the last of these paragraphs, each with the passage that ends with it.

    Only those from `since` to `until`, where somebody has narrowed the choice to that.
    """
    *before, last = paragraphs
    choices: list[dict[str, Any]] = []
    end_of_previous = since or 0
    for word_start, word_end in words(last.text):
        if word_start < (since or 0) or word_end > (len(last.text) if until is None else until):
            continue
        choice = {
            "blank": last.text[end_of_previous:word_start],
            "word": last.text[word_start:word_end],
            "start": word_start,
            "passage": "",
        }
        end_of_previous = word_end
        begins = start if not before else 0
        if start is not None and begins is not None and word_start >= begins:
            parts = [
                f"{each.identity}.{start if index == 0 else 0}-{len(each.text)}"
                for index, each in enumerate(before)
            ]
            choice["passage"] = "~".join([*parts, f"{last.identity}.{begins}-{word_end}"])
        choices.append(choice)
    return choices
