"""What can be said of a signed PDF without asking anybody: a child process reads it, in limits."""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from django.db import models

from kinerja.evidence import Unfit
from kinerja.signature import reading

SECONDS = 30
# -I: the child sees neither our settings nor our folder, only what is installed.
PROGRAM = (sys.executable, "-I", reading.__file__)
AGAIN = "Unduh lagi laporan yang disegel, tanda tangani di layanan resminya, lalu unggah hasilnya."
# What the child's words mean where the file is refused.
REFUSALS = {
    "unsigned": f"Tidak ada tanda tangan di dalam berkas ini. {AGAIN}",
    "broken": f"Isi yang ditandatangani sudah berubah: tanda tangannya tidak cocok lagi. {AGAIN}",
    "uncovered": f"Ada tanda tangan yang tidak mencakup seluruh laporan yang disegel. {AGAIN}",
    "changed": f"Selain tanda tangan, isi atau tampilan laporan ikut diubah. {AGAIN}",
    "forbidden": (
        "Penanda tangan pertama mengunci berkas ini, lalu masih ditambahkan tanda tangan atau "
        "perubahan lain. Minta ia menandatangani tanpa mengunci, lalu ulangi tanda tangan "
        "berikutnya."
    ),
    "unreadable": f"Susunan PDF ini rusak sesudah laporan yang disegel. {AGAIN}",
}


class Outcome(models.TextChoices):
    """What became of checking a signed PDF."""

    INTACT = "intact", "utuh"
    MISSING = "missing", "tidak diperiksa: pemeriksa tanda tangan tidak terpasang di server ini"
    UNDECIDED = "undecided", "tidak diperiksa: pemeriksa tanda tangan tidak selesai membacanya"


@dataclass(frozen=True)
class Signature:
    """One signature as the file tells it: nobody outside was asked whether it is true.

    `signed_at` is ISO text, with its zone; None where the file names no time. `is_stamped` says
    that the time is a timestamping service's and not the signer's own clock's. `proven_at` is when
    such a service stamped the whole document with this signature in it; None where none did.
    """

    signer: str
    issuer: str
    signed_at: str | None
    is_stamped: bool
    proven_at: str | None = None

    @property
    def told_moment(self) -> str:
        """Write its time and by what it is known, for the journal; "" where there is none."""
        own = f"{self.signed_at or ''}{' stempel waktu' if self.is_stamped else ''}"
        return f"{own}, dokumen distempel {self.proven_at}" if self.proven_at else own


@dataclass(frozen=True)
class Check:
    """What was found, and by which program; without signatures where nothing was checked."""

    outcome: str
    by: str = ""
    signatures: tuple[Signature, ...] = ()

    def plain(self) -> list[dict]:
        return [asdict(each) for each in self.signatures]


def signatures_of(plain: Iterable[Mapping]) -> tuple[Signature, ...]:
    """Read signatures as `Check.plain` wrote them."""
    return tuple(Signature(**each) for each in plain)


def check(path: Path, *, sealed: int) -> Check:
    """Read who signed a PDF whose first `sealed` bytes were sealed. Raises Unfit where it fails.

    Where the reader is not installed, or does not come to an end, nothing is said of the file.
    """
    told = run(path, sealed)
    word = told["word"]
    if word in REFUSALS:
        raise Unfit(REFUSALS[word])
    if word != Outcome.INTACT:
        return Check(word)
    return Check(word, told["with"], signatures_of(told["signatures"]))


def run(path: Path, sealed: int) -> dict:
    try:
        done = subprocess.run(  # noqa: S603  (our own program; nothing of it is a person's text)
            [*PROGRAM, str(path), str(sealed)],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"word": Outcome.UNDECIDED}
    lines = done.stdout.splitlines()
    return json.loads(lines[-1]) if done.returncode == 0 and lines else {"word": Outcome.UNDECIDED}
