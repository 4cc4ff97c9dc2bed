"""Signed copies of a report as people read them: who signed, when, and what nobody checked."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.text import slugify

from kinerja.signature import Signature
from workflow.models import ArchiveCopy, SignedCopy, Submission

OWN_CLOCK = "menurut jam penanda tangan sendiri"
STAMPED = "menurut penanda waktu"
# What cannot be known without asking the issuer of a certificate.
NOT_CHECKED = (
    "apakah sertifikatnya diterbitkan penyelenggara sertifikasi elektronik yang diakui",
    "apakah sertifikat itu sudah dicabut",
    "apakah waktunya benar",
)


@dataclass(frozen=True)
class Signed:
    """One signature in words; `signed_at` is None where the file names no time.

    `proven_at` is None where no timestamp was put over the document.
    """

    signer: str
    issuer: str
    signed_at: datetime | None
    time_words: str
    proven_at: datetime | None


@dataclass(frozen=True)
class Shown:
    """One signed copy, with its signatures."""

    copy: SignedCopy
    signatures: tuple[Signed, ...]


def read(archive: ArchiveCopy) -> list[Shown]:
    """List the signed copies of a report, the latest first."""
    copies = archive.signed_copies.select_related("uploaded_by").order_by("-uploaded_at", "-pk")
    return [Shown(copy, tuple(signed(each) for each in copy.signed_by)) for copy in copies]


def signed(signature: Signature) -> Signed:
    moment = signature.signed_at and datetime.fromisoformat(signature.signed_at)
    words = STAMPED if signature.is_stamped else OWN_CLOCK
    proven = signature.proven_at and datetime.fromisoformat(signature.proven_at)
    return Signed(signature.signer, signature.issuer, moment, words, proven or None)


def file_name(record: Submission, archive: ArchiveCopy, *, more: str = "") -> str:
    """Name a report for saving: what it is, of whom, of when, and which edition."""
    of = f"{record.unit.code} {record.period.short} edisi {archive.edition}"
    return f"{slugify(f'laporan realisasi kinerja {of} {more}')}.pdf"
