"""Which comments wait until a moderator has looked at them."""

import re
from typing import TYPE_CHECKING

from annotations.models import Comment, DiscussionRules
from annotations.models.discussion_rules import presides
from annotations.moderating.limits import Standing
from annotations.moderating.standing import standing_now
from commentary.models import Article

if TYPE_CHECKING:
    from commentary.models import User

# What a link begins with, and where it goes. Also what is no link to Markdown but is meant as one.
LINK = re.compile(
    r"(?:\](?:\(|\[)\s*<?|^[ >]*\[[^\]]*\]:\s*<?|(?=https?://|www\.|mailto:))(\S*)",
    re.IGNORECASE | re.MULTILINE,
)
# A path of this site, in plain letters: others can be spelt so that they lead elsewhere.
OWN_PATH = re.compile(r"\]\(/(?!/)[\w/?=#%.~-]*\)")


def links_in(body: str) -> set[str]:
    """Where it leads that is not on this site."""
    addresses = LINK.findall(OWN_PATH.sub("]", body))
    return {address.rstrip(".,;:!?)>*_\"'") for address in addresses}


def has_links(body: str) -> bool:
    return bool(links_in(body))


def reason_to_hold(author: "User", article: Article, body: str) -> str:
    """Why what they say here has to wait; nothing if it need not."""
    if presides(author):
        return ""
    if has_links(body) and standing_now(author) is Standing.NEW:
        return Comment.Hold.LINKS
    is_first = not Comment.objects.standing().filter(author=author).exists()
    if is_first and DiscussionRules.objects.of(article).holds_first_contributions:
        return Comment.Hold.FIRST
    return ""


def may_not_add_links(author: "User", old: str, new: str) -> bool:
    """Whether an edit would bring in links past the moderators."""
    return (
        not links_in(new) <= links_in(old)
        and not presides(author)
        and standing_now(author) is Standing.NEW
    )
