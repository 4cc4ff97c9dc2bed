"""The report's own letters: which files, that they are whole, and which signs they have."""

import hashlib
import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kinerja.report.errors import ReportError

FOLDER = Path(__file__).parent / "fonts"
# Other files of the same name would give other bytes. fonts/README.md says where these are from.
SUMS = "SHA256SUMS"
MEND = "Pasang ulang program, lalu ulangi; berkas kinerja tidak berubah."
# What texts are set in: a sign that the first has not is taken from the second.
TEXT = ("LiberationSans-Regular.ttf", "DejaVuSans.ttf")


def check() -> None:
    """Read every file of letters. Raises ReportError where one is missing or was changed."""
    for line in content(SUMS).decode().splitlines():
        sha256, name = line.split()
        if hashlib.sha256(content(name)).hexdigest() != sha256:
            raise ReportError(f"Berkas huruf {name} berubah. {MEND}")


def content(name: str) -> bytes:
    try:
        return (FOLDER / name).read_bytes()
    except OSError as fault:
        raise ReportError(f"Berkas huruf {name} tidak terbaca. {MEND}") from fault


@cache
def covered() -> frozenset[int]:
    """Name every code point that a text can be set in."""
    return frozenset().union(*(code_points(content(name)) for name in TEXT))


def code_points(font: bytes) -> Iterator[int]:
    """Read the character map of a TrueType file (OpenType, table cmap, formats 4 and 12)."""
    start = table_offset(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    for at in range(count):
        (offset,) = struct.unpack_from(">I", font, start + 8 + 8 * at)
        (form,) = struct.unpack_from(">H", font, start + offset)
        if form in READERS:
            yield from READERS[form](font, start + offset)


def table_offset(font: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * at) for at in range(count))
    return next(offset for name, _sum, offset, _length in records if name == tag)


def segments(font: bytes, at: int) -> Iterator[int]:
    """Walk format 4: segments of the first plane, each with a delta or a list of glyphs."""
    (twice,) = struct.unpack_from(">H", font, at + 6)
    ends, starts = at + 14, at + 16 + twice
    for place in range(0, twice, 2):
        (end,) = struct.unpack_from(">H", font, ends + place)
        (start,) = struct.unpack_from(">H", font, starts + place)
        (delta,) = struct.unpack_from(">H", font, starts + twice + place)
        where = starts + 2 * twice + place
        (offset,) = struct.unpack_from(">H", font, where)
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if offset:
                (glyph,) = struct.unpack_from(">H", font, where + offset + 2 * (code - start))
            if (glyph and not offset and (glyph + delta) % 0x10000) or (glyph and offset):
                yield code


def groups(font: bytes, at: int) -> Iterator[int]:
    """Walk format 12: groups of code points of every plane."""
    (count,) = struct.unpack_from(">I", font, at + 12)
    for place in range(count):
        start, end, _glyph = struct.unpack_from(">III", font, at + 16 + 12 * place)
        yield from range(start, end + 1)


READERS = {4: segments, 12: groups}
