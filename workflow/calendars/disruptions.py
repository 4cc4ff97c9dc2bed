"""Writing gangguan kerja; who may, and when, is decided in `actions.disrupting`."""

from datetime import datetime

from django.db.models import QuerySet

from kinerja.models import Unit, User
from kinerja.templatetags.office import short_moment
from workflow.models import Disruption


def record(
    unit: Unit, starts_at: datetime, ends_at: datetime, reason: str, *, by: User, at: datetime
) -> Disruption:
    return Disruption.objects.create(
        unit=unit,
        starts_at=starts_at,
        ends_at=ends_at,
        reason=reason,
        recorded_at=at,
        recorded_by=by,
    )


def confirm(disruption: Disruption, *, by: User, at: datetime) -> bool:
    """Stamp as confirmed what still waits; False where it does not."""
    return bool(waiting(disruption).update(confirmed_at=at, confirmed_by=by))


def withdraw(disruption: Disruption, *, by: User, at: datetime) -> bool:
    """Stamp as withdrawn what still waits; False where it does not."""
    return bool(waiting(disruption).update(withdrawn_at=at, withdrawn_by=by))


def waiting(disruption: Disruption) -> QuerySet[Disruption]:
    return Disruption.objects.standing().filter(pk=disruption.pk, confirmed_at=None)


def overlapping(unit: Unit, starts_at: datetime, ends_at: datetime) -> Disruption | None:
    near = Disruption.objects.standing().filter(unit=unit)
    return near.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).first()


def named(disruption: Disruption) -> str:
    """Name it with its hours: "Listrik padam, 5 Okt 2026 08.00 s.d. 5 Okt 2026 10.00"."""
    starts, ends = short_moment(disruption.starts_at), short_moment(disruption.ends_at)
    return f"{disruption.reason}, {starts} s.d. {ends}"
