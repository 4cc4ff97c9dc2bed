"""What step 4's page shows beside the archive: the description to be stored, and who signs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from workflow.filing import describing, signing
from workflow.forms.filing import DescriptionForm
from workflow.models import ArchiveDescription, Submission
from workflow.outside.receipts import Place
from workflow.refused import Incomplete


@dataclass(frozen=True)
class Filing:
    """The prefilled description, the signers, and the outside applications of a record."""

    description: DescriptionForm
    signers: str
    places: tuple[Place, ...]

    @property
    def classification(self) -> str:
        """Name the klasifikasi that stands there when the page is opened."""
        chosen = self.description["classification"].value()
        choices = self.description.fields["classification"].choices
        return next(
            (code for code, _ in choices if code == chosen), choices[0][0] if choices else ""
        )


def read(record: Submission, typed: Mapping[str, str], *, at: datetime) -> Filing:
    """Read what step 4 is asked; what was typed and not taken stays.

    The record's standing must have been read.
    """
    return Filing(
        description=description_form(record, typed),
        signers=typed.get("signers") or signing.signers(record, at),
        places=record.standing.outside,
    )


def description_form(
    record: Submission, typed: Mapping[str, str], *, before: ArchiveDescription | None = None
) -> DescriptionForm:
    """Make the form of a description that is still to be written, or of the one to correct."""
    return DescriptionForm(
        typed if "summary" in typed else None,
        initial=describing.standing(before) if before else describing.defaults(record),
        classifications=describing.offered(record, before),
    )


def read_typed(form: DescriptionForm) -> dict:
    """Give what was typed; {} where the page had none. Raises Incomplete."""
    if form.is_bound and not form.is_valid():
        errors = {form.fields[name].label: each[0] for name, each in form.errors.items()}
        raise Incomplete("Data arsip belum lengkap.", errors=errors)
    return form.cleaned_data if form.is_bound else {}
