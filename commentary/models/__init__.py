from commentary.models.article import Article, OutdatedEditError
from commentary.models.edit import Edit, Report, Reporter
from commentary.models.paragraph import Paragraph, ParagraphState
from commentary.models.revision import Revision
from commentary.models.user import IndispensableError, User

__all__ = [
    "Article",
    "Edit",
    "IndispensableError",
    "OutdatedEditError",
    "Paragraph",
    "ParagraphState",
    "Report",
    "Reporter",
    "Revision",
    "User",
]
