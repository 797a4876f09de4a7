"""What a paragraph is in the flow of the article. Pure.

The values stand in the database, in revisions and in class names; they never change.
"""

from enum import StrEnum


class Style(StrEnum):
    BODY = "body"
    CROSSHEAD = "crosshead"
    PULL_QUOTE = "pull-quote"
    LIST_ITEM = "list-item"
    QUOTATION = "quotation"
    FIGURE = "figure"
