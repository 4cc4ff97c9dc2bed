"""Make the bundle: one file with program, static files, wheels and installer, for a flash disk.

Run by `make bundle`. The same sources and wheels give the same bytes.
"""

import hashlib
import io
import json
import os
import subprocess
import sys
import tempfile
import tomllib
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "deploy" / "bundle"
FOLDERS = ("kinerja", "workflow", "templates", "static", "docs", "deploy")
FILES = ("manage.py", "pyproject.toml", "requirements.txt", "requirements-tte.txt", "README.md",
         "CHANGELOG.md")  # fmt: skip
REQUIREMENTS = (ROOT / FILES[2], ROOT / FILES[3], HERE / "requirements.txt")
# Debian 12: Python 3.11, glibc 2.36.
PYTHON, MACHINE, GLIBC = "3.11", "x86_64", range(17, 37)
LARGEST = 80 * 1000 * 1000
# Wheels above this are packed once more, by LZMA: Typst alone would fill half of the file.
REPACKED = 10 * 1000 * 1000
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def main() -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    parser.add_argument("--wheels", type=Path, default=ROOT / "dist" / "wheels")
    asked = parser.parse_args()
    download(asked.wheels)
    made = build(asked.out, asked.wheels)
    size = made.stat().st_size
    print(f"{made}: {size / 1e6:.1f} MB")
    print(f"SHA-256 {hashlib.sha256(made.read_bytes()).hexdigest()}")
    return 0 if size <= LARGEST else 1


def download(wheels: Path) -> None:
    """Fetch the pinned wheels for Debian 12; what lies there already is not fetched again."""
    platforms = [
        word for minor in GLIBC for word in ("--platform", f"manylinux_2_{minor}_{MACHINE}")
    ]
    platforms += ["--platform", f"manylinux2014_{MACHINE}"]
    abis = [word for abi in ("cp311", "abi3", "none") for word in ("--abi", abi)]
    wanted = [word for path in REQUIREMENTS for word in ("--requirement", str(path))]
    subprocess.run(  # noqa: S603  (nothing of it is typed)
        [sys.executable, "-m", "pip", "download", "--quiet", "--only-binary=:all:", *platforms,
         *abis, "--implementation", "cp", "--python-version", PYTHON, "--dest", str(wheels),
         "--find-links", str(wheels), *wanted],
        check=True,
    )  # fmt: skip


def build(out: Path, wheels: Path, *, root: Path = ROOT) -> Path:
    """Write the bundle into a folder; its name says version and content."""
    with tempfile.TemporaryDirectory() as scratch:
        static = Path(scratch) / "static"
        collect(root, static, Path(scratch) / "data")
        contents = dict(sorted(gathered(root, static, wheels)))
        sums = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
        version = tomllib.loads((root / "pyproject.toml").read_text())["project"]["version"]
        about = {"name": f"{version}-{short(sums)}", "python": PYTHON, "machine": MACHINE}
        contents["about.json"] = json.dumps(about).encode()
        sums["about.json"] = hashlib.sha256(contents["about.json"]).hexdigest()
        lines = "".join(f"{sha256}  {name}\n" for name, sha256 in sums.items())
        out.mkdir(parents=True, exist_ok=True)
        return write(
            out / f"kinerja-{about['name']}.pyz", contents | {"SHA256SUMS": lines.encode()}
        )


def short(sums: dict[str, str]) -> str:
    """Name the content: two bundles with one name are one bundle."""
    return hashlib.sha256(json.dumps(sums).encode()).hexdigest()[:8]


def collect(root: Path, static: Path, data: Path) -> None:
    """Collect the static files as they are served: hashed, and compressed beforehand."""
    outside = ("DEBUG", "DATABASE_URL", "DEPLOY")
    kept = {name: text for name, text in os.environ.items() if name not in outside}
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"],
        cwd=root,
        env=kept | {"STATIC_ROOT": str(static), "DATA_DIR": str(data)},
        check=True,
    )


def gathered(root: Path, static: Path, wheels: Path) -> Iterator[tuple[str, bytes]]:
    """Read everything that goes in, by its name in the bundle."""
    yield "__main__.py", (HERE / "__main__.py").read_bytes()
    for path in (HERE / "installer").glob("*.py"):
        yield f"installer/{path.name}", path.read_bytes()
    for path in (
        *map(root.joinpath, FILES),
        *(each for name in FOLDERS for each in below(root / name)),
    ):
        yield f"program/{path.relative_to(root).as_posix()}", path.read_bytes()
    for path in below(static):
        yield f"program/static-collected/{path.relative_to(static).as_posix()}", path.read_bytes()
    for path in wheels.glob("*.whl"):
        large = path.stat().st_size > REPACKED
        yield f"wheels/{path.name}", unpacked(path) if large else path.read_bytes()


def below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path


def unpacked(wheel: Path) -> bytes:
    """Write a wheel again without compression: the bundle's own is better."""
    whole = io.BytesIO()
    with ZipFile(wheel) as source, ZipFile(whole, "w", ZIP_STORED) as target:
        for item in source.infolist():
            target.writestr(item, source.read(item), ZIP_STORED)
    return whole.getvalue()


def write(path: Path, contents: dict[str, bytes]) -> Path:
    """Write the file under its name at once, for Python to run; one that was cut off has none."""
    draft = path.with_suffix(".part")
    with draft.open("wb") as file:
        file.write(b"#!/usr/bin/env python3\n")
        with ZipFile(file, "w") as bundle:
            for name, content in contents.items():
                item = ZipInfo(name, LONG_AGO)
                item.external_attr = 0o644 << 16
                bundle.writestr(item, content, packing(name, content))
    draft.chmod(0o755)
    return draft.replace(path)


def packing(name: str, content: bytes) -> int:
    if not name.startswith("wheels/"):
        return ZIP_DEFLATED
    return ZIP_LZMA if len(content) > REPACKED else ZIP_STORED


if __name__ == "__main__":
    sys.exit(main())
