"""Taking all that is one's own along, and erasing the account."""
