"""How a workbook of ours is called and printed: on the unit's paper, across, the head repeated."""

from openpyxl.worksheet.worksheet import Worksheet

from kinerja.models import Unit

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CREATOR = "Pengumpulan Data Kinerja"
# A workbook names paper by number. There is none for F4; 14 is Folio, 8.5 × 13 in (216 × 330 mm),
# which differs by a millimetre and which Excel and printer drivers show as "Folio" or "F4".
PAPERS = {Unit.Paper.F4: 14, Unit.Paper.A4: Worksheet.PAPERSIZE_A4}


def lay_across(sheet: Worksheet, paper: str, *, head: int) -> None:
    """Lay a sheet across the paper, as wide as one page; row `head` stands on every page."""
    setup = sheet.page_setup
    setup.paperSize = PAPERS[paper]
    setup.orientation = Worksheet.ORIENTATION_LANDSCAPE
    setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{head}:{head}"
