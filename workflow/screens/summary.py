"""Ringkasan as the head of an office gets it: figures, what is late, and the same as a text."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from kinerja import summary as figures
from kinerja.models import Unit
from kinerja.summary import Summary
from kinerja.templatetags.office import day, moment, percent
from kinerja.year import YearSheet
from workflow.screens import lateness
from workflow.screens.lateness import Late, Lateness


@dataclass(frozen=True)
class Ringkasan:
    """One period of one unit, as it stood at a moment."""

    unit: Unit
    summary: Summary
    lateness: Lateness
    at: datetime

    @property
    def heading(self) -> str:
        return f"Ringkasan {self.summary.table.period.short}"

    @property
    def late(self) -> tuple[Late, ...]:
        return self.lateness.late

    @property
    def whereabouts(self) -> str:
        """Say where what is not final yet is being worked on; nothing of what is final."""
        if self.summary.is_final:
            return ""
        record = self.lateness.of_period(self.summary.table.period.quarter)
        if record is None:
            return "ada angka yang belum disahkan"
        return f"berkas pada: {record.get_state_display()}"

    @property
    def standing(self) -> str:
        """Say SEMENTARA or FINAL with the moment, as it goes with every copy."""
        return f"{self.summary.word}, {self.state}"

    @property
    def state(self) -> str:
        """Say where the figures are and how old they are."""
        return "; ".join(filter(None, (self.whereabouts, f"keadaan {moment(self.at)}")))

    @property
    def worst_head(self) -> str:
        return "Tiga capaian terendah" if self.summary.more_missed else "Yang tidak tercapai"

    @property
    def average_words(self) -> str:
        average = self.summary.average
        if average.mean.percent is None:
            return "Rata-rata capaian: belum ada angka"
        word = f"{average.category.label}; {average.words}"
        return f"Rata-rata capaian {percent(average.mean.percent)} ({word})"

    @property
    def text(self) -> str:
        return "\n".join(lines(self))


def read(unit: Unit, sheet: YearSheet, *, at: datetime) -> Ringkasan | None:
    """Read the summary of a year's chosen period; None where the year has no value yet."""
    if sheet.summary is None:
        return None
    late = lateness.read(unit, sheet.agreement.year, at=at)
    return Ringkasan(unit, sheet.summary, late, at)


def lines(shown: Ringkasan) -> Iterator[str]:
    """Write the summary for the office's chat group."""
    summary = shown.summary
    yield f"{shown.heading}, {shown.unit.name}"
    yield shown.standing
    yield summary.counts_words
    if summary.reasons:
        yield f"Belum ada data: {'; '.join(summary.reasons)}"
    yield shown.average_words
    if summary.worst:
        yield "Tidak tercapai:"
        yield from (f"- {figures.told(each)}" for each in summary.worst)
    if summary.more_missed:
        yield f"- dan {summary.more_missed} lainnya"
    if shown.late:
        yield "Terlambat:"
        yield from (f"- {late_words(each)}" for each in shown.late)


def late_words(late: Late) -> str:
    """Write one late thing in a line."""
    period = late.record.period.short
    return f"{period}: {late.where}, sejak {day(localdate(late.since))}, {late.passed}"
