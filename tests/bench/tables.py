"""Seconds and peak memory of a planning document read and of a large table written.

Each is done in a process of its own, so that its peak is its own; beside it, in the same run, what
python-calamine and XlsxWriter take for the same cells.
"""

import os
import resource
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from time import perf_counter

COLUMNS = 12


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=5_000)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--only", choices=MEASURED)
    parser.add_argument("--dir", type=Path, default=Path(tempfile.gettempdir()) / "kinerja-bench")
    options = parser.parse_args()
    options.dir.mkdir(parents=True, exist_ok=True)
    if options.only:
        told(options.only, options.dir, options.lines, options.rows)
        return
    print(f"{options.lines} planned lines, {options.rows} rows × {COLUMNS} columns\n")
    for name in MEASURED:
        command = [sys.executable, "-m", "tests.bench.tables", "--only", name]
        sizes = ["--lines", str(options.lines), "--rows", str(options.rows)]
        subprocess.run([*command, *sizes, "--dir", str(options.dir)], check=True)


def told(name: str, place: Path, lines: int, rows: int) -> None:
    """Do one of the acts and print its seconds and the peaks of this process and its children."""
    act = MEASURED[name](place, lines, rows)
    begun = perf_counter()
    act()
    taken = perf_counter() - begun
    own, children = (
        resource.getrusage(who).ru_maxrss // 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(
        f"{name:<28}{taken:7.2f} s   peak {own:4d} MB" + f" + child {children} MB" * bool(children)
    )


def set_up(place: Path) -> None:
    os.environ |= {"DJANGO_SETTINGS_MODULE": "kinerja.settings", "DATA_DIR": str(place)}
    import django

    django.setup()


def writing_plan(place: Path, lines: int, _rows: int) -> Callable[[], object]:
    set_up(place)
    from datetime import UTC, datetime

    from kinerja.models import Unit
    from kinerja.planning import writing
    from kinerja.planning.plan import Known, PlannedLine

    said = [PlannedLine(at, planned(at)) for at in range(1, lines + 1)]
    about = {"unit": Unit(code="umum", name="Kecamatan"), "about": "PK murni"}
    moment = datetime(2026, 10, 6, tzinfo=UTC)

    def act() -> None:
        content = writing.write(said, Known((), {}), **about, at=moment)
        (place / "plan.xlsx").write_bytes(content)

    return act


def planned(at: int) -> dict[str, str]:
    number = str(1 + at // 100)
    rules = {"kind": "higher", "measure": "number", "accumulation": "last", "basis": "to_date"}
    targets = {f"target-{quarter}": f"{80 + quarter}.5" for quarter in range(1, 6)}
    return {
        "objective_number": number,
        "objective": f"Meningkatnya pelayanan {number}",
        "code": f"{number}.{at}",
        "indicator": f"Persentase layanan nomor {at} yang selesai tepat waktu",
        "satuan": "%",
        "schedule": "1234",
        **rules,
        **targets,
    }


def reading_plan(place: Path, _lines: int, _rows: int) -> Callable[[], object]:
    set_up(place)
    from kinerja.planning.plan import Known
    from kinerja.planning.reading import read_plan

    content = (place / "plan.xlsx").read_bytes()
    return lambda: read_plan(content, Known((), {}))


def calamine(place: Path, _lines: int, _rows: int) -> Callable[[], object]:
    from python_calamine import CalamineWorkbook

    def act() -> list:
        book = CalamineWorkbook.from_path(str(place / "plan.xlsx"))
        return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]

    return act


def large(rows: int) -> Iterator[tuple]:
    for at in range(rows):
        texts = tuple(f"Teks {at} kolom {column}" for column in range(COLUMNS - 4))
        yield (*texts, *(Decimal(at * column) / 100 for column in range(1, 5)))


def table(form: str) -> Callable[[Path, int, int], Callable[[], object]]:
    def prepared(place: Path, _lines: int, rows: int) -> Callable[[], object]:
        set_up(place)
        from datetime import UTC, datetime

        from kinerja.tables_out import FORMATS, Column, TableFile

        columns = tuple(
            Column(f"Kolom {at}", 12, lambda row, at=at: row[at]) for at in range(COLUMNS)
        )
        whole = TableFile("Besar", ("Besar",), columns, large(rows), (), "besar")

        def act() -> None:
            with (place / f"large.{form}").open("wb") as into:
                FORMATS[form].write(whole, into, datetime(2026, 10, 6, tzinfo=UTC))

        return act

    return prepared


def xlsxwriter(place: Path, _lines: int, rows: int) -> Callable[[], object]:
    from xlsxwriter import Workbook

    def act() -> None:
        options = {"constant_memory": True}
        with Workbook(str(place / "large-xlsxwriter.xlsx"), options) as book:
            sheet = book.add_worksheet()
            for at, row in enumerate(large(rows)):
                sheet.write_row(at, 0, row)

    return act


MEASURED = {
    "plan, written": writing_plan,
    "plan, read": reading_plan,
    "plan, python-calamine": calamine,
    "table as xlsx": table("xlsx"),
    "table, XlsxWriter": xlsxwriter,
    "table as csv": table("csv"),
}

if __name__ == "__main__":
    main()
