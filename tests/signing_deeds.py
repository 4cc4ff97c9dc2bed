"""The verb of signed copies, ready to be pressed, and a sealed record whose report lies there."""

from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import tte
import typst
from deeds import Deed, stage
from make import Office

from kinerja.models import User
from workflow import actions, signed_copies
from workflow.models import ArchiveCopy, Submission
from workflow.signed_copies import Received

SOURCE = """
#set document(title: "Laporan", date: datetime(year: 2026, month: 10, day: 5))
#set text(lang: "id")
= Laporan
#link("https://contoh.go.id")[alamat]
"""


@cache
def report() -> bytes:
    """A small PDF in the shape of a report: PDF/A-3a and PDF/UA-1, tagged."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / "report.typ"
        source.write_text(SOURCE)
        return typst.compile(str(source), format="pdf", pdf_standards=["a-3a", "ua-1"])


def ready(office: Office, name: str = "sealed") -> Submission | None:
    """Bring a record to a stage; what was sealed has the report that is to be signed."""
    return stage(office, name)


def sealed_bytes(copy: ArchiveCopy) -> bytes:
    return signed_copies.located(copy.file_name).read_bytes()


def received(record: Submission, content: bytes | None = None) -> Received:
    """Take in the record's report as an outside service signed it."""
    copy = record.archives.order_by("-edition").first()
    content = content or tte.signed(sealed_bytes(copy))
    return signed_copies.receive(copy, [content[:100], content[100:]])


# Where nothing was sealed there is nothing to sign: the refusal comes before the file is looked at.
NOTHING = Received("tidak-ada.pdf", "a" * 64, 1, "b" * 64, check=None)


def upload(office: Office, record: Submission, by: User, at: datetime) -> object:
    file = received(record) if record.archives.exists() else NOTHING
    return actions.upload_signed(record, file=file, by=by, at=at)


UPLOAD = Deed("admin", ("sealed", "archived"), upload)
