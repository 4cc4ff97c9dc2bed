from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from kinerja.models import User
from kinerja.signin import accounts


class OfficeBackend(ModelBackend):
    """Sign people in by short name or NIP; an unknown name takes as long as a wrong password."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_credentials: object,
    ) -> User | None:
        if username is None or password is None:
            return None
        user = accounts.named(username)
        if user is None:
            User().set_password(password)
            return None
        fits = user.check_password(password)
        return user if fits and self.user_can_authenticate(user) else None
