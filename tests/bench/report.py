"""Milliseconds and peak memory of reports of 5, 50 and 500 pages, beside others in the same run.

The report is whole: tagged, PDF/A-3a and PDF/UA-1, with its attachments and printed sheets. Beside
it typst alone sets the same pages, without standards, attachments and a process of its own; and
WeasyPrint sets the measurement table from HTML, without tags and as PDF/UA-1. Each is done in a
process of its own, so that its peak is its own. What counts is the ratio: it is printed last.
"""

import json
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

# How many rows fill a report of so many pages; the pages that are printed are counted.
ROWS = {5: 14, 50: 590, 500: 6_000}
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
    parser.add_argument("--measure", choices=ACTS, help="measure one here, and print it as JSON")
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measured(options.measure, options.pages[0])))
        return
    for pages in options.pages:
        beside([in_a_process(name, pages) for name in ([options.only] if options.only else ACTS)])


def in_a_process(name: str, pages: int) -> dict:
    child = [sys.executable, "-m", "tests.bench.report", "--measure", name, "--pages", str(pages)]
    made = json.loads(subprocess.run(child, check=True, capture_output=True).stdout)
    print(f"{name:<28}{made['told']}", flush=True)
    return made


def beside(found: list[dict]) -> None:
    """Print how many times as long as the whole report each took, the first time.

    Not the median: within one process typst remembers the pages that it has set before.
    """
    report, *others = found
    for each in others:
        if "first" in each:
            ratio = each["first"] / report["first"]
            print(f"    {each['name']}: {ratio:.2f} times the whole report")


def measured(name: str, pages: int) -> dict:
    """Render the first time and some times more, and tell both with the peak of this process."""
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
        return {"name": name, "told": f"left out: {fault}"}
    first, pdf = timed(act)
    usual = median([timed(act)[0] for _ in range(TIMES[pages])])
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    told = (
        f"{ROWS[pages]:5d} rows {len(pypdfium2.PdfDocument(pdf)):4d} pages   "
        f"first {first:8,.0f} ms   median {usual:8,.0f} ms   {len(pdf) / 1e6:5.2f} MB   "
        f"peak {peak():4d} MB (before {before})" + f" + child {children} MB" * bool(children)
    )
    return {"name": name, "first": first, "told": told}


def timed(act: Callable[[], bytes]) -> tuple[float, bytes]:
    begun = perf_counter_ns()
    pdf = act()
    return (perf_counter_ns() - begun) / 1e6, pdf


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def report_whole(snapshot: Mapping) -> Callable[[], bytes]:
    from kinerja import report

    return lambda: report.render(snapshot, attachments=report.attachments(snapshot))


def typst_alone(snapshot: Mapping) -> Callable[[], bytes]:
    import typst

    from kinerja.report import compiling, content, fonts

    letters = typst.Fonts(include_system_fonts=False, font_paths=[str(fonts.FOLDER)])
    shown = content.content(snapshot, (), "") | {"files": []}
    given = {"content": json.dumps(shown)}
    source = str(compiling.FOLDER / "main.typ")
    return lambda: typst.compile(source, font_paths=letters, sys_inputs=given)


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
    "pages (typst alone)": typst_alone,
    "table (WeasyPrint)": weasyprint_plain,
    "table (WeasyPrint, UA-1)": weasyprint_tagged,
}


if __name__ == "__main__":
    main()
