"""What is new: to a person since they were there, and to a page while it is open."""
