"""How long a session lasts: unused, and at all; how it begins and how all of them end."""

from datetime import UTC, datetime

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

from kinerja.models import User

# When it began and was last used, in seconds since 1970, and whether others use the computer.
BEGAN, USED, SHARED = "signed_in_at", "used_at", "is_shared"
# A page that follows another within this time writes nothing.
FRESH = 60

NOT_USED = "Sesi Anda berakhir karena {limit} tidak dipakai. Masuk lagi untuk melanjutkan."
TOO_LONG = "Sesi Anda berakhir: {limit} sesudah masuk, setiap orang masuk lagi."


def begin(session: SessionBase, *, is_shared: bool, at: datetime) -> None:
    """Begin the limits with a sign-in; on a shared computer the browser forgets when it closes."""
    session[BEGAN] = session[USED] = seconds(at)
    session[SHARED] = is_shared
    session.set_expiry(0 if is_shared else None)


def why_ended(session: SessionBase, at: datetime) -> str:
    """Say why a session is over; "" while it lasts. One without marks begins now."""
    if BEGAN not in session:
        begin(session, is_shared=False, at=at)
    now, shared = seconds(at), session[SHARED]
    idle = settings.SESSION_IDLE_SHARED if shared else settings.SESSION_IDLE
    if now - session[USED] > idle.total_seconds():
        return NOT_USED.format(limit=in_words(idle.total_seconds()))
    if now - session[BEGAN] > settings.SESSION_LONGEST.total_seconds():
        return TOO_LONG.format(limit=in_words(settings.SESSION_LONGEST.total_seconds()))
    return ""


def use(session: SessionBase, at: datetime) -> None:
    if seconds(at) - session[USED] >= FRESH:
        session[USED] = seconds(at)


def began(session: SessionBase) -> datetime:
    """Give the moment of the sign-in that a session began with."""
    return datetime.fromtimestamp(session[BEGAN], tz=UTC)


def seconds(at: datetime) -> int:
    return int(at.timestamp())


def in_words(length: int) -> str:
    minutes = int(length) // 60
    return f"{minutes // 60} jam" if minutes % 60 == 0 else f"{minutes} menit"


def end_all(user: User) -> None:
    """End every session of the account, on all devices: each is bound to the series."""
    user.session_series += 1
    user.save(update_fields=["session_series"])
