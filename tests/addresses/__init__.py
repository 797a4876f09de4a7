"""Every address: who may ask for it, what its page is called, what it must not show."""
