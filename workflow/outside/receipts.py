"""Receipts of outside applications: written once, read per edition, awaited by step 4."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from kinerja.evidence import Kept
from kinerja.models import Evidence, User
from workflow.models import OutsideApplication, Receipt, Submission
from workflow.outside import applications


@dataclass(frozen=True)
class Place:
    """One outside application of a record: what it gave back for this edition, the latest first."""

    application: OutsideApplication
    receipts: tuple[Receipt, ...]

    @property
    def is_owed(self) -> bool:
        """Say whether step 4 still waits for its receipt."""
        return self.application.is_awaited and not self.receipts


def of(record: Submission) -> QuerySet[Receipt]:
    """List the receipts of the record's edition, the latest first."""
    names = ("evidence", "filed_by")
    found = Receipt.objects.filter(submission=record, edition=record.edition)
    return found.select_related(*names).order_by("-pk")


def places(record: Submission) -> tuple[Place, ...]:
    """Read every application of the record's unit with its receipts, at two questions."""
    given = list(of(record))
    return tuple(placed(each, given) for each in applications.listed(record.unit))


def placed(application: OutsideApplication, given: Iterable[Receipt]) -> Place:
    own = tuple(each for each in given if each.application == application.code)
    return Place(application, own)


def is_known(
    record: Submission,
    application: OutsideApplication,
    file: Kept | None,
    *,
    received_on: date,
    number: str,
) -> bool:
    """Say whether the very same receipt was noted already."""
    same = of(record).filter(application=application.code, received_on=received_on, number=number)
    if file is None:
        return same.filter(evidence=None).exists()
    return same.filter(evidence__file__sha256=file.sha256).exists()


def write(
    record: Submission,
    application: OutsideApplication,
    *,
    received_on: date,
    number: str,
    evidence: Evidence | None,
    by: User,
    at: datetime,
) -> Receipt:
    return Receipt.objects.create(
        submission=record,
        edition=record.edition,
        application=application.code,
        application_name=application.name,
        received_on=received_on,
        number=number,
        evidence=evidence,
        filed_at=at,
        filed_by=by,
    )


def told(receipt: Receipt) -> dict[str, str]:
    """Say of a receipt what the journal says; without a picture its parts are empty."""
    picture = receipt.evidence
    return {
        "application": receipt.application_name,
        "application_code": receipt.application,
        "receipt": receipt.number,
        "received_on": receipt.received_on.isoformat(),
        "title": picture.title if picture else "",
        "sha256": picture.file.sha256 if picture else "",
    }
