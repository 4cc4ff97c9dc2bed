"""Salin pengingat: who is awaited, as a text for the office's chat group."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import prefetch_related_objects

from kinerja.templatetags.office import day, moment
from workflow.models import SectionForm, Submission
from workflow.rules import FILLING
from workflow.screens.inbox import Running

NOBODY_NAMED = "petugas belum ditunjuk"


@dataclass(frozen=True)
class Awaited:
    """One who is awaited: a section or a step, in whose hands, until when."""

    whose: str
    who: str
    due: date | None

    @property
    def words(self) -> str:
        until = f"batas {day(self.due)}" if self.due else ""
        return ", ".join(filter(None, (self.whose, self.who, until)))


def text(what: str, awaited: Iterable[Awaited], *, at: datetime) -> str:
    """Write the list; empty where nobody is awaited.

    >>> from datetime import UTC
    >>> seksi = Awaited("Seksi PMD", "petugas Staf PMD", date(2026, 10, 7))
    >>> print(text("Triwulan III 2026", [seksi], at=datetime(2026, 10, 5, 2, 10, tzinfo=UTC)))
    Menunggu Triwulan III 2026 (SEMENTARA, Senin, 5 Oktober 2026, pukul 09.10 WIB):
    1. Seksi PMD, petugas Staf PMD, batas 7 Oktober 2026
    """
    lines = [f"{number}. {each.words}" for number, each in enumerate(awaited, start=1)]
    if not lines:
        return ""
    return "\n".join([f"Menunggu {what} (SEMENTARA, {moment(at)}):", *lines])


def forms(record: Submission, *, at: datetime) -> str:
    """Write which sections have not handed in, while the record takes values.

    The record's standing must have been read.
    """
    waiting = [form for form in record.standing.forms if not form.is_done]
    if record.state not in FILLING or not waiting:
        return ""
    prefetch_related_objects(waiting, "people")
    return text(record.period.short, map(of_form, waiting), at=at)


def of_form(form: SectionForm) -> Awaited:
    names = ", ".join(sorted(person.name for person in form.people.all()))
    who = f"petugas {names}" if names else NOBODY_NAMED
    return Awaited(form.section.name, who, form.due or form.submission.period.forms_back)


def running(under_way: Iterable[Running], *, at: datetime) -> str:
    """Write in whose hands the records under way are."""
    return text("berkas yang sedang berjalan", map(of_record, under_way), at=at)


def of_record(each: Running) -> Awaited:
    record = each.submission
    whose = f"{record.unit.name}, {record.period.short}: {record.get_state_display()}"
    return Awaited(whose, each.actor, record.period.report_due)
