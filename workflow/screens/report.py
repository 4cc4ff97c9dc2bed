"""The plain printable report: from the sealed snapshot, or from the draft as it stands."""

import json
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from kinerja import formula
from kinerja.models import Realisation
from kinerja.templatetags.office import figure, percent
from workflow import archive
from workflow.models import ArchiveCopy, Submission


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

    content: dict
    groups: tuple[ReportGroup, ...]
    late: tuple[LateReportRow, ...]
    archive: ArchiveCopy | None

    @property
    def scale_words(self) -> str:
        """Give the scale by which categories were chosen; archives before it was told had one."""
        return self.content.get("scale") or formula.in_words(formula.DEFAULT_SCALE)

    @property
    def approved_at(self) -> datetime | None:
        approval = self.content["approval"]
        return approval and datetime.fromisoformat(approval["moment"])


def read(submission: Submission, *, edition: int) -> Report:
    """Read the report of an edition from its archive, or the present draft where none exists."""
    copy = submission.archives.filter(edition=edition).first()
    content = json.loads(copy.snapshot if copy else archive.snapshot(submission))
    return Report(
        content,
        tuple(report_group(each) for each in content["objectives"]),
        tuple(LateReportRow(each["period"], report_row(each)) for each in content.get("late", ())),
        copy,
    )


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
        words=filled(row["words"]) if asked else {},
    )


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
