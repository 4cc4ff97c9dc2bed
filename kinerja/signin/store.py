"""Sessions in the database; what becomes of one at the end of a request never belies the answer."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import InterfaceError, OperationalError


class SessionStore(db.SessionStore):
    """Django's own, but for a save that finds no row or no database.

    Django answers both as a request that cannot be read. A session that ended elsewhere meanwhile
    stays ended, and the press that was done is told; a database that is away is told as that.
    """

    def save(self, must_create: bool = False) -> None:
        try:
            super().save(must_create)
        except UpdateError as fault:
            if isinstance(fault.__context__, InterfaceError | OperationalError):
                raise fault.__context__ from None
