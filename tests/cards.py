"""A kartu indikator as a person reads it, and its tables one by one."""

from make import Office
from reading import page

from kinerja.models import Line


def address(line: Line) -> str:
    return f"/indikator/{line.indicator_id}/"


def card(office: Office, line: Line | None = None) -> str:
    return page(address(line or office.lines[0]), of=office.camat)


def table(html: str, caption: str) -> str:
    """Cut out the table whose caption begins so."""
    return next(part for part in html.split("<table") if f">{caption}" in part).split("</table>")[0]


def values(html: str) -> str:
    return table(html, "Nilai semua periode")
