"""How often one may guess: a guess is counted before it is judged, and a right one forgives.

So twenty guesses at once are no more than ten. Two rules: per account and address, and per address
alone, because an office is one address; the latter spares who signed in from there lately.
"""

from datetime import datetime, timedelta

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet, Sum

from kinerja.models import User
from kinerja.signin import accounts


def running(at: datetime) -> QuerySet[AccessAttempt]:
    """List the counts that still hold: each from its last guess on, for a quarter of an hour."""
    return AccessAttempt.objects.filter(attempt_time__gt=at - settings.AXES_COOLOFF_TIME)


def take(typed: str, address: str, *, at: datetime) -> datetime | None:
    """Count one guess; where none is left, count nothing and give the moment of the next one."""
    account = accounts.key_of_typed(typed)
    AccessAttempt.objects.filter(attempt_time__lte=at - settings.AXES_COOLOFF_TIME).delete()
    until = address_opens(address, at)
    if until and not is_spared(typed, address, at):
        return until
    return take_of(account, address, at=at)


def take_of(account: str, address: str, *, at: datetime) -> datetime | None:
    """Count one guess at an account alone, as `take` does; mostly in one or two statements."""
    place = {"username": account, "ip_address": address, "user_agent": ""}
    own, ended = AccessAttempt.objects.filter(**place), at - settings.AXES_COOLOFF_TIME
    if counted(own.filter(attempt_time__gt=ended), at) or is_first(place):
        return None
    own.filter(attempt_time__lte=ended).update(failures_since_start=0)
    if counted(own, at):
        return None
    return own.get().attempt_time + settings.AXES_COOLOFF_TIME


def is_first(place: dict[str, str]) -> bool:
    """Begin the count with this guess; False where there is one."""
    try:
        with transaction.atomic():
            AccessAttempt.objects.create(**place, failures_since_start=1)
    except IntegrityError:
        return False
    return True


def counted(own: QuerySet[AccessAttempt], at: datetime) -> bool:
    """Add one below the limit, in one statement: two at once never share the last."""
    below = own.filter(failures_since_start__lt=settings.AXES_FAILURE_LIMIT)
    guessed = below.update(failures_since_start=F("failures_since_start") + 1, attempt_time=at)
    return guessed == 1


def address_opens(address: str, at: datetime) -> datetime | None:
    """Give the moment at which an address has guesses again; None where it has some now."""
    counts = running(at).filter(ip_address=address)
    used = counts.aggregate(used=Sum("failures_since_start"))["used"] or 0
    if used < settings.ADDRESS_FAILURE_LIMIT:
        return None
    for row in counts.order_by("attempt_time"):
        used -= row.failures_since_start
        if used < settings.ADDRESS_FAILURE_LIMIT:
            return row.attempt_time + settings.AXES_COOLOFF_TIME
    return None


def is_spared(typed: str, address: str, at: datetime) -> bool:
    """Say whether the rule of the address alone spares the account: known there, or unlocked."""
    user = accounts.named(typed)
    if user is None:
        return False
    if user.unlocked_at and user.unlocked_at > at - settings.AXES_COOLOFF_TIME:
        return True
    lately = AccessLog.objects.filter(attempt_time__gt=at - settings.FAMILIAR_FOR)
    return lately.filter(username=accounts.key(user), ip_address=address).exists()


def whole_minute(moment: datetime) -> datetime:
    """Round up to the minute, so that who comes at the time that was told is let in."""
    down = moment.replace(second=0, microsecond=0)
    return down if down == moment else down + timedelta(minutes=1)


def note_failure(typed: str, address: str, *, is_refused: bool, at: datetime) -> None:
    """Log a wrong guess; of refused ones the first in a quarter of an hour, for the operator."""
    account = accounts.key_of_typed(typed)
    log = AccessFailureLog.objects.filter(username=account, locked_out=True)
    if is_refused and log.filter(attempt_time__gt=at - settings.AXES_COOLOFF_TIME).exists():
        return
    AccessFailureLog.objects.create(
        username=account, ip_address=address, user_agent="", locked_out=is_refused
    )


def note_sign_in(user: User, address: str) -> None:
    """Log that a person came in, and forgive the guesses before."""
    AccessLog.objects.create(username=accounts.key(user), ip_address=address, user_agent="")
    forgive(user, address)


def forgive(user: User, address: str) -> None:
    own = AccessAttempt.objects.filter(username=accounts.key(user), ip_address=address)
    own.update(failures_since_start=0)


def locked_until(user: User, at: datetime) -> datetime | None:
    """Give until when the person was refused somewhere; None where nobody was, or since unlocked.

    The address whose count ran out last decides; that of a whole address shows by its refusal.
    """
    account = accounts.key(user)
    full = running(at).filter(
        username=account, failures_since_start__gte=settings.AXES_FAILURE_LIMIT
    )
    since = max(at - settings.AXES_COOLOFF_TIME, user.unlocked_at or user.date_joined)
    refused = AccessFailureLog.objects.filter(
        username=account, locked_out=True, attempt_time__gt=since
    )
    moments = [
        row.attempt_time for rows in (full, refused) for row in rows.order_by("-attempt_time")[:1]
    ]
    return whole_minute(max(moments) + settings.AXES_COOLOFF_TIME) if moments else None


def unlock(user: User, *, at: datetime) -> None:
    """Forget what was guessed at the account, and let it in where its address is full."""
    AccessAttempt.objects.filter(username=accounts.key(user)).delete()
    user.unlocked_at = at
    user.save(update_fields=["unlocked_at"])
