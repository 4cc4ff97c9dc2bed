"""The one door: every act locks the record, proves its right, changes, and is written down."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from kinerja import journal, zone
from kinerja.models import Chain, JournalEntry, User
from workflow import permissions, rules, standing
from workflow.models import Condition, SectionForm, Sheet, State, StepRun, Submission
from workflow.permissions import Capacity
from workflow.refused import ClockWrong, Incomplete, NotNow
from workflow.seats import fits
from workflow.timing import rounds


class Act:
    """One act under way: the locked record, who does it in what capacity, and when.

    `by` is None where the program acts; then the holder of the capacity answers for it.
    An act that works at a step has its round in `run`; `is_first` where the act began it,
    `ended_pause` where it was in a pause until now.
    """

    run: StepRun
    is_first: bool
    ended_pause = False
    is_own_review = False

    def __init__(
        self,
        verb: str,
        submission: Submission,
        capacity: Capacity,
        *,
        by: User | None,
        at: datetime,
        form: SectionForm | None,
        sheet: Sheet | None,
        chain: Chain,
    ) -> None:
        self.verb, self.submission, self.form, self.sheet = verb, submission, form, sheet
        self.capacity, self.by, self.at, self.chain = capacity, by, at, chain
        self.was = place(submission)
        standing.read(submission)

    @property
    def author(self) -> User:
        """Name who answers for the act: who does it, else who ordered the program to."""
        return self.by or self.capacity.duty.user

    def move(self, transition: str) -> None:
        """Move the record's state. Raises Incomplete with the reasons of unmet conditions."""
        reasons = unmet(self.submission, transition)
        if reasons:
            raise Incomplete(" ".join(reasons))
        getattr(self.submission, transition)()
        if place(self.submission) != self.was:
            self.submission.save()

    def write_down(
        self,
        *,
        before: Mapping = {},
        after: Mapping = {},
        note: str = "",
    ) -> JournalEntry:
        """Add the act's one journal entry, with the record's move where it moved."""
        now = place(self.submission)
        moved = {name for name in now if now[name] != self.was[name]}
        return journal.append(
            self.chain,
            self.verb,
            by=self.by,
            capacity=self.capacity.title,
            at=self.at,
            before={name: self.was[name] for name in moved} | dict(before),
            after={name: now[name] for name in moved} | self.mark | dict(after),
            note=note,
        )

    @property
    def mark(self) -> dict[str, str]:
        """Mark the entry where the same person entered and reviews, as small offices may."""
        return {"small_office": "ya"} if self.is_own_review else {}


def place(submission: Submission) -> dict[str, str]:
    return {"state": str(submission.state), "edition": str(submission.edition)}


def locked_chain(key: str, at: datetime) -> Chain:
    """Lock a journal, as a record's. Raises ClockWrong, also for acts that only set marks."""
    chain = journal.locked_chain(key)
    try:
        journal.refuse_clock_fault(chain, at)
    except journal.ClockFault as fault:
        raise ClockWrong.by(fault) from fault
    return chain


def admitted(verb: str, submission: Submission, *, by: User, at: datetime) -> Submission:
    """Give the record as the door would open it now, unlocked, before something slow is begun.

    Raises NotYours or NotNow. The door itself asks again.
    """
    require_aware(at)
    rule, record = rules.RULES[verb], Submission.objects.with_names().get(pk=submission.pk)
    permissions.capacity(verb, by=by, at=at, unit=record.unit, sop=record.sop)
    if record.state not in rule.states:
        raise NotNow(what_happened(record))
    if rule.works and rule.step == 3:
        permissions.reviews_own_entry(record, by=by)
    return record


@contextmanager
def door(
    verb: str,
    submission: Submission,
    *,
    by: User | None,
    at: datetime,
    form: SectionForm | None = None,
    sheet: Sheet | None = None,
    step: int | None = None,
    lock: Callable[[Submission], Submission] | None = None,
    capacity: Capacity | None = None,
) -> Iterator[Act]:
    """Open the record for one act: locked, the person's right and the state proven.

    `lock` takes more rows than the record's own, where the act reaches further. `capacity` is
    given where the program acts, whose right was proven before.

    Raises ClockWrong, NotYours or NotNow; whatever is raised inside undoes all of it.
    """
    require_aware(at)
    with transaction.atomic():
        record = (lock or locked)(submission)
        chain = locked_chain(record.chain_key, at)
        if form is not None:
            # Read anew, not refreshed: that meets the machine's protection while another thread
            # makes a form.
            form = SectionForm.objects.select_related("section").get(pk=form.pk)
            form.submission = record
        if sheet is not None:
            sheet.refresh_from_db()
            prefetch_related_objects([sheet], "forwardings")
            sheet.submission = record
        rule, whole = rules.RULES[verb], {"unit": record.unit, "sop": record.sop}
        capacity = capacity or permissions.capacity(
            verb, by=by, at=at, **whole, form=form, sheet=sheet, step=step
        )
        if record.state not in rule.states:
            raise NotNow(what_happened(record))
        act = Act(verb, record, capacity, by=by, at=at, form=form, sheet=sheet, chain=chain)
        if rule.works:
            # Asked before the round is written to: who is refused has not even begun.
            if (step or rule.step) == 3:
                act.is_own_review = permissions.reviews_own_entry(record, by=by)
            begin_step(act, step or rule.step)
            if act.run.step == 2:
                record.standing.entering_round = act.run.round
        elif rule.resumes:
            end_own_pause(act, rule.step)
        yield act


def require_aware(at: datetime) -> None:
    if timezone.is_naive(at):
        raise ValueError("at= must be an aware datetime")


def locked(submission: Submission) -> Submission:
    """Take the record's row first, so that acts on one record stand in a queue.

    On PostgreSQL a row that waited is joined to what was read beside it before: where the act ahead
    gave the record another agreement, nothing is found. It is locked then, and found when asked
    for again.
    """
    record = Submission.objects.with_names().select_for_update(of=("self",))
    return record.filter(pk=submission.pk).first() or record.get(pk=submission.pk)


def begin_step(act: Act, step: int) -> None:
    """Start the step's round with the actor's first own act, or end its pause; step 1 is a form's.

    Who works is not in a pause: nobody gains by leaving one open.
    """
    form = act.form if step == 1 else None
    act.run = rounds.current_run(act.submission, step, form=form, at=act.at)
    act.is_first = act.run.started_at is None
    if act.run.paused:
        act.ended_pause = True
        rounds.end_pause(act.run, at=act.at)
    if act.is_first:
        rounds.begin(act.run, act.submission.sop, by=act.by, at=act.at)
        if not rules.RULES[act.verb].ends:
            act.run.save()


def end_own_pause(act: Act, step: int) -> None:
    """End the pause of the step's round where it is this person's: who holds the seat, or noted it.

    What another does at the record leaves the pause alone.
    """
    form = act.form if step == 1 else None
    run = rounds.current_run(act.submission, step, form=form, at=act.at)
    if run.paused and (holds_step(act, step) or rounds.paused_by(run, act.by)):
        rounds.end_pause(run, at=act.at)


def holds_step(act: Act, step: int) -> bool:
    record, section = act.submission, act.form.section if act.form and step == 1 else None
    return fits(act.capacity.duty, record.sop.rows[step].actor, record.unit, section)


def hand_over(act: Act, *, to: int | None) -> None:
    """Finish the round that the act belongs to and let the next step's round arrive."""
    rounds.finish(act.run, by=act.by, at=act.at, outcome=act.verb)
    if to:
        rounds.arrive(act.submission, to, at=act.at)


def unmet(submission: Submission, transition: str) -> list[str]:
    """Ask the machine why a transition is not possible; an empty list says that it is."""
    machine = getattr(submission, transition)._django_fsm
    found = machine.get_transition(submission.state)
    if found is None:
        return [what_happened(submission)]
    conditions: list[Condition] = found.conditions or []
    return [condition.reason for condition in conditions if not condition(submission)]


def what_happened(submission: Submission) -> str:
    """Say in Indonesian where the record stands and who brought it there, when."""
    state = State(submission.state).label
    last = submission.journal().order_by("-number").first()
    if last is None:
        return f"Berkas ini sekarang pada: {state}."
    when = f"{timezone.localtime(last.moment):%d-%m-%Y pukul %H.%M} {zone.word(last.moment)}"
    who = f"{last.name} ({last.capacity})" if last.name else last.capacity
    return f"Berkas ini sekarang pada: {state}. {who} {rules.told(last.verb)}, {when}."
