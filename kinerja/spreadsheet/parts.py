"""The parts of a packed workbook, fed to readers a piece at a time; no tree is ever built."""

import re
from collections.abc import Callable, Mapping
from zipfile import ZipFile

from defusedxml.ElementTree import DefusedXMLParser

LONGEST_TEXT = 32_767  # signs in one cell, by the format's own definition
PIECE = 1 << 16

ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
WHOLE = re.compile(r"[0-9]{1,10}")


class Refusal(Exception):
    """A file that is not read; its text is a word that the program knows."""


class Enough(Exception):
    """The rest of a part is not wanted."""


class Packed:
    """The parts of a zip by name: case says nothing, and Windows also writes backslashes."""

    def __init__(self, zipped: ZipFile) -> None:
        self.zipped = zipped
        self.entries = {folded(entry.filename): entry for entry in zipped.infolist()}


def folded(name: str) -> str:
    return name.replace("\\", "/").lower()


def read(packed: Packed, part: str, reader: "Reader") -> None:
    """Feed one part to a reader, a piece at a time; a part that is missing is empty."""
    entry = packed.entries.get(folded(part))
    if entry is None:
        return
    parser = DefusedXMLParser(target=reader, forbid_dtd=True)
    try:
        with packed.zipped.open(entry) as stream:
            while piece := stream.read(PIECE):
                parser.feed(piece)
        parser.close()
    except Enough:
        return


class Reader:
    """Take a part's elements as they come: nothing of the part is kept but what is wanted."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element; names are told without their namespace."""
        begin = self.begins.get(tag.rpartition("}")[2])
        if begin:
            begin({name.rpartition("}")[2]: text for name, text in attributes.items()})

    def end(self, tag: str) -> None:
        end = self.ends.get(tag.rpartition("}")[2])
        if end:
            end()

    def data(self, text: str) -> None:
        pass

    def close(self) -> None:
        pass

    begins: Mapping[str, Callable] = {}
    ends: Mapping[str, Callable] = {}


class Attributes(Reader):
    """Collect the attributes of the elements of some names."""

    def __init__(self, *names: str) -> None:
        self.found = {name: [] for name in names}
        self.begins = {name: collected.append for name, collected in self.found.items()}


class TextReader(Reader):
    """Gather the text of one kind of element at a time, no longer than a cell may be."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.length, self.gathers = 0, False

    def fresh(self) -> None:
        self.text, self.length = [], 0

    def gather(self, _attributes: dict[str, str]) -> None:
        self.gathers = True

    def stop(self) -> None:
        self.gathers = False

    def data(self, text: str) -> None:
        if self.gathers and self.length <= LONGEST_TEXT:
            self.text.append(text)
            self.length += len(text)

    def gathered(self) -> str:
        return "".join(self.text)[:LONGEST_TEXT]


def unescaped(text: str) -> str:
    """Read signs that a workbook spells by number, _x000D_; those that no text holds are left out.

    >>> unescaped("a_x000A_b_x0007_c_xD800_d_x005F_x0041_")
    'a\\nbcd_x0041_'
    """
    return ESCAPED.sub(lambda found: sign(int(found[1], 16)), text)


def sign(number: int) -> str:
    """Give the sign of this number, "" for half a sign and for what controls a terminal."""
    is_kept = number in (9, 10, 13) or (number > 31 and not 0xD800 <= number < 0xE000)
    return chr(number) if is_kept and number < 0xFFFE else ""


def whole(text: str) -> int:
    """Read a number of the file's own book-keeping; Python's int would take 1_000 and ١٢."""
    if not WHOLE.fullmatch(text):
        raise Refusal("broken")
    return int(text)
