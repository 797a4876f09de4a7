from commentary.forms.article import ArticleForm, EditForm, Review
from commentary.forms.document import (
    BaseDocumentFormSet,
    DocumentFormSet,
    document_of,
    document_of_both,
)
from commentary.forms.importing import ImportedForm, ImportForm

__all__ = [
    "ArticleForm",
    "BaseDocumentFormSet",
    "DocumentFormSet",
    "EditForm",
    "ImportForm",
    "ImportedForm",
    "Review",
    "document_of",
    "document_of_both",
]
