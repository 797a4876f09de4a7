"""The one thing the text tells the rest of the house."""

from django.dispatch import Signal

# Sent inside the transaction of `Article.revise`, after the new text stands.
# Arguments: article, revision (the new one; `brings_back` is the number of the earlier revision
# whose text it is, or None), before and after (each a tuple of
# `ParagraphState`: the paragraphs in the text, in order, before and after the edit).
article_revised = Signal()
