"""What anybody may know of a sealed report: whose, which edition, whether a later one stands."""

import json
import re
from dataclasses import dataclass
from datetime import datetime

from kinerja.templatetags.office import short_moment
from workflow.models import ArchiveCopy, SignedCopy

CODE = re.compile(r"[0-9a-z-]{1,30}")
# Codes are written in Crockford's base 32, which has no o, i and l: who types one means 0 and 1.
MEANT = str.maketrans("oil", "011")
GROUP = 5


@dataclass(frozen=True)
class Print:
    """One file of the archive that a stranger may hold, by its SHA-256."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Later:
    """The edition that took a report's place."""

    edition: int
    sealed_at: datetime


@dataclass(frozen=True)
class Verification:
    """What the page says of one report; it names no person."""

    code: str
    unit: str
    regency: str
    period: str
    edition: int
    register_number: str
    sealed_at: datetime
    approving_hash: str
    prints: tuple[Print, ...]
    later: Later | None

    def named(self, sha256: str) -> Print | None:
        """Find the file with this SHA-256; None where it is another one."""
        return next((each for each in self.prints if each.sha256 == sha256), None)


def code_of(text: str) -> str:
    """Read a code as people give it: in capitals, without its lines, or as the whole address.

    >>> code_of("https://contoh.go.id/verifikasi/K7QX2-MPA9T/")
    'k7qx2-mpa9t'
    >>> code_of("k7qx2mpa9 t")
    'k7qx2-mpa9t'
    """
    last = text.strip().rstrip("/").rsplit("/", 1)[-1].lower().translate(MEANT)
    signs = "".join(last.replace("-", " ").split())
    return "-".join(signs[at : at + GROUP] for at in range(0, len(signs), GROUP))


def fits(code: str) -> bool:
    return CODE.fullmatch(code) is not None


def read(code: str) -> Verification | None:
    """Read the report of a code; None for every code that stands on none, asked for alike."""
    wanted = code_of(code)
    found = ArchiveCopy.objects.filter(code=wanted if fits(wanted) else "")
    copy = found.exclude(file_name="").first()
    return copy and verification(copy)


def verification(copy: ArchiveCopy) -> Verification:
    """Tell what the report itself bears, as it was sealed, and what was sealed after it."""
    content = json.loads(copy.snapshot)
    return Verification(
        code=copy.code,
        unit=content["unit"],
        regency=content["regency"],
        period=content["period"],
        edition=copy.edition,
        register_number=copy.register_number,
        sealed_at=copy.sealed_at,
        approving_hash=content["approval"]["hash"],
        prints=tuple(prints(copy)),
        later=later(copy),
    )


def prints(copy: ArchiveCopy) -> list[Print]:
    """List the files of an archive; whoever holds a signed copy can compare that one, too."""
    own = [Print("laporan (PDF)", copy.file_sha256), Print("isi arsip (JSON)", copy.sha256)]
    return own + [Print(signed_name(each), each.sha256) for each in copy.signed_copies.all()]


def signed_name(copy: SignedCopy) -> str:
    unproven = "" if copy.is_checked else ", tanda tangannya tidak diperiksa"
    return f"salinan bertanda tangan, diunggah {short_moment(copy.uploaded_at)}{unproven}"


def later(copy: ArchiveCopy) -> Later | None:
    """Find the last edition that was sealed after this one."""
    others = ArchiveCopy.objects.filter(submission=copy.submission_id, edition__gt=copy.edition)
    last = others.order_by("-edition").values_list("edition", "sealed_at").first()
    return last and Later(*last)
