"""Whom somebody names at the door: by short name, or by NIP as it is written on paper."""

import re

from django.utils.crypto import salted_hmac

from kinerja.models import User

STAFF_NUMBER = re.compile(r"\d{18}\Z", re.ASCII)
BETWEEN_DIGITS = re.compile(r"[\s.]+")


def named(typed: str) -> User | None:
    """Find the account of a short name or a staff number; blanks within a number count nothing."""
    number = BETWEEN_DIGITS.sub("", typed)
    if STAFF_NUMBER.match(number):
        found = User.objects.filter(identity_number=number).first()
        if found:
            return found
    return User.objects.filter(username=typed.strip().lower()).first()


def key(user: User) -> str:
    """Name an account in the tables of attempts: by neither short name nor NIP, which change."""
    return f"akun:{user.pk}"


def key_of_typed(typed: str) -> str:
    """Name what was typed: the account; else a fingerprint, for people type passwords there."""
    user = named(typed)
    if user:
        return key(user)
    text = typed.strip().lower()
    return f"asing:{salted_hmac('kinerja.signin', text, algorithm='sha256').hexdigest()[:40]}"
