"""Asking whoever sits at an open session for the password again; wrong ones count as at the door.

So nobody who finds a screen open has more guesses than a stranger outside.
"""

from datetime import datetime

from django.contrib.auth.hashers import check_password
from django.http import HttpRequest

from kinerja.signin import accounts, guessing
from kinerja.signin.handler import client_address


class NoGuessLeft(Exception):
    """The ten guesses of a quarter of an hour are used up; `until` is a whole minute."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"no guess left until {until:%H:%M}")
        self.until = until


def is_own(request: HttpRequest, typed: str) -> bool:
    """Say whether the password is that of the account signed in. Raises NoGuessLeft."""
    user, where = request.user, client_address(request)
    until = guessing.take_of(accounts.key(user), where, at=request.now)
    if until:
        raise NoGuessLeft(guessing.whole_minute(until))
    # Not the user's own check_password, which may store a newer hash and so end the session.
    fits = check_password(typed, user.password)
    if fits:
        guessing.forgive(user, where)
    else:
        guessing.note_failure(user.username, where, is_refused=False, at=request.now)
    return fits
