"""Reports without their pages, for tests that seal and do not look at the report.

Setting a report takes typst some tenths of a second, and many tests seal. Instead of that program
alone, `compiled` makes one empty page: everything before it (snapshot, texts, attachments and
their manifest) and after it (storing, sealing, verifying) is the real thing.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping

PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"


def compiled(shown: Mapping, moment: int, *, template: str) -> bytes:
    """Make a PDF of one empty page with its attachments; other content makes other bytes."""
    told = json.dumps([shown, moment, template], sort_keys=True)
    return written(list(objects(shown.get("files", ()))), hashlib.sha256(told.encode()).hexdigest())


def objects(files: tuple) -> Iterator[bytes]:
    files = sorted(files, key=lambda file: file["name"])
    places = [4 + 2 * at for at in range(len(files))]
    names = b" ".join(
        b"(%s) %d 0 R" % (file["name"].encode(), place)
        for file, place in zip(files, places, strict=True)
    )
    yield b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [%s] >> >> >>" % names
    yield PAGES
    yield PAGE
    for file, place in zip(files, places, strict=True):
        inside = file["content"]
        content = inside.encode() if isinstance(inside, str) else bytes(inside)
        name = file["name"].encode()
        yield b"<< /Type /Filespec /F (%s) /UF (%s) /EF << /F %d 0 R >> >>" % (
            name,
            name,
            place + 1,
        )
        head = b"<< /Type /EmbeddedFile /Length %d /Params << /Size %d >> >>"
        size = len(content)
        yield head % (size, size) + b"\nstream\n" + content + b"\nendstream"


def written(found: list[bytes], mark: str) -> bytes:
    text, offsets = b"%PDF-1.7\n%" + mark.encode() + b"\n", []
    for number, content in enumerate(found, start=1):
        offsets.append(len(text))
        text += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(found) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return text + head + table + tail % (len(found) + 1, len(text))
