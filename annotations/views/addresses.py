"""What stands in an address, where anyone may have written anything."""

from commentary.http import HttpRequest

# 18 digits always fit into 64 bits, which is what the databases can compare.
MOST_DIGITS = 18
# Comments that a page names as known: the newest of those that it shows. A page of threads with
# their replies has fewer, and the address stays below the 8 kB that servers take.
MOST_KNOWN = 700


def whole_number(raw: str) -> int | None:
    """The number, 0 or more, or None where it is none or is longer than any of ours."""
    return int(raw) if raw.isdecimal() and len(raw) <= MOST_DIGITS else None


def known_comments(request: HttpRequest) -> list[int]:
    """Keys of the newest comments that the page has already: `?have=7.9`.

    Commas would be escaped in an address, and take three times the room.
    """
    keys = map(whole_number, request.GET.get("have", "").split(".")[:MOST_KNOWN])
    return [key for key in keys if key is not None]
