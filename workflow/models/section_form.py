from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from kinerja.models import Section, User
from workflow.models.submission import Submission


class FormState(models.TextChoices):
    PREPARED = "prepared", "belum didistribusikan"
    DISTRIBUTED = "distributed", "didistribusikan"
    HANDED_IN = "handed_in", "diserahkan"
    RETURNED = "returned", "dikembalikan"
    SKIPPED = "skipped", "dilewati"


# The states in which the section can type, and those in which step 2 waits for it no longer.
FILLABLE = (FormState.DISTRIBUTED, FormState.RETURNED)
SKIPPED = FormState.SKIPPED
DONE = (FormState.HANDED_IN, SKIPPED)


class SectionFormQuerySet(models.QuerySet):
    """Forms; refuses every way around the machine that moves their state."""

    def update(self, **values) -> int:
        if "state" in values:
            raise TypeError("state moves only through the transitions of SectionForm")
        return super().update(**values)

    def save_skipped(self, forms: Iterable["SectionForm"]) -> None:
        """Save several forms that were skipped, each by its own transition, in one statement."""
        forms = list(forms)
        if any(form.state != SKIPPED for form in forms):
            raise TypeError("state moves only through the transitions of SectionForm")
        models.QuerySet.update(self.filter(pk__in=[form.pk for form in forms]), state=SKIPPED)


class SectionForm(ConcurrentTransitionMixin, models.Model):
    """One formulir: what one section fills in for one record.

    | state       | who causes it                                    | leaves by                  |
    | ----------- | ------------------------------------------------ | -------------------------- |
    | prepared    | opening the period                               | distribute_form, skip_form |
    | distributed | Kepala Seksi or the petugas whom he named        | hand_in, skip_form         |
    | handed_in   | Kepala Seksi                                     | take_back, return_form     |
    | returned    | Kasubag, with a reason and rows                  | hand_in, skip_form         |
    | skipped     | who acts at step 2 or 3, with a reason           | nothing; rows are Kasubag's |

    It can be filled while distributed or returned, whatever the other sections do.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="forms")
    section = models.ForeignKey(Section, models.PROTECT, related_name="forms")
    state = FSMField(
        "keadaan",
        default=FormState.PREPARED,
        choices=FormState.choices,
        protected=True,
        editable=False,
    )
    instruction = models.CharField("perintah", max_length=500, blank=True, default="")
    due = models.DateField("kembali paling lambat", null=True, blank=True)
    people = models.ManyToManyField(User, related_name="+", verbose_name="petugas pengisi")
    ordered_at = models.DateTimeField(null=True)
    ordered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    distributed_at = models.DateTimeField(null=True)
    distributed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    handed_in_at = models.DateTimeField(null=True)
    handed_in_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    returned_at = models.DateTimeField("dikembalikan pada", null=True)

    objects = SectionFormQuerySet.as_manager()

    class Meta:
        verbose_name = "formulir"
        verbose_name_plural = "formulir"
        ordering = ["submission_id", "section__order", "section__name"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "section"], name="form_once"),
            models.CheckConstraint(
                condition=Q(state__in=FormState.values), name="form_is_in_a_known_state"
            ),
            models.CheckConstraint(
                condition=Q(state__in=(FormState.PREPARED, FormState.SKIPPED))
                | Q(distributed_at__isnull=False, distributed_by__isnull=False),
                name="form_distributed_at_and_by",
            ),
            models.CheckConstraint(
                condition=~Q(state=FormState.HANDED_IN)
                | Q(handed_in_at__isnull=False, handed_in_by__isnull=False),
                name="form_handed_in_at_and_by",
            ),
        ]

    def __init__(self, *args, **kwargs) -> None:
        if "state" in kwargs:
            raise TypeError("state moves only through the transitions of SectionForm")
        super().__init__(*args, **kwargs)

    def __str__(self) -> str:
        return f"Formulir {self.section}, {self.submission.period}"

    @property
    def is_prepared(self) -> bool:
        return self.state == FormState.PREPARED

    @property
    def is_distributed(self) -> bool:
        return self.state == FormState.DISTRIBUTED

    @property
    def is_handed_in(self) -> bool:
        return self.state == FormState.HANDED_IN

    @property
    def is_fillable(self) -> bool:
        return self.state in FILLABLE

    @property
    def is_done(self) -> bool:
        return self.state in DONE

    @property
    def is_returned(self) -> bool:
        return self.state == FormState.RETURNED

    @transition(state, source=FormState.PREPARED, target=FormState.DISTRIBUTED)
    def distribute(self) -> None:
        """The form goes out to those who fill it."""

    @transition(state, source=FILLABLE, target=FormState.HANDED_IN)
    def hand_in(self) -> None:
        """Kepala Seksi gives the filled form to Kasubag."""

    @transition(state, source=FormState.HANDED_IN, target=FormState.DISTRIBUTED)
    def take_back(self) -> None:
        """Kepala Seksi takes it back before step 2 has touched it."""

    @transition(state, source=FormState.HANDED_IN, target=FormState.RETURNED)
    def send_back(self) -> None:
        """Kasubag asks the section for some rows again."""

    @transition(state, source=[FormState.PREPARED, *FILLABLE], target=FormState.SKIPPED)
    def skip(self) -> None:
        """The record goes on without the section; its rows become step 2's."""
