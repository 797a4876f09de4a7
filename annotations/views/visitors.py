"""What every visitor gets alike is made once, kept, and sent until something changes.

A visitor is someone whose request carries neither a session nor a message, so that the answer
depends on its address, the language, the looks chosen in this browser and whether words were ever
selected in it, the article's activity and the code alone. That is the name it is kept under, and
its entity tag. The tag is weak: compressed or not, it is the same page. An answer that would set a
cookie is nobody else's and is not kept.
"""

import gzip
from collections.abc import Callable
from functools import partial, wraps
from hashlib import blake2b
from http import HTTPStatus

import brotli
from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import conditional_page

from annotations.preferences import HAS_SELECTED, preferences_of
from commentary.code import version
from commentary.http import HttpRequest
from commentary.models import Article

# Where Django's messages wait between two requests.
MESSAGES_COOKIE = "messages"
VARY = ["Cookie", "Accept-Encoding", "HX-Request"]

# Brotli at this quality is as quick as gzip, and a tenth smaller. The first that a browser takes.
ENCODINGS: dict[str, Callable[[bytes], bytes]] = {
    "br": partial(brotli.compress, quality=5),
    "gzip": partial(gzip.compress, mtime=0),
}

type ArticleView = Callable[[HttpRequest, str], HttpResponse]


def kept_for_visitors(view: ArticleView) -> ArticleView:
    @wraps(view)
    def wrapper(request: HttpRequest, slug: str) -> HttpResponse:
        name = _name(request, slug) if is_visit(request) else None
        if name is None:
            return view(request, slug)
        return _answer(request, name, lambda: view(request, slug))

    return wrapper


def is_visit(request: HttpRequest) -> bool:
    """Whether nothing in the request says who is asking, or asks for anything but the page."""
    return (
        request.method in {"GET", "HEAD"}
        and not request.META["QUERY_STRING"]
        and not request.htmx
        and not {settings.SESSION_COOKIE_NAME, MESSAGES_COOKIE} & request.COOKIES.keys()
    )


def _name(request: HttpRequest, slug: str) -> str | None:
    """None for an article that not everyone may read. One query."""
    state = (
        Article.objects.filter(slug=slug)
        .exclude(status=Article.Status.DRAFT)
        .values_list("pk", "activity", "revision_number", "status")
        .first()
    )
    if state is None:
        return None
    looks = sorted(preferences_of(request).items())
    has_selected = HAS_SELECTED in request.COOKIES
    parts = (request.path, *state, get_language(), looks, has_selected, version())
    return blake2b(repr(parts).encode(), digest_size=12).hexdigest()


@conditional_page
def _answer(request: HttpRequest, name: str, make: Callable[[], HttpResponse]) -> HttpResponse:
    """The page kept under the name, or one made now; 304 where the visitor has it already."""
    taken = request.headers.get("Accept-Encoding", "")
    encoding = next((each for each in ENCODINGS if each in taken), None)
    key = f"{name}:{encoding}"
    body = caches["pages"].get(key)
    if body is None:
        response = make()
        if not _is_everyones(request, response):
            return response
        body = ENCODINGS[encoding](response.content) if encoding else response.content
        caches["pages"].set(key, body)
    response = HttpResponse(body, headers={"ETag": f'W/"{name}"'})
    if encoding:
        response["Content-Encoding"] = encoding
    patch_vary_headers(response, VARY)
    patch_cache_control(response, no_cache=True)
    return response


def _is_everyones(request: HttpRequest, response: HttpResponse) -> bool:
    sets_cookie = response.cookies or request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
    has_token = sets_cookie or b"csrfmiddlewaretoken" in response.content
    return response.status_code == HTTPStatus.OK and not has_token and not request.session.modified
