from django.db import models
from django.db.models import Q
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from kinerja.models import Agreement, JournalEntry, Period, Unit, User
from workflow.models.conditions import (
    every_awaited_receipt_is_here,
    every_form_is_out,
    every_late_value_is_checked,
    every_row_is_accepted,
    every_row_is_checked,
    no_late_value_is_approved,
    no_note_is_open,
    nothing_must_be_mended,
    the_archive_has_its_paper,
    the_edition_is_not_sealed,
    the_edition_is_sealed,
    the_review_has_not_begun,
)
from workflow.models.sop import Sop


class State(models.TextChoices):
    """Where a record stands; each but the last two is one step of the SOP."""

    DISTRIBUTING = "distributing", "Distribusi formulir"
    ENTERING = "entering", "Input realisasi"
    REVIEWING = "reviewing", "Koreksi"
    ARCHIVING = "archiving", "Pendokumentasian digital"
    ARCHIVED = "archived", "Diarsipkan"
    CANCELLED = "cancelled", "Dibatalkan"


STEP_STATES = {
    1: State.DISTRIBUTING,
    2: State.ENTERING,
    3: State.REVIEWING,
    4: State.ARCHIVING,
}
BEFORE_APPROVAL = (State.DISTRIBUTING, State.ENTERING, State.REVIEWING)


class SubmissionQuerySet(models.QuerySet):
    """Records; refuses every way around the machine that moves their state."""

    def update(self, **values) -> int:
        if "state" in values:
            raise TypeError("state moves only through the transitions of Submission")
        return super().update(**values)

    def bulk_update(self, objs, fields, batch_size=None) -> int:
        if "state" in fields:
            raise TypeError("state moves only through the transitions of Submission")
        return super().bulk_update(objs, fields, batch_size)

    def alive(self) -> "SubmissionQuerySet":
        return self.exclude(state=State.CANCELLED)

    def with_names(self) -> "SubmissionQuerySet":
        return self.select_related("unit", "period", "sop", "agreement")


class Submission(ConcurrentTransitionMixin, models.Model):
    """One berkas: what one unit reports for one period, on its way through the four steps.

    | state        | SOP step            | who causes it            | leaves by                    |
    | ------------ | ------------------- | ------------------------ | ---------------------------- |
    | distributing | 1 Distribusi        | opening the period       | the last form that goes out  |
    | entering     | 2 Input realisasi   | that form; a return;     | submit                       |
    |              |                     | a reopening              |                              |
    | reviewing    | 3 Koreksi           | submit                   | approve, send_back, withdraw |
    | archiving    | 4 Pendokumentasian  | approve                  | seal, then file_copy; before |
    |              |                     |                          | the seal revoke_approval,    |
    |              |                     |                          | return_from_archiving        |
    | archived     | done                | file_copy                | reopen, as the next edition  |
    | cancelled    | opened by mistake   | cancel, before approval  | nothing                      |

    Values change only in distributing (by the sections) and entering; from archiving on nothing
    changes but the archive. Cancelling a later edition leads back to the archive of the earlier.

    `standing` must be set (workflow.standing.read) before a transition with conditions is asked.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="submissions")
    period = models.ForeignKey(Period, models.PROTECT, related_name="submissions")
    sop = models.ForeignKey(Sop, models.PROTECT, related_name="submissions")
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="submissions")
    edition = models.PositiveSmallIntegerField("edisi", default=1)
    edition_began = models.PositiveIntegerField("catatan pertama edisi ini", default=1)
    state = FSMField(
        "keadaan",
        default=State.DISTRIBUTING,
        choices=State.choices,
        protected=True,
        editable=False,
    )
    opened_at = models.DateTimeField("dibuka pada")
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "berkas"
        verbose_name_plural = "berkas"
        ordering = ["-period__year", "-period__quarter", "unit__name", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "period"],
                condition=~Q(state=State.CANCELLED),
                name="one_living_record_per_unit_and_period",
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="record_is_in_a_known_state"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CANCELLED) | Q(edition=1),
                name="only_a_first_edition_is_cancelled",
            ),
        ]

    def __init__(self, *args, **kwargs) -> None:
        if "state" in kwargs:
            raise TypeError("state moves only through the transitions of Submission")
        super().__init__(*args, **kwargs)

    def __str__(self) -> str:
        return f"{self.unit}, {self.period}"

    @property
    def chain_key(self) -> str:
        return f"berkas:{self.pk}"

    def journal(self) -> models.QuerySet[JournalEntry]:
        return JournalEntry.objects.filter(chain=self.chain_key)

    @property
    def step(self) -> int | None:
        """Number the SOP step that the record is in; None when it is in none."""
        return next((n for n, state in STEP_STATES.items() if state == self.state), None)

    @property
    def is_cancelled(self) -> bool:
        return self.state == State.CANCELLED

    @transition(
        state, source=State.DISTRIBUTING, target=State.ENTERING, conditions=[every_form_is_out]
    )
    def begin_entering(self) -> None:
        """All forms are out: step 1 is done."""

    @transition(
        state,
        source=State.ENTERING,
        target=State.REVIEWING,
        conditions=[nothing_must_be_mended, every_row_is_accepted],
    )
    def submit(self) -> None:
        """Kasubag hands the input to Sekcam."""

    @transition(state, source=State.REVIEWING, target=State.ENTERING)
    def send_back(self) -> None:
        """Sekcam returns the draft; a new round of step 2 begins."""

    @transition(
        state,
        source=State.REVIEWING,
        target=State.ENTERING,
        conditions=[the_review_has_not_begun],
    )
    def withdraw(self) -> None:
        """Kasubag takes the input back before Sekcam has begun."""

    @transition(
        state,
        source=State.REVIEWING,
        target=State.ARCHIVING,
        conditions=[every_row_is_checked, every_late_value_is_checked, no_note_is_open],
    )
    def approve(self) -> None:
        """Sekcam approves what was on screen."""

    @transition(
        state,
        source=State.ARCHIVING,
        target=State.ARCHIVING,
        conditions=[the_edition_is_not_sealed, no_note_is_open],
    )
    def seal(self) -> None:
        """The electronic archive is made; the record waits for its paper."""

    @transition(
        state,
        source=State.ARCHIVING,
        target=State.REVIEWING,
        conditions=[the_edition_is_not_sealed],
    )
    def revoke_approval(self) -> None:
        """Sekcam takes the approval back before the seal."""

    @transition(
        state,
        source=State.ARCHIVING,
        target=State.REVIEWING,
        conditions=[the_edition_is_not_sealed],
    )
    def return_from_archiving(self) -> None:
        """Admin found a fault before the seal."""

    @transition(
        state,
        source=State.ARCHIVING,
        target=State.ARCHIVED,
        conditions=[the_edition_is_sealed, every_awaited_receipt_is_here],
    )
    def file_copy(self) -> None:
        """The signed print stands in its box: both archives are complete."""

    @transition(
        state,
        source=[State.ARCHIVING, State.ARCHIVED],
        target=State.ENTERING,
        conditions=[the_edition_is_sealed, no_late_value_is_approved],
    )
    def reopen(self) -> None:
        """An error was found: the next edition begins, the old archive stays."""
        self.edition = self.standing.next_edition

    @transition(
        state,
        source=[State.DISTRIBUTING, State.ENTERING, State.REVIEWING],
        target=State.CANCELLED,
    )
    def cancel(self) -> None:
        """A first edition was opened by mistake; unit × period is free again."""

    @transition(
        state,
        source=[State.ENTERING, State.REVIEWING],
        target=State.ARCHIVED,
        conditions=[the_archive_has_its_paper],
    )
    def return_to_archive(self) -> None:
        """A later edition was opened by mistake: the one archived last stands again."""
        self.edition = self.standing.archived_edition

    @transition(state, source=[State.ENTERING, State.REVIEWING], target=State.ARCHIVING)
    def return_to_filing(self) -> None:
        """The same, where the edition archived last still waits for its paper."""
        self.edition = self.standing.archived_edition
