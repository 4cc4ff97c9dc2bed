"""Susulan in tests: the one late value, and its record brought to approval and seal."""

import make
from deeds import LATER

from kinerja import table
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
