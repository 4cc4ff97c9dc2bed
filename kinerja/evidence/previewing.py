"""Previews of documents: drawn by a child process within limits, and kept beside the originals."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from kinerja.evidence import rendering
from kinerja.evidence.storing import located
from kinerja.models import StoredFile

SECONDS = 10
DRAWN = (StoredFile.Kind.PDF, StoredFile.Kind.JPEG, StoredFile.Kind.PNG)
WHY_NOT = {
    "locked": "PDF ini bersandi, maka tidak ada pratinjau. Unduh berkasnya untuk membacanya.",
    "huge": "Gambar ini terlalu besar untuk pratinjau. Unduh berkasnya untuk melihatnya.",
    "slow": "Pratinjau terlalu lama dibuat. Unduh berkasnya untuk melihatnya.",
    "broken": "Berkas ini tidak dapat digambar. Unduh dan periksa berkasnya.",
    "office": "Tidak ada pratinjau untuk jenis ini. Unduh berkasnya untuk membacanya.",
}


@dataclass(frozen=True)
class Preview:
    """The drawn pages of a document, or why there are none, in Indonesian."""

    pages: tuple[Path, ...] = ()
    why_not: str = ""


def previews(stored_name: str) -> Path:
    return Path(settings.DATA_DIR) / "previews" / stored_name


def preview(file: StoredFile) -> Preview:
    """Give the document's preview, drawn when first asked for; a failure is remembered too."""
    if file.kind not in DRAWN:
        return Preview(why_not=WHY_NOT["office"])
    place = previews(file.stored_name)
    if not place.exists():
        draw(file, place)
    pages = tuple(sorted(place.glob("*.webp")))
    said = place / "said"
    why = said.read_text() if said.exists() else "broken"
    return Preview(pages) if pages else Preview(why_not=WHY_NOT.get(why, WHY_NOT["broken"]))


def draw(file: StoredFile, place: Path) -> None:
    """Draw into a folder beside the place, and move it there whole; the first of two stays."""
    fresh = place.with_name(f"{place.name}.{uuid4().hex[:8]}")
    fresh.mkdir(parents=True, mode=0o700)
    said = run(file, fresh)
    if not said.isdecimal():
        for page in fresh.glob("*.webp"):
            page.unlink()
    (fresh / "said").write_text(said)
    try:
        fresh.rename(place)
    except OSError:
        shutil.rmtree(fresh)


def run(file: StoredFile, folder: Path) -> str:
    """Let a child process draw: a count of pages, or a word of WHY_NOT."""
    # -I: the child sees neither our settings nor our folder, only what is installed.
    program = [sys.executable, "-I", rendering.__file__]
    told = [file.kind, str(located(file.stored_name)), str(folder)]
    try:
        done = subprocess.run(  # noqa: S603  (our own program; nothing of it is a person's text)
            [*program, *told], capture_output=True, text=True, timeout=SECONDS, env={}, check=False
        )
    except subprocess.TimeoutExpired:
        return "slow"
    words = done.stdout.split()
    return words[-1] if done.returncode == 0 and words else "broken"


def forget_preview(stored_name: str) -> None:
    shutil.rmtree(previews(stored_name), ignore_errors=True)
