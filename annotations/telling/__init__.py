"""What happened, told to those who follow it: in a list, by mail, in feeds; each thing once."""
