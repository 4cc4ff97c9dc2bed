"""What is answered to bytes and links that cannot be kept; each reason is Indonesian."""


class Unfit(Exception):
    """Something that cannot be kept; the reason says what it is, and the way out."""

    status = 400

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TooLarge(Unfit):
    status = 413
