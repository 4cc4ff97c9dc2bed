"""Milliseconds and peak memory of reports of 5, 50 and 500 pages, beside WeasyPrint.

The report is whole: tagged, PDF/A-3a and PDF/UA-1, with its attachments. WeasyPrint sets the same
measurement table from HTML, without tags and as PDF/UA-1. Each is done in a process of its own,
so that its peak is its own.
"""

import os
import resource
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from statistics import median
from time import perf_counter_ns

import pypdfium2

# About how many rows fill a report of so many pages.
ROWS = {5: 14, 50: 500, 500: 6_400}
TIMES = {5: 20, 50: 5, 500: 1}
TESTS = Path(__file__).parents[1]
CSS = """
@page {
  size: 215mm 330mm; margin: 22mm 17mm 20mm 22mm;
  @bottom-right { content: "Halaman " counter(page) " dari " counter(pages); font-size: 8pt }
}
body { font-family: Liberation Sans, DejaVu Sans; font-size: 8.5pt }
table { border-collapse: collapse; width: 100% }
th, td { border: 0.4pt solid #6e6e6e; padding: 1.3mm 1.6mm; vertical-align: top; text-align: left }
td.num { text-align: right; white-space: nowrap } small { font-size: 7.5pt; color: #3c3c3c }
tr { break-inside: avoid }
"""


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", choices=ROWS, default=[5, 50])
    parser.add_argument("--only", choices=ACTS)
    options = parser.parse_args()
    if options.only:
        told(options.only, options.pages[0])
        return
    for pages in options.pages:
        for name in ACTS:
            child = [sys.executable, "-m", "tests.bench.report", "--only", name]
            subprocess.run([*child, "--pages", str(pages)], check=True)


def told(name: str, pages: int) -> None:
    """Render the first time and some times more; print both, and the peak of this process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinerja.settings")
    sys.path.insert(0, str(TESTS))
    import django

    django.setup()
    import snapshots

    snapshot = snapshots.full(ROWS[pages])
    before = peak()
    try:
        act = ACTS[name](snapshot)
    except ImportError as fault:
        print(f"{name:<28}left out: {fault}")
        return
    first, pdf = timed(act)
    again = [timed(act)[0] for _ in range(TIMES[pages])]
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    made = len(pypdfium2.PdfDocument(pdf))
    print(
        f"{name:<28}{ROWS[pages]:5d} rows {made:4d} pages   first {first:8,.0f} ms   "
        f"median {median(again):8,.0f} ms   {len(pdf) / 1e6:5.2f} MB   "
        f"peak {peak():4d} MB (before {before})" + f" + child {children} MB" * bool(children)
    )


def timed(act: Callable[[], bytes]) -> tuple[float, bytes]:
    begun = perf_counter_ns()
    pdf = act()
    return (perf_counter_ns() - begun) / 1e6, pdf


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def report_whole(snapshot: Mapping) -> Callable[[], bytes]:
    from kinerja import report

    return lambda: report.render(snapshot, attachments=report.attachments(snapshot))


def weasyprint_plain(snapshot: Mapping) -> Callable[[], bytes]:
    from weasyprint import HTML

    text = page(snapshot)
    return lambda: HTML(string=text).write_pdf()


def weasyprint_tagged(snapshot: Mapping) -> Callable[[], bytes]:
    from weasyprint import HTML

    text = page(snapshot)
    return lambda: HTML(string=text).write_pdf(pdf_variant="pdf/ua-1")


def page(snapshot: Mapping) -> str:
    """Write the measurement table, as the report shows it, in HTML."""
    from kinerja.report import rows

    heads = ("No", "Indikator", "Satuan", "Target", "Realisasi", "Capaian (%)", "Kategori")
    body = []
    for each in map(rows.objective, snapshot["objectives"]):
        body.append(f"<tr><th colspan=7>Sasaran {each['number']}: {escape(each['text'])}</th></tr>")
        body += [line(row) for row in each["rows"]]
        body.append(f"<tr><th colspan=7>{escape(each['mean'])}</th></tr>")
    head = "".join(f"<th>{name}</th>" for name in heads)
    return (
        f'<html lang="id"><head><title>Laporan</title><style>{CSS}</style></head><body>'
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table></body></html>"
    )


def line(row: Mapping) -> str:
    notes = "<br>".join(map(escape, row["notes"]))
    told = f"<tr><td>{row['code']}</td><td>{escape(row['indicator'])}</td><td>{row['satuan']}</td>"
    if not row["asked"]:
        return f"{told}<td colspan=4>{escape(row['instead'])}</td></tr>"
    figures = (row[name] for name in ("target", "realised", "achievement"))
    cells = "".join(f"<td class=num>{escape(each)}</td>" for each in figures)
    below = f"<tr><td></td><td colspan=6><small>{notes}</small></td></tr>"
    return f"{told}{cells}<td>{escape(row['category'])}</td></tr>{below}"


ACTS: dict[str, Callable[[Mapping], Callable[[], bytes]]] = {
    "report (typst)": report_whole,
    "table (WeasyPrint)": weasyprint_plain,
    "table (WeasyPrint, UA-1)": weasyprint_tagged,
}


if __name__ == "__main__":
    main()
