"""The report of a record as one PDF: a function of its snapshot, this template, and typst.

Nothing here asks the database, the clock or the environment. `TEMPLATE` and `TYPST` say by what a
new report is made; with both the same, the same snapshot and attachments give the same bytes.
"""

from kinerja.report.attaching import MANIFEST, SET, Attachment, attachments
from kinerja.report.errors import ReportError
from kinerja.report.extracting import extract
from kinerja.report.rendering import FORMAT, TEMPLATE, TYPST, render, template_of

__all__ = [
    "FORMAT",
    "MANIFEST",
    "SET",
    "TEMPLATE",
    "TYPST",
    "Attachment",
    "ReportError",
    "attachments",
    "extract",
    "render",
    "template_of",
]
