"""The plain printable report: from the sealed snapshot, or from the draft as it stands."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from kinerja import formula
from kinerja.models import Realisation, StoredFile
from kinerja.templatetags.office import figure, percent
from workflow import archive
from workflow.models import ArchiveCopy, Submission

KINDS = {**dict(StoredFile.Kind.choices), "link": "tautan"}


@dataclass(frozen=True)
class ReportRow:
    """One row as it is printed: every figure already a text."""

    code: str
    indicator: str
    satuan: str
    target: str
    realised: str
    achievement: str
    category: str
    formula: str
    note: str
    words: dict[str, str]
    documents: tuple[dict, ...]


@dataclass(frozen=True)
class ReportDocument:
    """One document of the report, with every row that it supports."""

    title: str
    kind: str
    proof: str
    codes: str


@dataclass(frozen=True)
class ReportGroup:
    number: int
    text: str
    words: dict[str, str]
    rows: tuple[ReportRow, ...]


@dataclass(frozen=True)
class LateReportRow:
    """A value that came in late, under the period that it belongs to."""

    period: str
    row: ReportRow


@dataclass(frozen=True)
class Report:
    """The report of one edition; `archive` is None while it is a draft."""

    snapshot: str
    content: dict
    groups: tuple[ReportGroup, ...]
    late: tuple[LateReportRow, ...]
    documents: tuple[ReportDocument, ...]
    archive: ArchiveCopy | None

    @property
    def scale_words(self) -> str:
        """Give the scale by which categories were chosen; archives before it was told had one."""
        return self.content.get("scale") or formula.in_words(formula.DEFAULT_SCALE)

    @property
    def has_file(self) -> bool:
        """Say whether there is a PDF; what was generated for measuring was sealed without."""
        return self.archive is None or bool(self.archive.file_name)

    @property
    def approved_at(self) -> datetime | None:
        approval = self.content["approval"]
        return approval and datetime.fromisoformat(approval["moment"])


def read(submission: Submission, *, edition: int) -> Report:
    """Read the report of an edition from its archive, or the present draft where none exists."""
    copy = submission.archives.filter(edition=edition).first()
    snapshot = copy.snapshot if copy else archive.snapshot(submission)
    content = json.loads(snapshot)
    groups = tuple(report_group(each) for each in content["objectives"])
    late = tuple(late_row(each) for each in content.get("late", ()))
    named = [(row.code, row) for group in groups for row in group.rows]
    named += [(f"{each.row.code} ({each.period})", each.row) for each in late]
    return Report(snapshot, content, groups, late, documents(named), copy)


def pdf(report: Report) -> bytes:
    """Give the sealed file, or render the draft. Raises Damaged or NotMade."""
    return archive.read(report.archive) if report.archive else archive.render(report.snapshot)


def file_name(submission: Submission, report: Report) -> str:
    """Name the file as the office does; a slash would begin a folder."""
    edition = report.content["edition"]
    parts = (
        "Laporan Realisasi Kinerja",
        submission.unit.name,
        submission.period.short,
        f"edisi {edition}" if edition > 1 else "",
        "" if report.archive else "SEMENTARA",
    )
    return f"{' '.join(filter(None, parts))}.pdf".replace("/", "-")


def late_row(content: dict) -> LateReportRow:
    return LateReportRow(content["period"], report_row(content))


def report_group(content: dict) -> ReportGroup:
    rows = tuple(report_row(row) for row in content["rows"])
    return ReportGroup(content["number"], content["text"], filled(content["words"]), rows)


def filled(words: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in words.items() if text}


def report_row(row: dict) -> ReportRow:
    asked = row["asked"]
    return ReportRow(
        code=row["code"],
        indicator=row["indicator"],
        satuan=row["satuan"],
        target=target(row) if asked else "",
        realised=printed(row["realised"]) if asked else "",
        achievement=percent(decimal(row["achievement"])) if asked else "",
        category=(row["category"] or "") if asked else "",
        formula=row["formula"] if asked else "",
        note=note(row),
        words=filled(row["words"] | noted(row)) if asked else {},
        documents=tuple(row.get("evidence", ())),
    )


def noted(row: dict) -> dict[str, str]:
    """Give the note on documents; archives from before it was kept have none."""
    return {"evidence_note": row.get("evidence_note", "")}


def documents(rows: Iterable[tuple[str, ReportRow]]) -> tuple[ReportDocument, ...]:
    """List each document once, with what proves it and the rows that it supports."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for name, row in rows:
        for each in row.documents:
            found.setdefault(described(each), []).append(name)
    return tuple(ReportDocument(*each, ", ".join(names)) for each, names in found.items())


def described(document: dict) -> tuple[str, str, str]:
    """Give a document's title, its kind in words, and its SHA-256 or its link."""
    kind = KINDS.get(document["kind"], document["kind"])
    scan = ", pindaian formulir" if document["signed_form"] else ""
    return document["title"], f"{kind}{scan}", document["sha256"] or document["link"]


def note(row: dict) -> str:
    """Say why there is no number, where there is none."""
    if not row["asked"]:
        return f"diukur pada {row['schedule']}"
    reading = row["reading"]
    if reading is None or reading["status"] in ("", Realisation.Status.MEASURED):
        return ""
    return f"{Realisation.Status(reading['status']).label}: {reading['reason']}"


def target(row: dict) -> str:
    if row["upper"] is None:
        return printed(row["target"])
    return f"{printed(row['target'])}–{printed(row['upper'])}"


def printed(text: str | None) -> str:
    """Print a canonical number, or a predicate as it stands."""
    try:
        return figure(decimal(text))
    except ArithmeticError:
        return text or "–"


def decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
