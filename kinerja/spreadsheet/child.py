"""Read the cells of one workbook from stdin and answer them on stdout, a JSON list a line.

Run as `python -m kinerja.spreadsheet.child`: a process of its own, under limits, that starts in
some 25 ms because it imports nothing else of the program. A hostile file can only end this
process. The answers:

    ["sheet", name]                     the cells that follow are this sheet's
    ["cell", row, column, kind, text]   kinds: see `Kind` in cells.py
    ["cut"]                             the sheet goes on beyond what is read
    ["refused", word]                   instead of the rest: a word of `REFUSALS` in guarding.py
    ["end"]                             all was read

Anything else, a crash above all, says that the file is damaged.
"""

import json
import re
import resource
import sys
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from kinerja.spreadsheet.book import Book
from kinerja.spreadsheet.parts import Packed, Refusal, folded, read
from kinerja.spreadsheet.sheet import Budget, CellReader

MEGABYTE = 1 << 20
LARGEST_FILE = 10 * MEGABYTE
MEMORY, SECONDS = 256 * MEGABYTE, 6
MOST_ENTRIES, LARGEST_UNPACKED = 2_000, 120 * MEGABYTE
# Deflate cannot pack tighter than 1 : 1,032; real sheets of empty styled cells reach 1 : 100.
TIGHTEST, SMALL = 250, 2 * MEGABYTE
MOST_SHEETS = 100

# What a file in a zip is that is no .xlsx, by a name in it: the first row that is found.
FOREIGN = (
    (r"xl/workbook\.bin", "xlsb"),
    (r".*vbaproject\.bin", "macro"),
    (r"mimetype", "ods"),
    (r"(word|ppt|visio)/.*", "other"),
)
# Names that only somebody who means harm gives to a part.
ODD_NAME = re.compile(r"/|[a-z]:|(.*/)?\.\.(/|$)|.*[\x00-\x1f]", re.DOTALL)


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        for answer in answers(sys.stdin.buffer.read(LARGEST_FILE + 1)):
            tell(answer)
        tell(["end"])
    except Refusal as refusal:
        tell(["refused", str(refusal)])
    except MemoryError:
        tell(["refused", "heavy"])


def tell(answer: list) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")


def answers(content: bytes) -> Iterator[list]:
    """Read the workbook's sheets, one after the other."""
    try:
        zipped = ZipFile(BytesIO(content))
    except (BadZipFile, ValueError) as error:
        raise Refusal("broken") from error
    inspect(zipped)
    packed = Packed(zipped)
    book = Book(packed)
    budget = Budget()
    for name, part in book.sheets[:MOST_SHEETS]:
        yield ["sheet", name]
        reader = CellReader(book, budget)
        read(packed, part, reader)
        yield from reader.found


def inspect(zipped: ZipFile) -> None:
    """Look at what the zip declares, before any of it is unpacked."""
    entries = zipped.infolist()
    names = [folded(entry.filename) for entry in entries]
    if len(entries) > MOST_ENTRIES:
        raise Refusal("heavy")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refusal("locked")
    if len(set(names)) < len(names) or any(map(ODD_NAME.match, names)):
        raise Refusal("odd")
    if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise Refusal("heavy")
    for entry in entries:
        if entry.file_size > max(SMALL, TIGHTEST * entry.compress_size):
            raise Refusal("heavy")
    for pattern, word in FOREIGN:
        if any(re.fullmatch(pattern, name) for name in names):
            raise Refusal(word)


if __name__ == "__main__":
    main()
