"""The morning's digest: one message per person, made only while the person's office works."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kinerja.models import Unit, User
from workflow.models import Digest, Mail
from workflow.reminding.morning import Desk, desks, works
from workflow.reminding.outbox import letter
from workflow.reminding.sources import Line, read
from workflow.reminding.told import Clock, Told, each
from workflow.timing.clock import Clocks

LONGEST = 12
# How many units are read at once, and how many people are written to.
AT_ONCE = 50

Found = dict[User, dict[Unit, list[Line]]]


def of(user: User, day: date) -> Digest | None:
    """Find the person's digest of that day."""
    return Digest.objects.filter(user=user, day=day).first()


def make(now: Clock) -> Iterator[Told]:
    """Make the digests of everybody whose office works now and who has none today."""
    found: Found = defaultdict(dict)
    units = list(Unit.objects.order_by("name"))
    clocks = Clocks([unit.pk for unit in units], at=now())
    working: list[Unit] = []

    def look(unit: Unit) -> None:
        if works(clocks.calendars.of(unit.pk, known_at=clocks.at), clocks.at):
            working.append(unit)

    def collect(desk: Desk) -> None:
        for user, lines in read(desk).items():
            found[user][desk.unit] = lines

    yield from each(units, look, name=str)
    for some in batches(working):
        yield from each(desks(some, clocks), collect, name=lambda desk: str(desk.unit))
    for people in batches(sorted(found, key=lambda user: user.pk)):
        written = write({user: found[user] for user in people}, at=clocks.at)
        yield from (
            Told(f"Pengingat untuk {digest.user.name}: {len(digest.lines)} hal.")
            for digest in written
        )


def batches(things: Iterable) -> Iterator[list]:
    left = iter(things)
    while some := list(islice(left, AT_ONCE)):
        yield some


def write(found: Found, *, at: datetime) -> list[Digest]:
    """Write the digests that do not stand yet, with their letters, in one transaction."""
    day = timezone.localdate(at)
    with transaction.atomic():
        # Two runs at once stand in a queue here, person by person in the same order.
        people = User.objects.select_for_update(no_key=True).filter(pk__in=[u.pk for u in found])
        waiting = list(people.order_by("pk"))
        had = set(Digest.objects.filter(day=day, user__in=waiting).values_list("user", flat=True))
        made = Digest.objects.bulk_create(
            Digest(user=user, day=day, made_at=at, lines=shown(found[user]))
            for user in waiting
            if user.pk not in had
        )
        if settings.EMAIL_HOST:
            Mail.objects.bulk_create(letter(digest) for digest in made if digest.user.email)
    return made


def shown(found: dict[Unit, Sequence[Line]]) -> list[dict[str, str]]:
    """Lay out a person's lines, a dozen at most; of several offices each line names its own."""
    lines = [
        asdict(told(unit, line) if len(found) > 1 else line)
        for unit, listed in found.items()
        for line in listed
    ]
    if len(lines) <= LONGEST:
        return lines
    left = len(lines) - LONGEST + 1
    return [*lines[: LONGEST - 1], asdict(Line(f"dan {left} lainnya", reverse("inbox")))]


def told(unit: Unit, line: Line) -> Line:
    """Say of which office a line is, unless it says so itself."""
    if line.text.startswith(unit.name):
        return line
    return replace(line, text=f"{unit.name}: {line.text}")
