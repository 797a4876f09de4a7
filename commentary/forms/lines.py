def unix_lines(text: str) -> str:
    """Line ends as we store them. Browsers send two characters for each."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
