"""A short article whose every paragraph a test can name, beside the given one."""

import pytest

from commentary.manuscript import Manuscript, ManuscriptParagraph
from commentary.models import Article
from commentary.style import Style

PARAGRAPHS = (
    "The harbour town of Vell has argued about its lighthouse for eleven years.",
    "Its keeper, Marta Oyelaran, says the lamp was never meant to outlive the fishing fleet.",
    (
        "The council, which pays for the oil, would rather pay for almost anything else. "
        "Last spring it voted to switch the lamp off at midnight, and forgot to tell the ships."
    ),
    "Two trawlers have gone aground since. Nobody was hurt, and nobody has apologised.",
    "What the town needs is neither a museum nor a monument, but a light that works.",
)


@pytest.fixture
def story(db: None) -> Article:
    """Five body paragraphs, identities 1 to 5."""
    return Article.objects.publish(
        Manuscript(
            title="The lamp at Vell",
            paragraphs=tuple(ManuscriptParagraph(Style.BODY, text) for text in PARAGRAPHS),
            language="en",
        )
    )
