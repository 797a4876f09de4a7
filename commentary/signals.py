"""The one thing the text tells the rest of the house."""

from django.dispatch import Signal

# Sent inside the transaction of `Article.revise`, after the new text stands.
# Arguments: article, revision (the new one), before and after (each a tuple of
# `ParagraphState`: the paragraphs in the text, in order, before and after the edit).
article_revised = Signal()
