"""How dates look where we want them otherwise than Django has them: FORMAT_MODULE_PATH."""
