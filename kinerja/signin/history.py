"""When a person last came in, and how often others tried since: told at the next sign-in."""

from dataclasses import dataclass
from datetime import datetime

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from kinerja.models import User
from kinerja.signin import accounts

CARRIED = "last_sign_in"


@dataclass(frozen=True)
class Before:
    """The sign-in before this one, and the wrong passwords in between."""

    at: datetime
    address: str
    failures: int


def sign_ins(user: User) -> QuerySet[AccessLog]:
    return AccessLog.objects.filter(username=accounts.key(user)).order_by("-attempt_time", "-pk")


def failures(user: User) -> QuerySet[AccessFailureLog]:
    wrong = AccessFailureLog.objects.filter(username=accounts.key(user), locked_out=False)
    return wrong.order_by("-attempt_time", "-pk")


def before(user: User) -> Before | None:
    """Read the last sign-in until now; None at the first."""
    last = sign_ins(user).first()
    if last is None:
        return None
    since = failures(user).filter(attempt_time__gt=last.attempt_time).count()
    return Before(last.attempt_time, last.ip_address, since)


def carry(session: SessionBase, found: Before | None) -> None:
    """Let the session tell it once; nothing at the first sign-in."""
    if found:
        session[CARRIED] = [found.at.isoformat(), found.address, found.failures]


def carried(session: SessionBase) -> Before | None:
    told = session.get(CARRIED)
    return Before(datetime.fromisoformat(told[0]), told[1], told[2]) if told else None


def dismiss(session: SessionBase) -> None:
    session.pop(CARRIED, None)


def forget(at: datetime) -> int:
    """Take away what is older than it is kept for, and sessions that ended; say how many."""
    old = [
        log.objects.filter(attempt_time__lt=at - settings.SIGN_INS_KEPT)
        for log in (AccessLog, AccessFailureLog)
    ]
    over = AccessAttempt.objects.filter(attempt_time__lt=at - settings.AXES_COOLOFF_TIME)
    ended = Session.objects.filter(expire_date__lt=at)
    return sum(rows.delete()[0] for rows in (*old, over, ended))
