"""Seconds and peak memory of a form of 200 rows, written and read back.

Each is done in a process of its own, so that its peak is its own; beside it, in the same run, what
XlsxWriter and python-calamine take for the same cells, and what a bare interpreter takes.

Run from the project's folder: python -m tests.bench.workbook
"""

import os
import resource
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from time import perf_counter

Act = Callable[[], object]


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200)
    parser.add_argument("--only", choices=MEASURED)
    parser.add_argument("--dir", type=Path, default=Path(tempfile.gettempdir()) / "kinerja-bench")
    options = parser.parse_args()
    options.dir.mkdir(parents=True, exist_ok=True)
    if options.only:
        told(options.only, options.dir / "form.xlsx", options.rows)
        return
    print(f"a form of {options.rows} rows, the best of five in a process of its own\n")
    for name in MEASURED:
        command = [sys.executable, "-m", "tests.bench.workbook", "--only", name]
        rest = ["--rows", str(options.rows), "--dir", str(options.dir)]
        subprocess.run([*command, *rest], check=True)


def told(name: str, file: Path, rows: int) -> None:
    """Do one of the acts and print its seconds, and the peaks of this process and its child."""
    act = MEASURED[name](file, rows)
    taken = min(seconds(act) for _ in range(5))
    own, child = (
        resource.getrusage(who).ru_maxrss // 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(f"{name:<26}{taken:8.3f} s   peak {own:4d} MB" + f" + child {child} MB" * bool(child))


def seconds(act: Act) -> float:
    begun = perf_counter()
    act()
    return perf_counter() - begun


def shape_of(file: Path, rows: int):
    """Make a form with every cell filled in."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "kinerja.settings", "DATA_DIR": str(file.parent)}
    sys.path.insert(0, "tests")
    import django

    django.setup()
    from workbooks import form, row

    from kinerja.forms import CellTexts
    from kinerja.table import Words

    said = Words("Gotong royong warga", "Cuaca buruk dan jaringan putus", "Rekap mingguan", 1)
    return form(
        *(row(f"{n // 10}.{n}", texts=CellTexts(value=f"{n},5"), words=said) for n in range(rows))
    )


def ours_written(file: Path, rows: int) -> Act:
    shape = shape_of(file, rows)
    from kinerja.workbook import write_form

    return lambda: file.write_bytes(write_form(shape))


def ours_read(file: Path, rows: int) -> Act:
    shape = shape_of(file, rows)
    from kinerja.workbook import read_form

    content = file.read_bytes()
    return lambda: read_form(content, shape)


def cells_read(file: Path, _rows: int) -> Act:
    from kinerja.spreadsheet import cells

    content = file.read_bytes()
    return lambda: cells.read(content)


def openpyxl_read(file: Path, _rows: int) -> Act:
    from openpyxl import load_workbook

    def act() -> list:
        book = load_workbook(file, read_only=True, data_only=True)
        for sheet in book:
            sheet.reset_dimensions()
        return [list(sheet.iter_rows(values_only=True)) for sheet in book]

    return act


def calamine_read(file: Path, _rows: int) -> Act:
    from python_calamine import CalamineWorkbook

    def act() -> list:
        book = CalamineWorkbook.from_path(str(file))
        return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]

    return act


def xlsxwriter_written(file: Path, _rows: int) -> Act:
    """Write the same texts, without locks, checks, heads or paper."""
    from python_calamine import CalamineWorkbook
    from xlsxwriter import Workbook

    book = CalamineWorkbook.from_path(str(file))
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]

    def act() -> None:
        written = Workbook(BytesIO(), {"in_memory": True})
        for lines in sheets:
            sheet = written.add_worksheet()
            for number, line in enumerate(lines):
                for column, text in enumerate(line):
                    sheet.write_string(number, column, str(text))
        written.close()

    return act


def bare(_file: Path, _rows: int) -> Act:
    return lambda: subprocess.run([sys.executable, "-c", "pass"], check=True)


MEASURED: dict[str, Callable[[Path, int], Act]] = {
    "write_form": ours_written,
    "XlsxWriter, cells only": xlsxwriter_written,
    "read_form": ours_read,
    "  its cells": cells_read,
    "openpyxl, read-only": openpyxl_read,
    "python-calamine": calamine_read,
    "an interpreter, bare": bare,
}

if __name__ == "__main__":
    main()
