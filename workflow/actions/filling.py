"""Step 1 and the sections' own work: ordering, distributing, filling and handing in forms."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import localdate

from kinerja.models import Assignment, JournalEntry, Line, Realisation, Section, User
from kinerja.recording import Changes, Entry, Text
from workflow import permissions, sheets
from workflow.actions.door import Act, door, hand_over, what_happened
from workflow.actions.issuing import INSTRUCTION, issue_order
from workflow.actions.writing import write_values
from workflow.calendars import periods
from workflow.models import FormState, SectionForm
from workflow.refused import Incomplete, NotNow
from workflow.timing import rounds


def last_form(form: SectionForm) -> SectionForm | None:
    """Find the form whose order holds: this one once ordered, else the section's latest before."""
    if form.ordered_at:
        return form
    return ordered_forms(form.section).exclude(submission=form.submission).first()


def ordered_forms(section: Section) -> QuerySet[SectionForm]:
    """List the section's forms that were ordered, the latest first."""
    ordered = SectionForm.objects.filter(section=section, ordered_at__isnull=False)
    return ordered.order_by("-submission__opened_at", "-pk")


def last_people(form: SectionForm, *, at: datetime) -> list[User]:
    """Name those who filled last quarter's form, as far as they still may."""
    return people_again(filling(form.section, last_form(form), at=at))


def filling(section: Section, before: SectionForm | None, *, at: datetime) -> list[Assignment]:
    """List the section's petugas pengisi; `was_named` marks those whom the order before named."""
    named = SectionForm.people.through.objects.filter(sectionform=before, user=OuterRef("user"))
    duties = permissions.filling(section, at)
    return list(duties.annotate(was_named=Exists(named)))


def people_again(duties: Iterable[Assignment]) -> list[User]:
    return list(dict.fromkeys(duty.user for duty in duties if duty.was_named))


def last_instruction(form: SectionForm) -> str:
    """Repeat last quarter's instruction, or give the usual one."""
    before = last_form(form)
    return before.instruction if before else INSTRUCTION


def order_form(
    form: SectionForm,
    *,
    people: Iterable[User] | None = None,
    instruction: str | None = None,
    due: date | None = None,
    by: User,
    at: datetime,
) -> JournalEntry:
    """Order the section's people to prepare and distribute the form.

    What is left out is as last quarter: people, instruction; `due` is the period's date.
    """
    with door("order_form", form.submission, form=form, by=by, at=at) as act:
        require_prepared(act)
        named, sheet = ordered(act, people, instruction, due)
        act.form.ordered_at, act.form.ordered_by = at, by
        act.form.save()
        return act.write_down(after=order_described(act.form, named) | sheet)


def distribute_form(
    form: SectionForm,
    *,
    people: Iterable[User] | None = None,
    instruction: str | None = None,
    due: date | None = None,
    by: User,
    at: datetime,
) -> JournalEntry:
    """Distribute the form; what the head gives with it, or the usual, is ordered in the same press.

    The record moves to step 2 by itself with the last form.
    """
    with door("distribute_form", form.submission, form=form, by=by, at=at) as act:
        require_prepared(act)
        if permissions.is_named(act.capacity.duty, act.form):
            named, sheet = as_named(act.form, at=at), {}
        else:
            named, sheet = ordered(act, people, instruction, due)
        return go_out(act, named, sheet)


def as_named(form: SectionForm, *, at: datetime) -> list[User]:
    """Give whom the head named; without an order the usual one and the usual date hold."""
    form.instruction = form.instruction or INSTRUCTION
    form.due = form.due or usual_due(form, at=at)
    return list(form.people.all())


def go_out(act: Act, named: Iterable[User], sheet: dict[str, str]) -> JournalEntry:
    """Let the ordered form go; with the last one the record goes on."""
    form = act.form
    if form.ordered_at is None:
        form.ordered_at, form.ordered_by = act.at, act.author
    form.distribute()
    form.distributed_at, form.distributed_by = act.at, act.author
    form.save()
    hand_over(act, to=None)
    if act.submission.step == 1 and act.submission.standing.forms_waiting == 0:
        act.move("begin_entering")
    return act.write_down(after=order_described(form, named) | sheet)


def require_prepared(act: Act) -> None:
    if not act.form.is_prepared:
        raise NotNow(f"{act.form} sudah didistribusikan. {what_happened(act.submission)}")


def ordered(
    act: Act, people: Iterable[User] | None, instruction: str | None, due: date | None
) -> tuple[list[User], dict[str, str]]:
    """Put the order on the form, the caller saves it; give the people it names, and its sheet."""
    form = act.form
    before = last_form(form) if people is None or instruction is None else None
    duties = filling(form.section, before, at=act.at)
    if people is None:
        people = people_again(duties)
    if instruction is None:
        instruction = before.instruction if before else INSTRUCTION
    named = people_who_may(form.section, people, (duty.user for duty in duties))
    form.instruction = instruction.strip()
    form.due = due or form.due or usual_due(form, at=act.at)
    if form.due < localdate(act.at):
        text = "Batas waktu sudah lewat. Pilih hari ini atau sesudahnya."
        raise Incomplete(text, errors={"due": text})
    form.people.set(named)
    return named, on_sheet(act, named, duties)


def usual_due(form: SectionForm, *, at: datetime) -> date:
    """Give the period's date, or that of a late order, in the working days of the unit."""
    record = form.submission
    return periods.forms_back(record.period, localdate(at), unit=record.unit_id, at=at)


def on_sheet(act: Act, named: Iterable[User], duties: list[Assignment]) -> dict[str, str]:
    """Give the order out to those named, or else to the section's own staff."""
    chosen = set(named)
    addressed = [duty for duty in duties if duty.user in chosen]
    return {"sheet": issue_order(act, addressed or duties).number}


def reassign(form: SectionForm, *, people: Iterable[User], by: User, at: datetime) -> JournalEntry:
    """Name other people to fill the form, at any time before the input is sent on."""
    people = list(people)
    with door("reassign", form.submission, form=form, by=by, at=at) as act:
        before = names(act.form.people.all())
        if names(people) == before:
            raise Incomplete("Petugas pengisinya tidak berubah.")
        duties = list(permissions.filling(act.form.section, at))
        named = people_who_may(act.form.section, people, (duty.user for duty in duties))
        act.form.people.set(named)
        sheet = on_sheet(act, named, duties) if act.form.ordered_at else {}
        after = {"form": act.form.section.name, "people": names(named)}
        return act.write_down(before={"people": before}, after=after | sheet)


def people_who_may(section: Section, people: Iterable[User], fillers: Iterable[User]) -> list[User]:
    people, allowed = list(people), set(fillers)
    strangers = [user.name for user in people if user not in allowed]
    if strangers:
        text = f"Bukan petugas pengisi {section}: {', '.join(strangers)}."
        raise Incomplete(text, errors={"people": text})
    return people


def order_described(form: SectionForm, named: Iterable[User]) -> dict[str, str]:
    return {
        "form": form.section.name,
        "people": names(named),
        "instruction": form.instruction,
        "due": form.due.isoformat(),
    }


def names(people: Iterable[User]) -> str:
    return ", ".join(sorted(user.name for user in people))


def fill(
    form: SectionForm,
    *,
    values: Mapping[str, Entry],
    texts: Mapping[str, Text] | None = None,
    by: User,
    at: datetime,
) -> JournalEntry:
    """Write what the section fills in; `texts` explains rows, by code.

    Raises Incomplete (with `errors` by code), Stale, NotYours or NotNow.
    """
    with door("fill", form.submission, form=form, by=by, at=at) as act:
        changes = section_values(act, values, texts or {})
        if not changes:
            raise Incomplete("Tidak ada isian yang berubah.")
        return act.write_down(**described(act.form, changes))


def hand_in(
    form: SectionForm,
    *,
    values: Mapping[str, Entry] | None = None,
    texts: Mapping[str, Text] | None = None,
    by: User,
    at: datetime,
) -> JournalEntry:
    """Hand the form in to step 2, with the values typed since. Step 2 arrives with the last one.

    Rows may be blank: step 2 sees them, and other forms wait for nothing.
    """
    with door("hand_in", form.submission, form=form, by=by, at=at) as act:
        changes = section_values(act, values or {}, texts or {})
        act.form.hand_in()
        act.form.handed_in_at, act.form.handed_in_by = at, by
        act.form.save()
        sheets.form_came_back(act.form, by=by, at=at)
        if act.submission.standing.every_form_is_back:
            rounds.arrive_once(act.submission, 2, at=at)
        return act.write_down(**described(act.form, changes))


def described(form: SectionForm, changes: Changes) -> dict[str, dict]:
    name = form.section.name
    return {
        "before": {"form": name, "rows": changes.before},
        "after": {"form": name, "rows": changes.after},
    }


def section_values(act: Act, values: Mapping[str, Entry], texts: Mapping[str, Text]) -> Changes:
    """Write a section's own rows, as its own source."""
    if not act.form.is_fillable:
        raise NotNow(form_happened(act.form))
    source = Realisation.Source.SECTION
    values = {code: replace(entry, source=source) for code, entry in values.items()}
    return write_values(act, values, texts, lines=section_lines(act))


def section_lines(act: Act) -> dict[str, Line]:
    """List the section's asked lines by code, as far as they are open to it.

    Closed are those typed at step 2; of a returned form all but the rows that were returned.
    """
    record = act.submission
    lines = Line.objects.filter(agreement=record.agreement, section=act.form.section)
    lines = lines.select_related("objective")
    if act.form.is_returned:
        returned = record.marks.filter(edition=record.edition, is_with_section=True)
        lines = lines.filter(pk__in=returned.values("line"))
    else:
        typed = Realisation.objects.filter(period=record.period, edition=record.edition)
        typed = typed.exclude(source=Realisation.Source.SECTION)
        closed = typed.exclude(status=Realisation.Status.BLANK).order_by().values("line")
        lines = lines.exclude(pk__in=closed)
    return {line.code: line for line in lines if line.is_measured_in(record.period)}


def form_happened(form: SectionForm) -> str:
    """Say in Indonesian how a form stands that cannot be typed into or moved now."""
    return FORM_HAPPENED[form.state].format(form=form, who=form.handed_in_by)


FORM_HAPPENED = {
    FormState.PREPARED: "{form} belum didistribusikan.",
    FormState.DISTRIBUTED: "{form} sedang diisi seksinya.",
    FormState.HANDED_IN: (
        "{form} sudah diserahkan oleh {who}; isinya kini pada langkah input realisasi."
    ),
    FormState.RETURNED: "{form} dikembalikan dan sedang diperbaiki seksinya.",
    FormState.SKIPPED: "{form} dilewati; barisnya diisi pada langkah input realisasi.",
}
