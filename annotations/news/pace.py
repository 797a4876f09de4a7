"""How soon an open page should ask again whether anything is new. Pure."""

SOONEST = 5
LATEST = 90
# While people talk, the next answer is likely to come about as soon as the last one did.
SHARE = 8


def pace(quiet_for: float) -> int:
    """Seconds until the next question, after so many seconds in which nothing happened."""
    return round(min(max(quiet_for / SHARE, SOONEST), LATEST))
