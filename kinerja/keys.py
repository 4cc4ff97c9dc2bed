"""Numbers that a page sends back: the key of a row, or a row's version."""

# No table of ours holds a longer one, and longer texts are not turned into numbers at all.
LONGEST = 15


def key(text: str | None) -> int | None:
    """Read such a number; None for a text that is none."""
    if not text or len(text) > LONGEST or not (text.isascii() and text.isdecimal()):
        return None
    return int(text)
