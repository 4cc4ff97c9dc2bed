"""Who may do what next: a row per verb, and the person found through the SOP's actor column."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from kinerja import access
from kinerja.models import Assignment, Role, Section, Unit, User
from workflow.models import SectionForm, Sop, SopStep, State, Submission
from workflow.refused import NotYours


@dataclass(frozen=True)
class Rule:
    """When a verb is offered and to whom: the actor of an SOP step, or roles beside him."""

    label: str
    told: str
    states: tuple[State, ...]
    step: int
    also: tuple[Role, ...] = ()
    by_named_people: bool = False
    works: bool = False


BEFORE_APPROVAL = (State.DISTRIBUTING, State.ENTERING, State.REVIEWING)
FILLING = (State.DISTRIBUTING, State.ENTERING)

# label: the word on the button; told: what the journal says of it; works: the act starts its step.
RULES = {
    "open_submission": Rule("Buka periode", "membuka berkas", (), 2),
    "order_form": Rule(
        "Perintahkan", "memerintahkan penyiapan formulir", (State.DISTRIBUTING,), 1, works=True
    ),
    "distribute_form": Rule(
        "Distribusikan",
        "mendistribusikan formulir",
        (State.DISTRIBUTING,),
        1,
        by_named_people=True,
        works=True,
    ),
    "fill": Rule("Simpan", "mengisi formulir", FILLING, 1, by_named_people=True),
    "hand_in": Rule("Serahkan", "menyerahkan formulir", FILLING, 1),
    "start": Rule("Mulai", "memulai langkah", tuple(State), 0, works=True),
    "enter": Rule("Simpan", "menginput realisasi", (State.ENTERING,), 2, works=True),
    "explain": Rule("Simpan", "menulis penjelasan", (State.ENTERING,), 2, works=True),
    "accept": Rule("Terima", "menerima baris", (State.ENTERING,), 2, works=True),
    "submit": Rule(
        "Kirim ke koreksi", "mengirim untuk dikoreksi", (State.ENTERING,), 2, works=True
    ),
    "check": Rule("Sesuai", "menyatakan sesuai", (State.REVIEWING,), 3, works=True),
    "send_back": Rule(
        "Kembalikan", "mengembalikan untuk diperbaiki", (State.REVIEWING,), 3, works=True
    ),
    "approve": Rule("Setujui", "menyetujui", (State.REVIEWING,), 3, works=True),
    "seal": Rule("Segel", "menyegel arsip elektronik", (State.ARCHIVING,), 4, works=True),
    "file_copy": Rule(
        "Simpan salinan", "menyimpan salinan manual", (State.ARCHIVING,), 4, works=True
    ),
    "reopen": Rule("Buka kembali", "membuka kembali berkas", (State.ARCHIVING, State.ARCHIVED), 3),
    "cancel": Rule(
        "Batalkan berkas", "membatalkan berkas", BEFORE_APPROVAL, 3, also=(Role.ADMINISTRATOR,)
    ),
}

# Acts that change what a reviewer reads; `approve` is stale when another person did one of them.
VALUE_VERBS = ("fill", "hand_in", "enter", "explain")
# Who did one of these in an edition may not review it.
ENTERING_VERBS = ("enter", "submit")


def told(verb: str) -> str:
    """Say what the journal's verb means, for the history."""
    return RULES[verb].told if verb in RULES else verb


def fits(duty: Assignment, role: str, unit: Unit, section: Section | None) -> bool:
    """Say whether an assignment carries the role for this unit and, where asked, this section."""
    return (
        duty.role == role
        and duty.unit_id in (unit.pk, None)
        and duty.section_id in (section.pk if section else None, None)
    )


def holding(
    held: Iterable[Assignment],
    rule: Rule,
    actor: str,
    *,
    unit: Unit,
    form: SectionForm | None = None,
) -> Assignment | None:
    """Pick the assignment, of those held, that lets its holder do the verb; None without one."""
    section = form.section if form else None
    for duty in held:
        if any(fits(duty, role, unit, section) for role in (actor, *rule.also)):
            return duty
        if rule.by_named_people and form and is_named(duty, form):
            return duty
    return None


def is_named(duty: Assignment, form: SectionForm) -> bool:
    """Say whether Kepala Seksi has named this person to prepare, distribute and fill the form."""
    if not fits(duty, Role.FORM_FILLER, form.submission.unit, form.section):
        return False
    return any(person.pk == duty.user_id for person in form.people.all())


def capacity(
    verb: str,
    *,
    by: User,
    at: datetime,
    unit: Unit,
    sop: Sop,
    form: SectionForm | None = None,
    step: int | None = None,
) -> Assignment:
    """Find in what capacity the person does the verb. Raises NotYours, naming who can."""
    rule = RULES[verb]
    actor = sop.rows[step or rule.step]
    duty = holding(access.duties(by, at), rule, actor.actor, unit=unit, form=form)
    if duty is None:
        raise NotYours(whose(rule, actor, at=at, unit=unit, form=form))
    return duty


def whose(rule: Rule, actor: SopStep, *, at: datetime, unit: Unit, form: SectionForm | None) -> str:
    """Say in Indonesian who can do the verb at the step of that actor."""
    duties = Assignment.objects.in_force(at).select_related("user", "position")
    serving = duties.filter(Q(unit=unit) | Q(unit=None))
    if form:
        serving = serving.filter(Q(section=form.section) | Q(section=None))
    holders = [
        duty
        for duty in serving.order_by("position__title", "user__name")
        if holding([duty], rule, actor.actor, unit=unit, form=form)
    ]
    names = ", ".join(f"{duty.position.title} ({duty.user.name})" for duty in holders)
    return f"Yang dapat melakukannya: {names or actor.actor_title + ', saat ini belum terisi'}."


def fillers(section: Section, at: datetime) -> list[User]:
    """List those whom the head of the section can name as petugas pengisi."""
    held = Assignment.objects.in_force(at).filter(role=Role.FORM_FILLER, section=section)
    return list(User.objects.filter(pk__in=held.values("user")).order_by("name"))


def refuse_own_entry(submission: Submission, *, by: User) -> None:
    """Keep apart who enters and who reviews, within one edition."""
    entered = submission.journal().filter(
        verb__in=ENTERING_VERBS, person=by, number__gte=submission.edition_began
    )
    if entered.exists():
        raise NotYours(
            "Anda ikut menginput realisasi edisi ini, maka koreksinya dilakukan oleh orang lain."
        )
