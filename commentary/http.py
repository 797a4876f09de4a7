"""The request as the middleware hands it on, for the type checker."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest as DjangoRequest
from django_htmx.middleware import HtmxDetails

from commentary.models import User


class HttpRequest(DjangoRequest):
    """Any request. `user` is a visitor or a person."""

    user: User | AnonymousUser
    htmx: HtmxDetails


class SignedInRequest(HttpRequest):
    """A request that has passed `sign_in_required`."""

    user: User
