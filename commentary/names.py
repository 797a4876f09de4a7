"""What may be somebody's name here, so that it can be written as `@name` in a sentence. Pure."""

import re

# What ends with a full stop is the end of a sentence, and no name ends so.
NAME = r"[\w.+-]*\w"


def is_name(words: str) -> bool:
    return re.fullmatch(NAME, words) is not None
