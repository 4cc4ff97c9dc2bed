"""The one reading shape of unit × period: what screen, workbook, print and archive all show.

`read` asks the database a fixed number of questions, however many rows there are.
"""

from kinerja.table.book import Book, read, read_units, read_year
from kinerja.table.shape import Background, Document, Figure, Group, Reading, Row, Table, Words

__all__ = [
    "Background",
    "Book",
    "Document",
    "Figure",
    "Group",
    "Reading",
    "Row",
    "Table",
    "Words",
    "read",
    "read_units",
    "read_year",
]
