"""The sample's documents, drawn when they are needed; none is kept in the repository."""

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

SHEET, MARGIN, LINE = (827, 1169), 80, 34  # A4 at 100 dots per inch


def drawn(kind: str, head: str, lines: Sequence[str]) -> bytes:
    """Draw a sheet with a head and some lines: "PDF" or "PNG"."""
    sheet = Image.new("RGB", SHEET, "white")
    pen, place = ImageDraw.Draw(sheet), MARGIN
    pen.text((MARGIN, place), head, "black", font=ImageFont.load_default(30))
    for line in lines:
        place += 2 * LINE
        pen.text((MARGIN, place), line, "black", font=ImageFont.load_default(20))
        pen.line((MARGIN, place + LINE, SHEET[0] - MARGIN, place + LINE), "gray")
    file = io.BytesIO()
    sheet.save(file, kind)
    return file.getvalue()
