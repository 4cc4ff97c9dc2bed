"""What an act answers when it cannot be done; each reason is Indonesian, for the person."""

from collections.abc import Mapping


class Refused(Exception):
    """An act that was not done, and changed nothing."""

    status = 403
    title = "Tidak dapat dilakukan"

    def __init__(self, reason: str, *, errors: Mapping[str, str] | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.errors = dict(errors or {})


class NotYours(Refused):
    """Another person's act; the reason says whose."""

    title = "Ini bukan langkah Anda"


class NotNow(Refused):
    """Not offered in this state; the reason says who did what when."""

    title = "Keadaan berkas sudah berubah"


class Stale(Refused):
    """Somebody changed meanwhile what was on screen."""

    status = 409
    title = "Ada perubahan setelah halaman ini dibuka"


class Incomplete(Refused):
    """Something is missing or does not fit; `errors` leads from a row's code to its message."""

    status = 422
    title = "Belum lengkap"


class ClockWrong(Refused):
    """The server's clock stands before the last entry."""

    status = 503
    title = "Jam server tidak benar"
