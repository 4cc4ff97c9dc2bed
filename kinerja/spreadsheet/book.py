"""What a workbook says about itself: its sheets, shared texts, formats, and where days begin."""

import re
from datetime import date

from kinerja.spreadsheet.parts import (
    Attributes,
    Packed,
    Reader,
    Refusal,
    TextReader,
    read,
    unescaped,
    whole,
)

MOST_TEXTS, MOST_TEXT = 400_000, 16 << 20
# Of a number format what is no sign of its own: quoted text, brackets, escapes, fillers.
ASIDE = re.compile(r'"[^"]*"|\[(?![hms]+\])[^\]]*\]|\\.|_.|\*.')
DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
PERCENT_FORMATS = frozenset((9, 10))


class Formats(Reader):
    """Learn which cell styles show a number as a date or in per cent."""

    def __init__(self) -> None:
        self.kinds: list[str] = []
        self.codes: dict[int, str] = {}
        self.is_of_cells = False
        self.begins = {
            "numFmt": self.code,
            "cellXfs": lambda _: setattr(self, "is_of_cells", True),
            "xf": self.style,
        }
        self.ends = {"cellXfs": lambda: setattr(self, "is_of_cells", False)}

    def code(self, attributes: dict[str, str]) -> None:
        number = whole(attributes.get("numFmtId", "0"))
        self.codes[number] = attributes.get("formatCode", "")

    def style(self, attributes: dict[str, str]) -> None:
        if self.is_of_cells:
            number = whole(attributes.get("numFmtId", "0"))
            self.kinds.append(number_kind(number, self.codes.get(number, "")))


def number_kind(number: int, code: str) -> str:
    """Say how a number format shows a number: "date", "percent" or "number".

    >>> number_kind(14, ""), number_kind(170, '0.0" hari"'), number_kind(171, "0%")
    ('date', 'number', 'percent')
    """
    signs = ASIDE.sub("", code).partition(";")[0].lower().replace("general", "")
    if number in DATE_FORMATS or (code and re.search("[dmyhs]", signs)):
        return "date"
    return "percent" if number in PERCENT_FORMATS or "%" in signs else "number"


class SharedTexts(TextReader):
    """Read the texts that cells share; what a reading aid (rPh) says is none of the text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.size, self.is_aid = 0, False
        self.begins = {
            "si": lambda _: self.fresh(),
            "t": self.gather_text,
            "rPh": lambda _: setattr(self, "is_aid", True),
        }
        self.ends = {
            "si": self.keep,
            "t": self.stop,
            "rPh": lambda: setattr(self, "is_aid", False),
        }

    def gather_text(self, attributes: dict[str, str]) -> None:
        if not self.is_aid:
            self.gather(attributes)

    def keep(self) -> None:
        self.found.append(unescaped(self.gathered()))
        self.size += len(self.found[-1])
        if self.size > MOST_TEXT or len(self.found) > MOST_TEXTS:
            raise Refusal("heavy")


class Book:
    """What a workbook says about itself: its sheets, texts, formats, and where days begin."""

    def __init__(self, packed: Packed) -> None:
        top = Attributes("Relationship")
        read(packed, "_rels/.rels", top)
        offices = (each for each in top.found["Relationship"] if is_of(each, "officeDocument"))
        part = next((target("", each) for each in offices), "xl/workbook.xml")
        folder, _, name = part.rpartition("/")
        own, links = Attributes("sheet", "workbookPr"), Attributes("Relationship")
        read(packed, part, own)
        read(packed, f"{folder}/_rels/{name}.rels", links)
        if not own.found["sheet"]:
            raise Refusal("other")
        related = links.found["Relationship"]
        parts = {each.get("Id"): target(folder, each) for each in related if is_inside(each)}
        self.sheets = [
            (each.get("name", ""), parts.get(each.get("id"), "")) for each in own.found["sheet"]
        ]
        self.first_day = first_day(own.found["workbookPr"])
        texts, formats = SharedTexts(), Formats()
        for each in related:
            if is_of(each, "sharedStrings"):
                read(packed, target(folder, each), texts)
            elif is_of(each, "styles"):
                read(packed, target(folder, each), formats)
        self.texts, self.kinds = texts.found, formats.kinds


def is_of(relationship: dict[str, str], kind: str) -> bool:
    return is_inside(relationship) and relationship.get("Type", "").endswith(f"/{kind}")


def is_inside(relationship: dict[str, str]) -> bool:
    """Say whether the relationship stays in the file: what is outside is never followed."""
    return relationship.get("TargetMode") != "External"


def target(folder: str, relationship: dict[str, str]) -> str:
    """Name the part that a relationship of this folder leads to."""
    to = relationship.get("Target", "")
    return to[1:] if to.startswith("/") else f"{folder}/{to}".lstrip("/")


def first_day(properties: list[dict[str, str]]) -> date:
    """Name day 0: Excel for Windows counts a 29 February 1900 that never was."""
    is_1904 = any(each.get("date1904") in ("1", "true") for each in properties)
    return date(1904, 1, 1) if is_1904 else date(1899, 12, 30)
