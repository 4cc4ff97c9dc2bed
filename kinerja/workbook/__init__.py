"""The form as a workbook: out, and back."""

from kinerja.spreadsheet.errors import CellError, TooLarge, WorkbookError
from kinerja.spreadsheet.paper import CONTENT_TYPE
from kinerja.workbook.reading import FormReading, read_form, read_unit
from kinerja.workbook.rows import texts_of
from kinerja.workbook.shape import FormRow, FormShape, Identity, form_shape
from kinerja.workbook.writing import write_form, write_unit

__all__ = [
    "CONTENT_TYPE",
    "CellError",
    "FormReading",
    "FormRow",
    "FormShape",
    "Identity",
    "TooLarge",
    "WorkbookError",
    "form_shape",
    "read_form",
    "read_unit",
    "texts_of",
    "write_form",
    "write_unit",
]
