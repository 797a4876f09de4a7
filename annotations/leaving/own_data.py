"""All that is kept of what one person wrote and chose here, as plain dictionaries.

    account       name, address, since when, roles, how often mail
    annotations   passages marked, with their kind, who sees them, and the words
    comments      text and earlier wordings; what it is about; whether it was removed, and by whom
                  and why; whether it waits for a moderator
    proposals     places proposed for words that had left the text, and what became of them
    reactions, reports, following, read
                  reactions to comments; reports of these and of people, with their answers; what
                  is followed or muted; how far each article was read
    revisions, decisions, acts
                  edits of a text; what was decided about threads; what was done as a moderator
    acts_concerning_you
                  what moderators did that concerns the person

Moments are ISO 8601. What something is about is an address of this site. Nothing is in it that
others wrote and this person may not see.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse

from annotations.models import (
    Act,
    Annotation,
    Comment,
    Decision,
    Following,
    Mailbox,
    Reaction,
    ReadMark,
    Reattachment,
    Report,
    Thread,
)
from commentary.models import Article, Revision

if TYPE_CHECKING:
    from commentary.models import Paragraph, User

type Row = dict[str, Any]
type Part = tuple[str, Row | Iterator[Row]]

# Rows read at a time: a file of any length takes little room.
A_BATCH = 500


def own_data(person: "User", site: str) -> Iterator[Part]:
    """Part by part; `site` is the address of this site, without a slash at its end."""
    yield "account", _account(person)
    parts = {
        "annotations": _annotations,
        "comments": _comments,
        "proposals": _proposals,
        "reactions": _reactions,
        "reports": _reports,
        "following": _following,
        "read": _read,
        "revisions": _revisions,
        "decisions": _decisions,
        "acts": _acts,
        "acts_concerning_you": _acts_concerning,
    }
    for name, rows in parts.items():
        yield name, rows(person, site)


def to_json(parts: Iterable[Part]) -> Iterator[str]:
    """One object, written as it is read."""
    encoder = DjangoJSONEncoder(ensure_ascii=False)
    yield "{"
    for number, (name, part) in enumerate(parts):
        yield f"{',' if number else ''}\n{encoder.encode(name)}: "
        if isinstance(part, dict):
            yield encoder.encode(part)
        else:
            yield "["
            for place, row in enumerate(part):
                yield f"{',' if place else ''}\n  {encoder.encode(row)}"
            yield "]"
    yield "\n}\n"


def _account(person: "User") -> Row:
    box = Mailbox.objects.filter(person=person).first() or Mailbox()
    return {
        "name": person.username,
        "address": person.email,
        "joined": person.date_joined,
        "last_signed_in": person.last_login,
        "roles": list(person.groups.order_by("name").values_list("name", flat=True)),
        "mail": box.pace,
        "language": person.language,
    }


def _annotations(person: "User", site: str) -> Iterator[Row]:
    marks = Annotation.objects.filter(creator=person).select_related("article").in_order()
    for mark in marks.iterator(A_BATCH):
        yield {
            "address": f"{site}{mark.get_absolute_url()}",
            "article": _of_article(mark.article, site),
            "revision": mark.revision_number,
            "quote": mark.quote,
            "kind": mark.kind,
            "visibility": mark.visibility,
            "made": mark.created_at,
            "removed": mark.removed_at,
        }


def _comments(person: "User", site: str) -> Iterator[Row]:
    said = (
        Comment.objects.filter(author=person)
        .select_related("paragraph__article", "annotation")
        .prefetch_related("wordings")
        .in_order()
    )
    for comment in said.iterator(A_BATCH):
        about = comment.annotation
        yield {
            "address": f"{site}{comment.get_absolute_url()}",
            "paragraph": _of_paragraph(comment.paragraph, site),
            "passage": about.quote if about and about.is_visible_to(person) else None,
            "answers": _of_comment(comment.parent_id, site),
            "text": comment.body,
            "earlier_wordings": [
                {"text": wording.body, "until": wording.until}
                for wording in sorted(comment.wordings.all(), key=lambda wording: wording.pk)
            ],
            "made": comment.created_at,
            "edited": comment.edited_at,
            "removed": _removal(comment),
            "waits_because": comment.get_held_for_display() or None,
        }


def _removal(comment: Comment) -> Row | None:
    if not comment.is_removed:
        return None
    by = "you" if comment.was_removed_by_author else "a moderator"
    return {"when": comment.removed_at, "by": by, "reason": comment.removal_reason}


def _proposals(person: "User", site: str) -> Iterator[Row]:
    proposals = Reattachment.objects.filter(proposed_by=person).in_order()
    for proposal in proposals.iterator(A_BATCH):
        yield {
            "annotation": f"{site}{reverse('annotation', args=[proposal.annotation_id])}",
            "words": str(proposal),
            "revision": proposal.revision_number,
            "made": proposal.proposed_at,
            "answer": proposal.answer or None,
            "answered": proposal.answered_at,
        }


def _reactions(person: "User", site: str) -> Iterator[Row]:
    for reaction in Reaction.objects.by(person).order_by("pk").iterator(A_BATCH):
        yield {
            "comment": _of_comment(reaction.comment_id, site),
            "kind": reaction.kind,
            "made": reaction.created_at,
        }


def _reports(person: "User", site: str) -> Iterator[Row]:
    made = Report.objects.by(person).select_related("person", "settled_by").order_by("pk")
    for report in made.iterator(A_BATCH):
        yield {
            "comment": _of_comment(report.comment_id, site),
            "person": str(report.person) if report.person else None,
            "ground": report.ground,
            "words": report.words,
            "made": report.made_at,
            "answer": _of_act(report.settled_by) if report.settled_by else None,
        }


def _following(person: "User", site: str) -> Iterator[Row]:
    chosen = Following.objects.by(person).select_related("article", "paragraph__article", "thread")
    for following in chosen.order_by("pk").iterator(A_BATCH):
        yield {
            "what": _of_thing(following.thing, site),
            "level": following.level,
            "since": following.created_at,
        }


def _read(person: "User", site: str) -> Iterator[Row]:
    marks = ReadMark.objects.filter(person=person).select_related("article").order_by("pk")
    for mark in marks.iterator(A_BATCH):
        yield {
            "article": _of_article(mark.article, site),
            "revision": mark.revision_number,
            "until": mark.until,
            "also": mark.also,
            "new_again": mark.anew,
        }


def _revisions(person: "User", site: str) -> Iterator[Row]:
    made = Revision.objects.filter(editor=person).select_related("article").order_by("pk")
    for revision in made.defer("front", "paragraphs").iterator(A_BATCH):
        where = reverse("revision", args=[revision.article.slug, revision.number])
        yield {
            "address": f"{site}{where}",
            "note": revision.note,
            "made": revision.created_at,
        }


def _decisions(person: "User", site: str) -> Iterator[Row]:
    for decision in Decision.objects.filter(by=person).order_by("pk").iterator(A_BATCH):
        yield {
            "thread": _of_comment(decision.thread_id, site),
            "what": decision.act,
            "revision": decision.revision_number,
            "made": decision.made_at,
        }


def _acts(person: "User", _site: str) -> Iterator[Row]:
    for act in Act.objects.filter(by=person).order_by("pk").iterator(A_BATCH):
        yield _of_act(act)


def _acts_concerning(person: "User", site: str) -> Iterator[Row]:
    for act in Act.objects.concerning(person).order_by("pk").iterator(A_BATCH):
        yield {**_of_act(act), "comment": _of_comment(act.comment_id, site)}


def _of_act(act: Act) -> Row:
    return {"what": act.kind, "reason": act.why, "when": act.at, "until": act.until}


def _of_comment(pk: int | None, site: str) -> str | None:
    return None if pk is None else f"{site}{reverse('comment', args=[pk])}"


def _of_article(article: Article, site: str) -> str:
    return f"{site}{article.get_absolute_url()}"


def _of_paragraph(paragraph: "Paragraph", site: str) -> str:
    return f"{_of_article(paragraph.article, site)}#{paragraph.label}"


def _of_thing(thing: "Article | Paragraph | Thread", site: str) -> str | None:
    if isinstance(thing, Thread):
        return _of_comment(thing.pk, site)
    return _of_article(thing, site) if isinstance(thing, Article) else _of_paragraph(thing, site)
