"""Plain factories: each makes one thing of the office, with defaults that are true somewhere."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import MD5PasswordHasher
from founding import ALONE, SINCE, numbers, percentage, plan, seat_people, seats

from kinerja.models import (
    Agreement,
    Assignment,
    Indicator,
    Line,
    Objective,
    Period,
    Position,
    Role,
    Section,
    Target,
    Unit,
    User,
)
from kinerja.recording import Entry
from workflow import actions
from workflow.models import SectionForm, Submission

WIB = ZoneInfo("Asia/Jakarta")
PASSWORD = "kinerja-demo"
HASHED = MD5PasswordHasher().encode(PASSWORD, "salt")  # as the tests' light hasher reads it


def at(text: str = "2026-10-05 08:00") -> datetime:
    """Make an aware moment, in WIB."""
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


def unit(name: str = "Kecamatan Suak Midai") -> Unit:
    return Unit.objects.create(code=name.lower().replace(" ", "-"), name=name)


def section(of: Unit, name: str) -> Section:
    return Section.objects.create(unit=of, name=name, short_label=name, order=next(numbers))


def person(username: str, **fields) -> User:
    return User.objects.create(
        username=username, name=fields.pop("name", username.title()), password=HASHED, **fields
    )


def assign(
    user: User,
    role: Role,
    of: Unit | None,
    within: Section | None = None,
    *,
    title: str | None = None,
    start: date = SINCE,
    end: date | None = None,
    seat: Unit | None = None,
) -> Assignment:
    title = title or f"{Role(role).label} {within.name if within else ''}".strip()
    position, _ = Position.objects.get_or_create(
        unit=seat or of, title=title, defaults={"short_label": title[:60], "section": within}
    )
    return Assignment.objects.create(
        user=user, role=role, position=position, unit=of, section=within, start=start, end=end
    )


def agreement(of: Unit, year: int = 2026, version: int = 1) -> Agreement:
    return Agreement.objects.create(
        unit=of,
        year=year,
        version=version,
        title="PK murni" if version == 1 else "PK perubahan",
        reason="" if version == 1 else "Perubahan anggaran",
        date=date(year, 1, 15),
    )


def objective(of: Agreement, number: int = 1) -> Objective:
    made, _ = Objective.objects.get_or_create(
        agreement=of, number=number, defaults={"text": f"Meningkatnya pelayanan {number}"}
    )
    return made


def line(
    of: Agreement,
    within: Section | None,
    code: str,
    *,
    target: str | None = "80",
    quarters: tuple[int, ...] = (1, 2, 3, 4),
    upper: str | None = None,
    goal: int = 1,
    **fields,
) -> Line:
    indicator, _ = Indicator.objects.get_or_create(unit=of.unit, name=f"Indikator {code}")
    made = Line.objects.create(
        agreement=of,
        objective=objective(of, goal),
        indicator=indicator,
        section=within,
        code=code,
        **percentage() | fields,
    )
    if target is not None:
        top = None if upper is None else Decimal(upper)
        Target.objects.bulk_create(
            Target(line=made, quarter=quarter, value=Decimal(target), upper=top)
            for quarter in quarters
        )
    return made


def period(year: int = 2026, quarter: int = 3) -> Period:
    return Period.objects.named(year, quarter)


def entry(value: str, **fields) -> Entry:
    return Entry(value=Decimal(value), **fields)


@dataclass
class Office:
    """A whole office: its people by position, its agreement, and the steps of a usual day."""

    unit: Unit
    sections: list[Section]
    heads: list[User]
    filler: User
    kasubag: User
    sekcam: User
    admin: User
    camat: User
    apip: User
    operator: User
    administrator: User
    agreement: Agreement
    lines: list[Line] = field(default_factory=list)

    @property
    def kasi(self) -> User:
        return self.heads[0]

    def seat(self, of: User) -> Position:
        """The position that somebody holds."""
        return of.assignments.get().position

    def have_superiors(self) -> None:
        """Let the positions of Kasubag, Sekcam and Camat know their roles, and so who is above."""
        for user in (self.kasubag, self.sekcam, self.camat):
            held = user.assignments.get()
            Position.objects.filter(pk=held.position_id).update(role=held.role)

    def codes(self, of: Section | None = None) -> list[str]:
        return [each.code for each in self.lines if of is None or each.section_id == of.pk]

    def opened(self, *, when: datetime | None = None, quarter: int = 3) -> Submission:
        """A record in step 1."""
        actions.open_submission(
            unit=self.unit, period=period(2026, quarter), by=self.kasubag, at=when or at()
        )
        return Submission.objects.order_by("-pk")[0]

    def form(self, record: Submission, number: int = 0) -> SectionForm:
        return record.forms.get(section=self.sections[number])

    def entering(self, **options) -> Submission:
        """A record in step 2, its forms distributed and empty."""
        record = self.opened(**options)
        for number, head in enumerate(self.heads):
            actions.distribute_form(
                self.form(record, number), by=head, at=options.get("when") or at()
            )
        return fresh(record)

    def filled(
        self, value: str = "90", entries: dict[str, Entry] | None = None, **options
    ) -> Submission:
        """A record in step 2, every form handed in: `entries` by code, the others with `value`."""
        entries = entries or {}
        record = self.entering(**options)
        for number, head in enumerate(self.heads):
            codes = self.codes(self.sections[number])
            values = {code: entries.get(code) or entry(value) for code in codes}
            actions.hand_in(
                self.form(record, number),
                values=values,
                by=head,
                at=options.get("when") or at(),
            )
        return fresh(record)

    def accepted(self, **options) -> Submission:
        """A record in step 2, every row accepted."""
        record, when = self.filled(**options), options.get("when") or at()
        actions.accept(record, rows=self.codes(), by=self.kasubag, at=when)
        return fresh(record)

    def reviewing(self, **options) -> Submission:
        record, when = self.accepted(**options), options.get("when") or at()
        actions.submit(record, by=self.kasubag, at=when)
        return fresh(record)

    def checked(self, **options) -> Submission:
        """A record in step 3, every row and every late value ticked."""
        record, when = self.reviewing(**options), options.get("when") or at()
        rows = [*self.codes(), *(late.key for late in record.carried.pending())]
        actions.check(record, rows=rows, by=self.sekcam, at=when)
        return fresh(record)

    def archiving(self, **options) -> Submission:
        record, when = self.checked(**options), options.get("when") or at()
        actions.approve(record, seen=10_000, by=self.sekcam, at=when)
        return fresh(record)

    def sealed(self, **options) -> Submission:
        record, when = self.archiving(**options), options.get("when") or at()
        actions.seal(record, filing="000.8.6.3/1/2026", by=self.admin, at=when)
        return fresh(record)

    def archived(self, **options) -> Submission:
        record, when = self.sealed(**options), options.get("when") or at()
        actions.file_copy(record, place=("1", "A"), by=self.admin, at=when)
        return fresh(record)

    def promised(self, codes: Iterable[str] = ("1.1",), **options) -> Submission:
        """An archived record whose rows of these codes were promised for 20 October."""
        missing = Entry(status="not_yet", reason="Menunggu BPS", promised_on=date(2026, 10, 20))
        return self.archived(entries=dict.fromkeys(codes, missing), **options)


def fresh(record: Submission) -> Submission:
    return Submission.objects.with_names().get(pk=record.pk)


def office(
    name: str = "Kecamatan Suak Midai", *, sections: int = 2, rows: int = 3, prefix: str = ""
) -> Office:
    """Make an office with its people and `rows` percentage indicators in each section."""
    of = unit(name)
    parts = Section.objects.bulk_create(
        Section(unit=of, name=label, short_label=label, order=next(numbers))
        for label in [f"Seksi {number + 1}" for number in range(sections)]
    )
    heads = [f"kasi{number + 1}" for number in range(sections)]
    made = User.objects.bulk_create(
        User(username=f"{prefix}{who}", name=f"{prefix}{who}".title(), password=HASHED)
        for who in ("petugas", *ALONE, *heads)
    )
    people = dict(zip(("petugas", *ALONE, *heads), made, strict=True))
    seat_people(of, seats(parts), people)
    agreed = agreement(of)
    return Office(
        unit=of,
        sections=parts,
        heads=[people[who] for who in heads],
        filler=people["petugas"],
        agreement=agreed,
        lines=plan(agreed, parts, rows),
        **{who: people[who] for who in ALONE},
    )
