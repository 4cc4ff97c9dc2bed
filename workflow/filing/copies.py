"""Paper copies: where each stands now, and which of earlier editions wait for the word DIGANTI."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet

from kinerja.models import User
from workflow.models import (
    ArchiveCopy,
    ArchiveDescription,
    PaperCopy,
    State,
    Submission,
    SupersededMark,
)


def of(record: Submission) -> list[ArchiveCopy]:
    """Read the record's archives, the latest edition first, with every place of their paper."""
    names = ("sealed_by", "superseded_mark__marked_by")
    return list(with_papers(record.archives.select_related(*names)).order_by("-edition"))


def with_papers(found: QuerySet[ArchiveCopy]) -> QuerySet[ArchiveCopy]:
    """Fetch the places and descriptions along, the latest first.

    The first of `places` is where the paper stands, the first of `described` what the list says.
    """
    places = PaperCopy.objects.select_related("filed_by").order_by("-pk")
    described = ArchiveDescription.objects.select_related("corrected_by").order_by("-pk")
    return found.prefetch_related(
        Prefetch("papers", places, to_attr="places"),
        Prefetch("descriptions", described, to_attr="described"),
    )


def unmarked() -> QuerySet[ArchiveCopy]:
    """List the archives of editions gone by whose paper was filed and is not marked DIGANTI."""
    filed = PaperCopy.objects.filter(archive=OuterRef("pk"))
    marked = SupersededMark.objects.filter(archive=OuterRef("pk"))
    old = ArchiveCopy.objects.filter(edition__lt=F("submission__edition"))
    return old.exclude(submission__state=State.CANCELLED).filter(Exists(filed), ~Exists(marked))


def waiting(units: Iterable[int]) -> list[ArchiveCopy]:
    """List the unmarked of these units, with what a task says of them."""
    names = ("submission__unit", "submission__period", "submission__sop")
    found = unmarked().filter(submission__unit__in=list(units)).select_related(*names)
    return list(with_papers(found.prefetch_related("submission__sop__steps")).order_by("pk"))


def mark(copies: Iterable[ArchiveCopy], *, by: User, at: datetime) -> None:
    SupersededMark.objects.bulk_create(
        SupersededMark(archive=copy, marked_at=at, marked_by=by) for copy in copies
    )
