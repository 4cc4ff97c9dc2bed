"""Susulan in tests: the one late value, and its record brought to approval and seal."""

import make
import papers
from deeds import LATER

from kinerja import table
from kinerja.models import Evidence
from workflow import actions
from workflow.models import LateValue


def the_late() -> LateValue:
    return LateValue.objects.with_names().get()


def approved(office, record):
    """Bring a record under review to step 4, late values with it."""
    rows = [*office.codes(), *(late.key for late in record.carried.pending())]
    actions.check(record, rows=rows, by=office.sekcam, at=LATER)
    actions.approve(record, seen=10_000, by=office.sekcam, at=LATER)


def sealed(office, record):
    approved(office, record)
    actions.seal(record, filing="000.8/8", by=office.admin, at=LATER)


def figure(office, quarter=2):
    """What the year's sheet says of the first row."""
    (read,) = table.read_year(office.agreement, [make.period(2026, quarter)])
    return read.rows[0].realised


def attached(office, origin, *, rows=("1.1",), by=None, at=LATER, content=None):
    """Attach a document to late values."""
    given = {"file": papers.kept(office.unit, content or papers.pdf("susulan"))}
    who = {"by": by or office.kasubag, "at": at}
    return actions.attach_late(origin, rows=rows, title="surat bps.pdf", **given, **who)


def replaced(office, origin, *, by=None, at=LATER):
    given = {"file": papers.kept(office.unit, papers.pdf("benar")), "reason": "Tertukar"}
    who = {"by": by or office.kasubag, "at": at}
    found = Evidence.objects.order_by("pk")[0]
    return actions.replace_late_evidence(origin, found, title="benar.pdf", **given, **who)


LATE_EVIDENCE_DEEDS = {"attach_late": attached, "replace_late_evidence": replaced}
