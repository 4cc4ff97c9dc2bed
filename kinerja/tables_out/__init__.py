"""Tables that leave the program: typed cells in columns, written as xlsx or as csv.

What people typed stays text, whatever sign it begins with; numbers stay numbers.
"""

from kinerja.tables_out import as_csv, as_xlsx
from kinerja.tables_out.file import BookFile, Column, Format, TableFile

FORMATS: dict[str, Format] = {"xlsx": as_xlsx.FORMAT, "csv": as_csv.FORMAT}

__all__ = ["FORMATS", "BookFile", "Column", "Format", "TableFile"]
