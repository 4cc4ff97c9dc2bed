"""What was noted about a round after its time: a jeda of before, a gangguan confirmed too late."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from workflow.calendars.calendar import Calendar
from workflow.models import Disruption, Pause
from workflow.timing.clock import Clock, Clocks, extended, standard

NOTHING = timedelta(0)


@dataclass(frozen=True)
class LatePause:
    """A pause noted after it began; `overrun` is by how much the standard was passed by then."""

    pause: Pause
    overrun: timedelta


def pauses(clock: Clock, calendar: Calendar) -> Iterator[LatePause]:
    """Read the pauses that were noted after they had begun, the earliest noted first."""
    noted = sorted(clock.run.pauses.all(), key=lambda each: (each.recorded_at, each.pk))
    for number, each in enumerate(noted):
        if each.since < each.recorded_at:
            yield LatePause(each, overrun(clock, calendar, each, before=noted[:number]))


def overrun(clock: Clock, calendar: Calendar, noted: Pause, *, before: list[Pause]) -> timedelta:
    """Measure what was over the standard when the pause was noted, without this pause."""
    if not clock.is_measured:
        return NOTHING
    run, then = clock.run, noted.recorded_at
    spans = [(each.since, min(each.until or then, then)) for each in before]
    worked = calendar.between(run.started_at, then, pauses=spans)
    return max(worked - standard(run, calendar) - extended(run, by=then), NOTHING)


def disruptions(clock: Clock, clocks: Clocks) -> tuple[Disruption, ...]:
    """List the gangguan kerja within a finished round that were confirmed after its end."""
    run = clock.run
    if not clock.is_finished:
        return ()
    found = clocks.calendars.disruptions(run.submission.unit_id, run.arrived_at, run.finished_at)
    return tuple(each for each in found if each.confirmed_at > run.finished_at)
