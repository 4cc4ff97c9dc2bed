"""Who may do what next: the person found through the verb's rule and the SOP's actor column."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from kinerja import access
from kinerja.models import SECTION_ROLES, Assignment, JournalEntry, Role, Section, Unit, User
from workflow import late_writers
from workflow.models import SectionForm, Sheet, Sop, Submission
from workflow.refused import NotYours
from workflow.rules import ENTERING_VERBS, RULES, Rule
from workflow.seats import Seats, fits


@dataclass(frozen=True)
class Capacity:
    """In what capacity a person acts: by an own assignment, or as the immediate superior.

    `is_own` says that the work is the person's own: the own step, or a seat where nobody can act.
    """

    duty: Assignment
    is_superior: bool = False
    is_own: bool = True

    @property
    def title(self) -> str:
        """Name it as the journal and the sheets do."""
        return f"{self.duty.title}{', oleh atasan langsung' if self.is_superior else ''}"


def actors(rule: Rule, sop: Sop, step: int | None = None) -> tuple[str, ...]:
    """Name the roles whose step the verb belongs to."""
    steps = (step or rule.step, *rule.or_steps)
    return tuple(sop.rows[number].actor for number in steps if number)


def holding(
    held: Iterable[Assignment],
    rule: Rule,
    roles: Iterable[str],
    *,
    seats: Seats,
    unit: Unit,
    form: SectionForm | None = None,
    section: Section | None = None,
    sheet: Sheet | None = None,
    barred: Collection[int] = (),
) -> Capacity | None:
    """Find, among the assignments held, the capacity that lets their holder do the verb.

    An own assignment comes before the superior's right; None where there is neither. `barred`
    names the users who may not, although the seat is theirs.
    """
    held, roles = tuple(duty for duty in held if duty.user_id not in barred), tuple(roles)
    section = form.section if form else section
    for duty in () if rule.by_superior_alone else held:
        if any(fits(duty, role, unit, section) for role in (*roles, *rule.also)):
            return Capacity(duty)
        if rule.by_named_people and form and is_named(duty, form):
            return Capacity(duty)
        if sheet and duty.position_id in parties(rule, sheet):
            return Capacity(duty)
    for duty in held:
        for role in roles:
            seat = (role, unit, seat_section(role, section))
            if seats.may_act_for(duty, *seat):
                if rule.by_superior_alone:
                    return Capacity(duty)
                is_own = all(each.user_id in barred for each in seats.holders(*seat))
                return Capacity(duty, is_superior=True, is_own=is_own)
    return None


def seat_section(role: str, section: Section | None) -> Section | None:
    """Give the section that a seat belongs to; seats of the whole unit have none."""
    return section if role in SECTION_ROLES else None


def is_named(duty: Assignment, form: SectionForm) -> bool:
    """Say whether Kepala Seksi has named this person to prepare, distribute and fill the form."""
    if not fits(duty, Role.FORM_FILLER, form.submission.unit, form.section):
        return False
    return any(person.pk == duty.user_id for person in form.people.all())


def parties(rule: Rule, sheet: Sheet) -> frozenset[int]:
    """Name the positions that may do the verb with a sheet, because of what stands on it."""
    addressed = sheet.addressees if rule.by_addressee else frozenset()
    return addressed | (sheet.answered if rule.by_answered else frozenset())


def capacity(
    verb: str,
    *,
    by: User,
    at: datetime,
    unit: Unit,
    sop: Sop,
    form: SectionForm | None = None,
    section: Section | None = None,
    sheet: Sheet | None = None,
    step: int | None = None,
) -> Capacity:
    """Find in what capacity the person does the verb. Raises NotYours, naming who can."""
    rule, seats = RULES[verb], Seats([unit.pk], at)
    roles = actors(rule, sop, step)
    about = {"unit": unit, "form": form, "section": section, "sheet": sheet}
    found = holding(access.duties(by, at), rule, roles, seats=seats, **about)
    if found is None:
        number = step or rule.step
        absent = sop.rows[number].actor_title if number else "Pemegang jabatannya"
        raise NotYours(whose(rule, roles, seats, **about, absent=absent))
    return found


def whose(
    rule: Rule,
    roles: Iterable[str],
    seats: Seats,
    *,
    absent: str,
    **about: Unit | SectionForm | Section | Sheet | None,
) -> str:
    """Say in Indonesian who can do the verb: its holders, else who answers for the vacant seat."""
    serving = (*seats.duties, *administrators(rule, seats.at))
    able = [
        (found, duty)
        for duty in serving
        if (found := holding([duty], rule, roles, seats=seats, **about))
    ]
    own = [duty for found, duty in able if not found.is_superior]
    chosen = sorted(own or [duty for _, duty in able], key=lambda duty: duty.title)
    names = ", ".join(f"{duty.title} ({duty.user.name})" for duty in chosen)
    return f"Yang dapat melakukannya: {names or absent + ', saat ini belum terisi'}."


def administrators(rule: Rule, at: datetime) -> list[Assignment]:
    if Role.ADMINISTRATOR not in rule.also:
        return []
    held = Assignment.objects.in_force(at).filter(role=Role.ADMINISTRATOR, unit=None)
    return list(held.select_related("user", "position"))


def fillers(section: Section, at: datetime) -> list[User]:
    """List those whom the head of the section can name as petugas pengisi."""
    return list(dict.fromkeys(duty.user for duty in filling(section, at)))


def filling(section: Section, at: datetime) -> QuerySet[Assignment]:
    """List the assignments of the section's petugas pengisi, by their names."""
    held = Assignment.objects.in_force(at).filter(role=Role.FORM_FILLER, section=section)
    return held.select_related("user", "position").order_by("user__name", "pk")


def entered(records: Iterable[Submission]) -> dict[int, set[int]]:
    """Lead from each record to the users who entered values of its edition, asked for once.

    Whoever entered a late value that the record carries, or took in, is among them.
    """
    records = list(records)
    by_chain = {record.chain_key: record for record in records}
    found: dict[int, set[int]] = defaultdict(set)
    entries = JournalEntry.objects.filter(chain__in=by_chain, verb__in=ENTERING_VERBS)
    for chain, person, number in entries.values_list("chain", "person", "number"):
        record = by_chain[chain]
        if number >= record.edition_began:
            found[record.pk].add(person)
    for record, person in late_writers.pairs(records):
        found[record].add(person)
    return found


def barred(verb: str, record: Submission, who_entered: Collection[int]) -> Collection[int]:
    """Name the users who may not do the verb: who entered does not review, but in small offices."""
    is_review = RULES[verb].step == 3 and RULES[verb].works
    return who_entered if is_review and not record.unit.small_office else ()


def reviews_own_entry(submission: Submission, *, by: User) -> bool:
    """Say whether the person entered values of this edition. Raises NotYours where that bars.

    Under the small-office rule it does not bar, and the record is marked.
    """
    if by.pk not in entered([submission])[submission.pk]:
        return False
    if not submission.unit.small_office:
        raise NotYours(
            "Anda ikut menginput realisasi edisi ini, maka koreksinya dilakukan oleh atasan Anda."
        )
    return True
