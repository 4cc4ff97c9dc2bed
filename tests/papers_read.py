"""What a finished PDF says: its pages as text, as poppler reads them."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest


def pages(pdf: bytes, folder: Path) -> list[str]:
    """Give the text of each page, its spaces and the breaks inside of words evened out."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is missing")
    path = folder / "report.pdf"
    path.write_bytes(pdf)
    told = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, timeout=120
    )
    return [even(page) for page in told.stdout.decode().split("\f")[:-1]]


def even(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u200b", "")).strip()
