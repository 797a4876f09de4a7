"""What the text tells the rest of the house: that it was changed, and who may discuss it now."""

from django.dispatch import Signal

# Sent inside the transaction of `Article.edit`, after the new text stands.
# Arguments: article, revision (the new one; `brings_back` is the number of the earlier revision
# whose text it is, or None), before and after (each a tuple of `ParagraphState`: the paragraphs in
# the text, in order, before and after the edit), answers (what the editor answered to the reports
# on the edit: name of the field -> value).
# A receiver may answer with a `Reporter`, through which the editor sees what it did.
article_revised = Signal()

# Sent inside the transaction of `Article.set_status`, after the new status stands.
# Arguments: article, before (its status until then), by, reason. A receiver that will not have it
# from this person raises PermissionDenied, with the words for them.
article_status_set = Signal()
