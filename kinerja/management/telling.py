"""A line on the terminal that says how far a command is."""


class Line:
    """Rewrite one line, on a terminal only; where a program reads, nothing is said."""

    def __init__(self, out) -> None:
        self.out = out
        self.is_shown = out.isatty()
        self.told = ""

    def tell(self, what: str, done: int, of: int) -> None:
        words = f"{what} {100 * done // of if of else 100}%"
        if self.is_shown and words != self.told:
            self.out.write(f"\r\x1b[K{words}", ending="")
            self.out.flush()
            self.told = words

    def end(self) -> None:
        """Leave the line empty for what follows."""
        if self.told:
            self.out.write("\r\x1b[K", ending="")
            self.told = ""
