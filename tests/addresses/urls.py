"""The addresses as the URLconf knows them, so that a new one is tried unasked."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

# Where others are in charge, and where that is tested.
COVERED_ELSEWHERE = {
    "admin/": "the admin asks for its own permissions: tests/commentary/admin/",
    "account/": "allauth's views, for whom they are meant: tests/accounts",
}


def our_patterns() -> Iterator[tuple[str, URLPattern]]:
    """Route and pattern of each address that is not covered elsewhere."""
    for route, pattern in _patterns(get_resolver()):
        if not route.startswith(tuple(COVERED_ELSEWHERE)):
            yield route, pattern


def _patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern, route)
        else:
            yield route, pattern
