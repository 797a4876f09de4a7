"""A thousand highlights on an article, by fifty readers, wherever chance has it."""

from random import Random

from annotations.models import Annotation, Margin, Target
from annotations.models.target import targets_at
from annotations.selectors import select
from annotations.words import words
from commentary.models import Article, User

KINDS = ("highlight",) * 5 + ("important", "question", "disagree")


def mark_a_thousand_times(article: Article) -> None:
    random = Random(1)
    readers = User.objects.bulk_create(User(username=f"reader-{number}") for number in range(50))
    paragraphs = list(article.paragraphs.in_text().in_order())
    pks = {paragraph.identity: paragraph.pk for paragraph in paragraphs}
    annotations = Annotation.objects.bulk_create(
        Annotation(
            article=article,
            creator=random.choice(readers),
            kind=random.choice(KINDS),
            revision_number=article.revision_number,
            quote="…",
        )
        for _ in range(1000)
    )
    targets: list[Target] = []
    for annotation in annotations:
        paragraph = random.choice(paragraphs)
        spans = words(paragraph.text)
        first = random.randrange(len(spans))
        last = min(first + random.randrange(12), len(spans) - 1)
        chosen = select(paragraph.identity, paragraph.text, spans[first][0], spans[last][1])
        targets += targets_at([chosen], pks, annotation=annotation.pk)
    Target.objects.bulk_create(targets)
    article.record_activity()
    Margin.objects.refresh(pks.values())
