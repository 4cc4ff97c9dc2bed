"""What a password of one's own must be, after OWASP ASVS 5.0 (6.2.1, 6.2.4, 6.2.5, 6.2.9, 6.2.11).

Long, of any signs, not well known, and not of words that stand around it. The stricter practice
(several kinds of signs, and an age) is for offices whose rules ask for it.
"""

import re
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from kinerja.models import Assignment, User

# The documented list of words of the context, beside those of the person and the office.
CONTEXT = frozenset(
    (
        *("pengumpulan", "data", "kinerja", "sakip", "lkjip", "ekejab", "realisasi", "triwulan"),
        *("formulir", "berkas", "kecamatan", "kelurahan", "seksi", "subbagian", "kasubag", "camat"),
        *("sekcam", "sekretaris", "operator", "administrator", "admin", "inspektorat", "natuna"),
        *("sandi", "password", "indonesia"),
    )
)
SHORTEST_WORD = 4
# What must be left of a password without those words.
LEFT = 6
OFTEN_ADDED = re.compile(r"^[\W\d_]+|[\W\d_]+$")
KINDS = (
    ("huruf kecil", str.islower),
    ("huruf besar", str.isupper),
    ("angka", str.isdigit),
    ("tanda lain", lambda sign: not sign.isalnum()),
)


class LongEnough:
    """At least as many signs as the setting says; as many more as one likes."""

    def validate(self, password: str, user: User | None = None) -> None:
        if len(password) < settings.PASSWORD_SHORTEST:
            raise ValidationError(f"{self.get_help_text()} Beberapa kata mudah diingat.")

    def get_help_text(self) -> str:
        return f"Paling sedikit {settings.PASSWORD_SHORTEST} tanda; boleh kalimat, dengan spasi."


class NotWellKnown(CommonPasswordValidator):
    """None of Django's list of 20,000, also with digits and signs around it, or said twice."""

    def validate(self, password: str, user: User | None = None) -> None:
        lower = password.lower().strip()
        bare = OFTEN_ADDED.sub("", lower)
        half = lower[: len(lower) // 2]
        known = {lower, bare} | ({half} if half * 2 == lower else set())
        if known & self.passwords:
            raise ValidationError("Kata sandi ini dikenal umum dan mudah ditebak. Pilih yang lain.")

    def get_help_text(self) -> str:
        return "Bukan kata sandi yang dikenal umum."


class NotAboutYou:
    """Not made of the own name, numbers, the office, or words of this program."""

    def validate(self, password: str, user: User | None = None) -> None:
        left = re.sub(r"\W|_", "", password.lower())
        for word in sorted({*CONTEXT, *words_of(user)}, key=len, reverse=True):
            left = left.replace(word, "")
        if len(left) < LEFT:
            raise ValidationError(
                "Kata sandi ini terlalu dekat dengan nama, nomor, kantor, atau program ini. "
                "Pilih kata-kata lain."
            )

    def get_help_text(self) -> str:
        return "Bukan dari nama, NIP, nama kantor, atau nama program."


def words_of(user: User | None) -> Iterable[str]:
    """List the words around a person: of the names, the numbers, and the offices served."""
    if user is None:
        return ()
    units = Assignment.objects.filter(user=user.pk).values_list("position__unit__name", flat=True)
    said = [user.name, user.username, *(units if user.pk else ())]
    words = [word for text in said for word in re.split(r"[\W_]+", text.lower())]
    number = user.identity_number
    # Birthday and first day of service stand in a NIP.
    return [w for w in [*words, number, number[:8], number[8:14]] if len(w) >= SHORTEST_WORD]


class SeveralKinds:
    """The stricter practice: small and capital letters, digits and other signs."""

    def validate(self, password: str, user: User | None = None) -> None:
        missing = [name for name, fits in KINDS if not any(fits(sign) for sign in password)]
        if missing:
            raise ValidationError(f"Tambahkan {', '.join(missing)}.")

    def get_help_text(self) -> str:
        return "Memuat huruf kecil, huruf besar, angka, dan tanda lain."


def expires_at(user: User) -> datetime | None:
    """Give the end of a one-time password that waits to be used; None for one of one's own."""
    if not user.must_change_password:
        return None
    return (user.password_set_at or user.date_joined) + settings.ONE_TIME_PASSWORD_LASTS


def is_expired(user: User, at: datetime) -> bool:
    """Say whether the one-time password on the slip opens nothing any more (ASVS 6.4.1)."""
    end = expires_at(user)
    return end is not None and at > end


def is_too_old(user: User, at: datetime) -> bool:
    """Say whether the stricter practice asks for a new one; never where it is off."""
    oldest = settings.PASSWORD_OLDEST
    return oldest is not None and at - (user.password_set_at or user.date_joined) > oldest
