"""Keeping people: their names and numbers, and the one-time password on a slip."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from kinerja.keeping.change import changing, filled, save
from kinerja.models import Assignment, Role, Unit, User
from kinerja.signin import guessing, sessions

PERSON_FIELDS = ("username", "name", "identity_kind", "identity_number", "rank", "is_active")
AT_FIELD = {
    "identity_number_belongs_to_one_person": "identity_number",
    "identity_number_goes_with_its_kind": "identity_number",
}
# Without letters and digits that look alike in print.
LEGIBLE = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP_LENGTH = 3, 4


def kept(unit: Unit) -> QuerySet[User]:
    """List who has, or had, an assignment in the unit, or none at all; never administrators."""
    administrators = Assignment.objects.filter(role=Role.ADMINISTRATOR).values("user")
    near = Q(assignments__unit=unit) | Q(assignments=None)
    seen = User.objects.filter(near, is_superuser=False, is_staff=False)
    return seen.exclude(pk__in=administrators).distinct().order_by("name", "username")


def with_whereabouts(people: QuerySet[User], unit: Unit, at: datetime) -> QuerySet[User]:
    """Tell, as `is_elsewhere`, who serves another unit today or later: kept there, not here."""
    day = timezone.localdate(at)
    elsewhere = Assignment.objects.filter(Q(end=None) | Q(end__gte=day), user=OuterRef("pk"))
    return people.annotate(is_elsewhere=Exists(elsewhere.exclude(unit=unit)))


def keep_person(
    person: User, values: Mapping, *, unit: Unit, verb: str, by: User, at: datetime
) -> User:
    """Add or change a person. Raises ValidationError, each message at its field."""
    with changing(unit, verb, by=by, at=at) as change:
        require_here(person, unit, at)
        kept_one = filled(person, PERSON_FIELDS, values)
        if person.pk is None:
            kept_one.set_unusable_password()
        save(kept_one, PERSON_FIELDS, change, at_field=AT_FIELD)
    return kept_one


def add_person(values: Mapping, *, unit: Unit, by: User, at: datetime) -> User:
    """Add an account, which opens with the first one-time password."""
    return keep_person(User(), values, unit=unit, verb="add_person", by=by, at=at)


def edit_person(person: User, values: Mapping, *, unit: Unit, by: User, at: datetime) -> User:
    return keep_person(person, values, unit=unit, verb="edit_person", by=by, at=at)


def issue_password(person: User, *, unit: Unit, by: User, at: datetime) -> str:
    """Give the person a one-time password: told once, kept only as a hash, never in the journal.

    At the next sign-in nothing else opens until it is changed.
    """
    password = one_time_password()
    with changing(unit, "issue_password", by=by, at=at) as change:
        require_here(person, unit, at)
        person.set_password(password)
        person.must_change_password = True
        person.password_set_at = at
        person.save(update_fields=["password", "must_change_password", "password_set_at"])
        guessing.unlock(person, at=at)
        change.tell(person, {}, {"username": person.username})
    return password


def unlock_sign_in(person: User, *, unit: Unit, by: User, at: datetime) -> None:
    """Let a person guess again who was refused after too many wrong passwords."""
    with changing(unit, "unlock_sign_in", by=by, at=at) as change:
        require_here(person, unit, at)
        guessing.unlock(person, at=at)
        change.tell(person, {}, {"username": person.username})


def end_sessions(person: User, *, unit: Unit, by: User, at: datetime) -> None:
    """Sign a person out of every device, as when one was lost."""
    with changing(unit, "end_sessions", by=by, at=at) as change:
        require_here(person, unit, at)
        sessions.end_all(person)
        change.tell(person, {}, {"username": person.username})


def one_time_password() -> str:
    """Make a password that is easily read from paper: "k7mw-4hpz-9xqt", some 59 bits."""
    letters = [secrets.choice(LEGIBLE) for _ in range(GROUPS * GROUP_LENGTH)]
    return "-".join(
        "".join(letters[start : start + GROUP_LENGTH])
        for start in range(0, len(letters), GROUP_LENGTH)
    )


def require_here(person: User, unit: Unit, at: datetime) -> None:
    """Refuse to change who serves another unit too: a key to here would open that one."""
    if person.pk is None:
        return
    known = with_whereabouts(kept(unit).filter(pk=person.pk), unit, at).first()
    if known is None or known.is_elsewhere:
        raise ValidationError(
            f"{person} juga bertugas di perangkat daerah lain: akunnya dipelihara administrator."
        )
