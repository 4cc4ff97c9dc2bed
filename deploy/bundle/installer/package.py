"""The bundle itself: what lies in it, whether it is whole, and how it is laid out."""

import hashlib
import json
import platform
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from installer.stopped import Stopped

SUMS, ABOUT = "SHA256SUMS", "about.json"
PROGRAM, WHEELS = "program/", "wheels/"
WHOLE = ".whole"
BLOCK = 1024 * 1024


@dataclass(frozen=True)
class Package:
    """One bundle: the file, and the name of the version that it holds."""

    file: Path
    name: str
    python: str
    machine: str

    def check(self) -> int:
        """Read everything against its sum; count it. Raises Stopped for what does not fit."""
        with ZipFile(self.file) as bundle:
            sums = dict(line.split("  ", 1)[::-1] for line in told(bundle, SUMS).splitlines())
            held = {name for name in bundle.namelist() if name != SUMS}
            if held != set(sums):
                raise Stopped(f"Isi {self.file.name} tidak lengkap. Salin ulang berkasnya.")
            for name, sha256 in sums.items():
                if hashed(bundle, name) != sha256:
                    raise Stopped(f"{name} rusak. Salin ulang {self.file.name}.")
        return len(sums)

    def suits(self) -> None:
        """Raise Stopped where this machine cannot run what is inside."""
        here = f"{sys.version_info[0]}.{sys.version_info[1]}"
        if (here, platform.machine()) != (self.python, self.machine):
            raise Stopped(
                f"Paket ini untuk Python {self.python} di {self.machine} (Debian 12); di sini "
                f"Python {here} di {platform.machine()}."
            )

    def names(self) -> set[str]:
        """List the program's files, as they lie in a version's folder."""
        with ZipFile(self.file) as bundle:
            return {name.removeprefix(PROGRAM) for name in bundle.namelist()}

    def unpack(self, beginning: str, target: Path) -> None:
        with ZipFile(self.file) as bundle:
            for name in bundle.namelist():
                if name.startswith(beginning):
                    place = target / name.removeprefix(beginning)
                    place.parent.mkdir(parents=True, exist_ok=True)
                    with bundle.open(name) as source, place.open("wb") as file:
                        shutil.copyfileobj(source, file, BLOCK)


def opened(file: Path) -> Package:
    """Open a bundle. Raises Stopped for a file that is none."""
    try:
        with ZipFile(file) as bundle:
            about = json.loads(told(bundle, ABOUT))
            return Package(file, about["name"], about["python"], about["machine"])
    except (BadZipFile, KeyError, ValueError, OSError, EOFError) as error:
        raise Stopped(f"{file} bukan paket yang utuh: {error}") from error


def told(bundle: ZipFile, name: str) -> str:
    return bundle.read(name).decode()


def hashed(bundle: ZipFile, name: str) -> str:
    sha256 = hashlib.sha256()
    try:
        with bundle.open(name) as file:
            while block := file.read(BLOCK):
                sha256.update(block)
    except (BadZipFile, EOFError, OSError, ValueError) as error:
        raise Stopped(f"{name} tidak terbaca. Salin ulang berkasnya.") from error
    return sha256.hexdigest()
