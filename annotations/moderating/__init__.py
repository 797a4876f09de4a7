"""Keeping it civil: who may say what and how much, what is held, and what waits for moderators."""
