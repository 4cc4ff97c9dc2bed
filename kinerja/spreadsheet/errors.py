from dataclasses import dataclass


class WorkbookError(Exception):
    """A file that cannot be read; its text is Indonesian and says the way out."""


class TooLarge(WorkbookError):
    """A file of more bytes than are taken at all."""


@dataclass(frozen=True)
class CellError:
    """A cell that cannot be taken, by its address, with what to do; `code` names its row."""

    sheet: str
    cell: str
    message: str
    code: str = ""
