"""Reports without their pages, for tests that seal and do not look at the report.

Setting a report takes typst some tenths of a second, and many tests seal. Instead of that program
alone, `compiled` makes one empty page: everything before it (snapshot, texts, attachments and
their manifest) and after it (storing, sealing, verifying) is the real thing.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping

import papers

PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"


def compiled(shown: Mapping, moment: int, *, template: str) -> bytes:
    """Make a PDF of one empty page with its attachments; other content makes other bytes."""
    told = json.dumps([shown, moment, template], sort_keys=True)
    mark = hashlib.sha256(told.encode()).hexdigest()
    return papers.file_of(list(objects(shown.get("files", ()))), mark.encode())


def objects(files: tuple) -> Iterator[bytes]:
    files = sorted(files, key=lambda file: file["name"])
    places = [4 + 2 * at for at in range(len(files))]
    names = b" ".join(
        b"(%s) %d 0 R" % (file["name"].encode(), place)
        for file, place in zip(files, places, strict=True)
    )
    yield b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [%s] >> >> >>" % names
    yield PAGES
    yield papers.PDF_PAGE
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
