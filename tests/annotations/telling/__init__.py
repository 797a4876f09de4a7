"""Who is told of what, and why: exactly once, and nobody of what is not for them."""
