"""What stands in an address, where anyone may have written anything."""

# 18 digits always fit into 64 bits, which is what the databases can compare.
MOST_DIGITS = 18


def whole_number(raw: str) -> int | None:
    """The number, 0 or more, or None where it is none or is longer than any of ours."""
    return int(raw) if raw.isdecimal() and len(raw) <= MOST_DIGITS else None
