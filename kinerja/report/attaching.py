"""What lies inside the report's file: values, journal, sheets, and a manifest of their hashes.

All is made from the snapshot alone, so that it is the same bytes again whenever it is made.
"""

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from kinerja.report import compiling
from kinerja.report import sheets as papers
from kinerja.report.dictionary import COLUMNS, FIGURES, meanings
from kinerja.report.errors import ReportError
from kinerja.report.words import decimal, last_moment
from kinerja.tables_out.as_csv import inert

JSON = "application/json"
CSV = "text/csv"
PDF = "application/pdf"
MANIFEST = "manifes.json"
SHEETS = "lembar.pdf"
# What depends on template and typst, and not on the snapshot alone: the manifest has its hash.
SET = (SHEETS, MANIFEST)
# What a snapshot has beside its values, and an attachment of its own.
CHAIN = ("entries", "sheets", "letters", "control")


@dataclass(frozen=True)
class Attachment:
    """One file inside the report; `relationship` is PDF/A-3's: data, source or supplement."""

    name: str
    content: bytes
    mime: str
    description: str
    relationship: str = "data"

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def attachments(snapshot: Mapping, extra: Iterable[Attachment] = ()) -> tuple[Attachment, ...]:
    """Make every attachment of a snapshot, `extra` ones after them, the manifest last.

    Raises ReportError where the sheets cannot be set.
    """
    made = (
        values_as_csv(snapshot),
        values_as_json(snapshot),
        dictionary(snapshot),
        journal(snapshot),
        sheets(snapshot),
        *printed_sheets(snapshot),
        *extra,
    )
    return (*made, manifest(made))


def values_as_csv(snapshot: Mapping) -> Attachment:
    """Write a line per row as the office's Excel opens it, figures exact, with a decimal comma."""
    told = StringIO(newline="")
    lines = csv.writer(told, delimiter=";", lineterminator="\r\n")
    lines.writerow(COLUMNS)
    for objective in snapshot["objectives"]:
        lines.writerows(record(objective, snapshot["period"], row) for row in objective["rows"])
    for row in snapshot["late"]:
        lines.writerow(record({}, row["period"], row))
    return Attachment(
        "nilai.csv", told.getvalue().encode("utf-8-sig", "replace"), CSV, "Nilai sebagai tabel CSV"
    )


def record(objective: Mapping, period: str, row: Mapping) -> list[str]:
    whole = {"period": period, "objective": objective} | row
    return [written(name, read(whole)) for name, read in COLUMNS.items()]


def written(column: str, value: object) -> str:
    """Write a cell: numbers with a comma, texts so that no spreadsheet calculates them."""
    if value is None:
        return ""
    is_number = column in FIGURES and decimal(str(value)) is not None
    return str(value).replace(".", ",") if is_number else inert(str(value))


def values_as_json(snapshot: Mapping) -> Attachment:
    """Take along everything that the report was made of, but for the journal and the sheets."""
    kept = {name: value for name, value in snapshot.items() if name not in CHAIN}
    return Attachment("nilai.json", as_json(kept), JSON, "Nilai dan keterangan sebagai JSON")


def dictionary(snapshot: Mapping) -> Attachment:
    content = as_json({"kolom": list(COLUMNS), "arti": meanings(snapshot)})
    return Attachment("kamus-data.json", content, JSON, "Kamus data: arti setiap nama")


def journal(snapshot: Mapping) -> Attachment:
    """Take along every entry up to the approval, with its canonical text and its hash.

    A hash is SHA-256 of the hash before it, a line feed, and the text; the first has "" before it.
    """
    content = {
        "rantai": snapshot["chain"],
        "cara": "SHA-256 dari: sidik sebelumnya, ganti baris, teks; sebelum catatan pertama kosong",
        "catatan": snapshot["entries"],
    }
    return Attachment("jurnal.json", as_json(content), JSON, "Jurnal dengan teks baku dan sidik")


def sheets(snapshot: Mapping) -> Attachment:
    """Take along the sheets; snapshots of the second format have lembar disposisi alone."""
    if "letters" not in snapshot:
        content = as_json(snapshot["sheets"])
        return Attachment("lembar.json", content, JSON, "Lembar disposisi dalam rantai berkas")
    content = {
        "lembar_disposisi": snapshot["sheets"],
        "surat_pengantar": snapshot["letters"],
        "lembar_kendali": snapshot["control"],
    }
    return Attachment("lembar.json", as_json(content), JSON, "Lembar dalam rantai berkas")


def printed_sheets(snapshot: Mapping) -> Iterator[Attachment]:
    """Print the sheets as one PDF; those of the second format were not printed."""
    if "letters" not in snapshot:
        return
    try:
        shown, moment = papers.content(snapshot), last_moment(snapshot)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as fault:
        raise ReportError(f"{compiling.TRY_AGAIN} Lembar tidak lengkap: {fault!r}.") from fault
    content = compiling.compiled(shown, moment, template="sheets.typ")
    told = "Lembar disposisi, surat pengantar, formulir, dan Lembar Kendali SOP untuk dicetak"
    yield Attachment(SHEETS, content, PDF, told, "supplement")


def manifest(made: Sequence[Attachment]) -> Attachment:
    """List every attachment with its size and hash."""
    listed = [
        {"nama": each.name, "ukuran": len(each.content), "sha256": each.sha256}
        for each in sorted(made, key=lambda each: each.name)
    ]
    return Attachment(MANIFEST, as_json(listed), JSON, "Manifes: SHA-256 setiap lampiran")


def as_json(content: object) -> bytes:
    """Write canonical JSON: sorted keys, no white space; a lone surrogate is escaped."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace")
