"""Pemantauan of a Monday in October: units brought to where a step stands, and what is read."""

from datetime import date, datetime, timedelta

import make
from make import Office

from kinerja.models import Role, Unit
from workflow import actions
from workflow.measuring import filters, monitoring
from workflow.measuring.monitoring import Monitoring, UnitRow
from workflow.measuring.steps import Progress
from workflow.models import Submission

MORNING = make.at("2026-10-05 08:00")  # a Monday
TODAY = date(2026, 10, 5)


def later(minutes: int) -> datetime:
    return MORNING + timedelta(minutes=minutes)


def read_by(office: Office, other: Office) -> None:
    """Let the auditor of one office read another too."""
    make.assign(office.apip, Role.AUDITOR, other.unit, title="APIP", end=date(2027, 12, 31))


def read(at: datetime = MORNING, **asked: str) -> Monitoring:
    named = filters.read({"tahun": "2026", "triwulan": "3", **asked}, TODAY)
    return monitoring.read(Unit.objects.all(), named, at=at)


def row(office: Office, at: datetime) -> UnitRow:
    return next(each.row for each in read(at).rows if each.row.unit == office.unit)


def progresses(office: Office, at: datetime) -> list[Progress]:
    return [cell.progress for cell in row(office, at).cells]


def started_review(office: Office) -> Submission:
    """Sekcam has begun the correction at eight."""
    record = office.reviewing(when=MORNING)
    actions.start(record.runs.get(step=3), by=office.sekcam, at=MORNING)
    return record


def reviewed(office: Office, minutes: int) -> Submission:
    """Sekcam approved after so many minutes of work."""
    record = started_review(office)
    actions.check(record, rows=office.codes(), by=office.sekcam, at=later(minutes))
    actions.approve(record, seen=10_000, by=office.sekcam, at=later(minutes))
    return record


def many_units(count: int) -> list[Office]:
    return [
        make.office(f"Kecamatan {number}", prefix=f"n{number}.", rows=1) for number in range(count)
    ]
