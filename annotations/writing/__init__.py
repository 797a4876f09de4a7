"""The words of a comment: Markdown, names in it, quotations."""
