"""The report of a record as one PDF: a function of its snapshot, this template, and typst.

Nothing here asks the database, the clock or the environment. `TEMPLATE` and `TYPST` say by what a
report was made; with both the same, the same snapshot and attachments give the same bytes.
"""

from kinerja.report.attaching import MANIFEST, Attachment, attachments
from kinerja.report.errors import ReportError
from kinerja.report.extracting import extract
from kinerja.report.rendering import FORMAT, TEMPLATE, TYPST, render

__all__ = [
    "FORMAT",
    "MANIFEST",
    "TEMPLATE",
    "TYPST",
    "Attachment",
    "ReportError",
    "attachments",
    "extract",
    "render",
]
