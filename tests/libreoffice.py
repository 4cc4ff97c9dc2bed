"""A form and a planning document that LibreOffice has saved, and how the kept ones were made.

To make them again in tests/kinerja/fixtures/, with LibreOffice installed:

    PYTHONPATH=.:tests DJANGO_SETTINGS_MODULE=kinerja.settings .venv/bin/python tests/libreoffice.py
"""

import shutil
import subprocess
import tempfile
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import django

FIXTURES = Path(__file__).parent / "kinerja" / "fixtures"
KEPT, KEPT_PLAN = FIXTURES / "form-libreoffice.xlsx", FIXTURES / "plan-libreoffice.xlsx"
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


def kept_plan() -> tuple:
    """Give the rows of the kept planning document, and what its unit's documents may name."""
    from kinerja.planning.plan import Known, PlannedLine

    known = Known(
        sections=("Seksi Pemerintahan", "Subbagian Umum, Perlengkapan"),
        scales={"Opini BPK": ("WTP", "WDP")},
    )
    rules = {"objective_number": "1", "objective": "Meningkatnya pelayanan & ketertiban"}
    rules |= {"accumulation": "last", "basis": "to_date", "schedule": "1234"}
    count = {"kind": "higher", "measure": "number"}
    rows = (
        {"code": "1.1", "indicator": "Persentase desa maju (%)", "satuan": "%", **count}
        | {"target-1": "82.5", "target-5": "1250", "section": known.sections[1]},
        {"code": "1.10", "indicator": "=SUM(A1:A9)", "satuan": "dokumen", **count}
        | {"target-3": "0.125", "definition": LONG[:3_900].strip(), "person_in_charge": "-Kasi 😀"},
        {"code": "1.2", "indicator": "Waktu tanggap\n(menit)", "satuan": "menit"}
        | {"kind": "range", "measure": "number", "target-2": "10", "upper-2": "15.5"},
        {"code": "1.3", "indicator": "Opini", "satuan": "predikat", "kind": "predicate"}
        | {"measure": "choice", "scale": "Opini BPK", "target-5": "WTP", "asks_evidence": "ya"},
    )
    return tuple(PlannedLine(at, rules | row) for at, row in enumerate(rows, start=6)), known


def typed_plan() -> bytes:
    """Write the planning document and type one number as a number, as people do."""
    import make
    from documents_in import PLACES
    from openpyxl import load_workbook

    from kinerja.models import Unit
    from kinerja.planning import writing

    lines, known = kept_plan()
    unit = Unit(code="suak-midai", name="Kecamatan Suak Midai")
    content = writing.write(lines, known, unit=unit, about="PK murni 2026", at=make.at())
    book = load_workbook(BytesIO(content))
    cell = book.active.cell(lines[0].place, PLACES["target-5"])
    cell.value, cell.number_format = 1250, "General"
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def main() -> None:
    django.setup()
    from workbooks import written

    shape, cells, formats = kept_form()
    FIXTURES.mkdir(exist_ok=True)
    KEPT.write_bytes(saved_by_libreoffice(written(shape, cells, formats=formats)))
    KEPT_PLAN.write_bytes(saved_by_libreoffice(typed_plan()))


if __name__ == "__main__":
    main()
