"""A form that LibreOffice has saved, and how the kept one was made.

To make tests/kinerja/fixtures/form-libreoffice.xlsx again, with LibreOffice installed:

    PYTHONPATH=.:tests DJANGO_SETTINGS_MODULE=kinerja.settings .venv/bin/python tests/libreoffice.py
"""

import shutil
import subprocess
import tempfile
from decimal import Decimal
from pathlib import Path

import django

KEPT = Path(__file__).parent / "kinerja" / "fixtures" / "form-libreoffice.xlsx"
SOFFICE = shutil.which("soffice")
LONG = "Kegiatan berjalan baik. " * 250


def saved_by_libreoffice(content: bytes) -> bytes:
    """Open a workbook in LibreOffice and save it again as .xlsx."""
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder) / "form.xlsx", Path(folder) / "saved"
        before.write_bytes(content)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        convert = ["--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"]
        subprocess.run(
            [SOFFICE, profile, *convert, str(after), str(before)],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return (after / "form.xlsx").read_bytes()


def kept_form() -> tuple:
    """Give the form of the kept file, and what was typed into it."""
    from workbooks import Formula, choice_row, form, ratio_row, row

    from kinerja.forms import CellTexts
    from kinerja.table import Words

    shape = form(
        row("1.1"),
        row("1.2", texts=CellTexts(value="1.250,5"), version=3),
        ratio_row("1.3"),
        choice_row("1.10", "BB", "B", "CC, sementara"),
        row("2.1", objective="2. Tertibnya wilayah & warga"),
        row("2.2", objective="2. Tertibnya wilayah & warga", words=Words("=1+1", "lama", "", 2)),
        row("2.3", objective="2. Tertibnya wilayah & warga"),
        row("2.4", objective="2. Tertibnya wilayah & warga"),
    )
    cells = {
        ("1.1", "value"): "1.100",
        ("1.3", "numerator"): Decimal("33.3"),
        ("1.3", "denominator"): "40",
        ("1.10", "value"): "CC, sementara",
        ("2.1", "status"): "belum tersedia",
        ("2.1", "reason"): "-menunggu BPS 😀",
        ("2.1", "promised_on"): "15-11-2026",
        ("2.2", "value"): Formula("=33/40*100"),
        ("2.3", "value"): Decimal("0.825"),
        ("2.3", "drivers"): LONG,
        ("2.3", "obstacles"): "@baris satu\nbaris dua",
        ("2.3", "evidence_note"): "BA 12/2026, map biru",
        ("2.4", "value"): "2 dok",
    }
    formats = {("2.3", "value"): "0.0%", ("2.2", "value"): "General"}
    return shape, cells, formats


def main() -> None:
    django.setup()
    from workbooks import written

    shape, cells, formats = kept_form()
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_bytes(saved_by_libreoffice(written(shape, cells, formats=formats)))


if __name__ == "__main__":
    main()
