class WorkbookError(Exception):
    """A file that cannot be read; its text is Indonesian and says the way out."""


class TooLarge(WorkbookError):
    """A file of more bytes than are taken at all."""
