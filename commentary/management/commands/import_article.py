"""`manage.py import_article FILE`: a document becomes an article."""

from collections import Counter
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from commentary.forms.document import STYLE_NAMES
from commentary.forms.importing import explained
from commentary.manuscript import MAX_BYTES, Manuscript, UnreadableDocument, read_document
from commentary.models import FRONT_FIELDS, Article


class Command(BaseCommand):
    help = "Import a document (plain text, Markdown, HTML or .docx) as an article."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the document")
        parser.add_argument("--slug", help="its address; made from the title if not given")
        parser.add_argument("--draft", action="store_true", help="for editors only, for now")

    def handle(self, *_args: Any, **options: Any) -> None:
        manuscript = self._read(options["file"])
        if known := Article.objects.like(manuscript).first():
            raise CommandError(_already(known))
        try:
            article = Article.objects.publish(
                manuscript, **self._fields(manuscript, options["slug"], draft=options["draft"])
            )
        except IntegrityError as error:
            # Someone else imported it just now.
            known = Article.objects.like(manuscript).first()
            raise CommandError(_already(known) if known else str(error)) from error
        self._report(article, manuscript)

    def _read(self, path: Path) -> Manuscript:
        try:
            with path.open("rb") as file:
                return read_document(file.read(MAX_BYTES + 1), path.name)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        except UnreadableDocument as error:
            raise CommandError(f"{path}: {explained(error)}") from error

    def _fields(self, manuscript: Manuscript, slug: str | None, *, draft: bool) -> dict[str, Any]:
        """Settle the address and the status, and check them with all the rest before saving."""
        fields = {
            "slug": slug or Article.objects.free_slug(manuscript.title),
            "status": Article.Status.DRAFT if draft else Article.Status.PUBLISHED,
        }
        front = {name: getattr(manuscript, name) for name in (*FRONT_FIELDS, "language")}
        try:
            Article(published_on=timezone.localdate(), **front, **fields).full_clean()
        except ValidationError as error:
            said = "; ".join(
                f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items()
            )
            raise CommandError(said) from error
        return fields

    def _report(self, article: Article, manuscript: Manuscript) -> None:
        self.stdout.write(f"“{article.title}” is at {article.get_absolute_url()}")
        styles = Counter(paragraph.style for paragraph in manuscript.paragraphs)
        for style, number in styles.items():
            self.stdout.write(f"  {number:>4}  {STYLE_NAMES[style]}")
        if manuscript.left_out:
            self.stdout.write(_("Left out, because it belongs to the page and not to the text:"))
        for line in manuscript.left_out:
            self.stdout.write(f"        {line}")


def _already(article: Article) -> str:
    return _("This text was imported before, as “%(title)s” at %(url)s") % {
        "title": article.title,
        "url": article.get_absolute_url(),
    }
