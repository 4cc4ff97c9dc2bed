"""National days and cuti bersama of a year, from the `holidays` package, and the import of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils import timezone
from holidays import country_holidays

from kinerja.keeping.change import changing
from kinerja.models import User
from kinerja.templatetags.office import day as shown
from workflow.calendars.judging import FARTHEST_YEARS
from workflow.models import Holiday

EID = "Hari Raya Idul Fitri"
RAMADAN_DAYS = 30
ESTIMATED = re.compile(r"\s*\((?:perkiraan|estimated)\)")


@dataclass(frozen=True)
class Listed:
    """One day of the national list."""

    day: date
    name: str
    kind: str
    is_estimate: bool


@dataclass(frozen=True)
class Imported:
    """What an import has recorded, withdrawn, and left as the people here have decided it."""

    added: tuple[Listed, ...]
    withdrawn: tuple[Holiday, ...]
    left: tuple[Listed, ...]

    @property
    def words(self) -> str:
        """Say "25 hari libur dicatat, 2 perkiraan dicabut"."""
        if not (self.added or self.withdrawn):
            return "Tidak ada yang berubah."
        taken = f", {len(self.withdrawn)} perkiraan dicabut" if self.withdrawn else ""
        return f"{len(self.added)} hari libur dicatat{taken}."


@lru_cache(maxsize=32)
def of_year(year: int) -> tuple[Listed, ...]:
    """Read the national list of a year; none for years that the package does not know."""
    categories = ("public", "government")
    every = country_holidays("ID", years=year, categories=categories, language="id")
    national = country_holidays("ID", years=year, categories=categories[:1])
    return tuple(
        Listed(
            day,
            ESTIMATED.sub("", name),
            Holiday.Kind.NATIONAL if day in national else Holiday.Kind.COLLECTIVE_LEAVE,
            bool(ESTIMATED.search(name)),
        )
        for day, name in sorted(every.items())
    )


def estimated_ramadan(year: int) -> tuple[date, date] | None:
    """Estimate the first and the last day of the Ramadan that ends in a year."""
    return next(iter(ramadans(year)), None)


def ramadans(year: int) -> tuple[tuple[date, date], ...]:
    """Estimate every Ramadan that ends in a year, which now and then are two."""
    feasts = (listed.day for listed in of_year(year) if listed.name == EID)
    return tuple(
        (feast - timedelta(days=RAMADAN_DAYS), feast - timedelta(days=1)) for feast in feasts
    )


def import_year(year: int, *, by: User | None, at: datetime) -> Imported:
    """Record the national list for all units; a second import changes nothing.

    An estimate that nobody has confirmed gives way to what the list says now. What people have
    confirmed, replaced or withdrawn stays as they left it. Raises ValidationError at `year`.
    """
    refuse_far(year, at)
    with changing(None, "import_holidays", by=by, at=at) as change:
        standing = list(Holiday.objects.standing().filter(unit=None, day__year=year))
        found = {listed.day: listed for listed in of_year(year)}
        outdated = [each for each in standing if is_outdated(each, found.get(each.day))]
        fixed = [each for each in standing if each not in outdated]
        left = decided(found, fixed, year)
        added = [
            listed
            for listed in found.values()
            if listed not in left and listed.day not in {each.day for each in fixed}
        ]
        # The program withdraws them: what a person withdrew, no import brings back.
        Holiday.objects.filter(pk__in=[each.pk for each in outdated]).update(withdrawn_at=at)
        Holiday.objects.bulk_create(recorded(listed, by=by, at=at) for listed in added)
        change.tell(
            f"Hari libur {year}",
            {"holidays": [f"{each.name}, {shown(each.day)}" for each in outdated]},
            {"holidays": [f"{each.name}, {shown(each.day)}" for each in added]},
        )
    return Imported(tuple(added), tuple(outdated), tuple(left))


def refuse_far(year: int, at: datetime) -> None:
    if abs(year - timezone.localdate(at).year) > FARTHEST_YEARS:
        text = f"Tahun {year} lebih dari {FARTHEST_YEARS} tahun dari sekarang."
        raise ValidationError({"year": text})


def is_outdated(standing: Holiday, listed: Listed | None) -> bool:
    """Say whether an open estimate is no longer what the list says of its day."""
    if not standing.awaits_confirmation:
        return False
    return listed is None or (listed.name, listed.is_estimate) != (standing.name, True)


def decided(found: dict[date, Listed], fixed: Iterable[Holiday], year: int) -> list[Listed]:
    """List the days that people here have moved to another day, or withdrawn."""
    withdrawn = Holiday.objects.filter(unit=None, day__year=year, withdrawn_by__isnull=False)
    refused = set(withdrawn.values_list("day", "name"))
    days = {each.day for each in fixed}
    left = [
        listed
        for listed in found.values()
        if (listed.day, listed.name) in refused and listed.day not in days
    ]
    for moved in (each for each in fixed if each.day not in found):
        open_days = [
            listed
            for listed in found.values()
            if listed.name == moved.name and listed.day not in days and listed not in left
        ]
        left += sorted(open_days, key=lambda listed: abs(listed.day - moved.day))[:1]
    return left


def recorded(listed: Listed, *, by: User | None, at: datetime) -> Holiday:
    return Holiday(
        day=listed.day,
        name=listed.name,
        kind=listed.kind,
        is_estimate=listed.is_estimate,
        recorded_at=at,
        recorded_by=by,
    )
