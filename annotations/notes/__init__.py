"""All that one person marked and said: to look through, and to take away."""
