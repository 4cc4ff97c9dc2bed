"""What an act answers when it cannot be done; each reason is Indonesian, for the person."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from kinerja.journal import ClockFault
from kinerja.models import Assignment, Role


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


class NotKept(NotYours):
    """Reference data that another person keeps; the reason says who."""

    title = "Dipelihara orang lain"


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


class TooMuch(Refused):
    """More in one hour than one person may send; it can be sent later as it is."""

    status = 429
    title = "Terlalu banyak unggahan"
    after = 3600


class TooManyFiles(TooMuch):
    """More files in one hour than are made for one person."""

    title = "Terlalu banyak berkas diminta"


class TooManyGuesses(Refused):
    """Ten wrong passwords in a quarter of an hour; the reason says when the next may be typed."""

    status = 429
    title = "Kata sandi salah terlalu sering"


class NotMade(Refused):
    """A report could not be made or stored: a full disk, a missing font; the reason says which."""

    status = 503
    title = "Laporan belum dapat dibuat"


class ClockWrong(Refused):
    """The server's clock stands before the last entry."""

    status = 503
    title = "Jam server tidak benar"
    last: datetime | None = None

    @classmethod
    def by(cls, fault: ClockFault) -> "ClockWrong":
        """Say what the clock shows, and whom to call."""
        shown, last = (
            timezone.localtime(each).strftime("%d-%m-%Y pukul %H.%M.%S")
            for each in (fault.at, fault.last)
        )
        made = cls(
            f"Jam server menunjukkan {shown}, lebih awal daripada catatan terakhir ({last}). "
            "Sampai jam itu diperbaiki tidak ada yang ditulis; membaca tetap bisa. "
            f"Hubungi {to_call(fault)}."
        )
        made.last = fault.last
        return made


def to_call(fault: ClockFault) -> str:
    """Name the administrators in force at the last entry: the clock itself cannot be asked."""
    held = Assignment.objects.in_force(fault.last).filter(role=Role.ADMINISTRATOR)
    found = held.select_related("user", "position").order_by("pk")
    return ", ".join(f"{each.title} ({each.user.name})" for each in found) or "administrator"
