from commentary.models.article import Article, OutdatedEditError
from commentary.models.edit import Edit, Report, Reporter
from commentary.models.paragraph import Paragraph, ParagraphInput, ParagraphState
from commentary.models.revision import FRONT_FIELDS, Revision
from commentary.models.user import IndispensableError, User

__all__ = [
    "FRONT_FIELDS",
    "Article",
    "Edit",
    "IndispensableError",
    "OutdatedEditError",
    "Paragraph",
    "ParagraphInput",
    "ParagraphState",
    "Report",
    "Reporter",
    "Revision",
    "User",
]
