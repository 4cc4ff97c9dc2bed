"""Everybody who may not act: other offices, other dates, other roles, nobody."""

import make
from deeds import LATER
from make import Office

from kinerja.models import Role, User

ACTING_ROLES = (
    Role.SECTION_HEAD,
    Role.FORM_FILLER,
    Role.PLANNING_HEAD,
    Role.SECRETARY,
    Role.ARCHIVIST,
    Role.ADMINISTRATOR,
)
NOT_IN_FORCE = {
    "expired": {"end": LATER.date().replace(day=5)},
    "future": {"start": LATER.date().replace(day=7)},
    "inactive": {},
}


def strangers(office: Office, neighbour: Office) -> dict[str, User]:
    """Everybody who may not act for the office, with the same roles and others."""
    people = {
        f"{whose}{name}": user
        for whose, of in (("", office), ("neighbour's ", neighbour))
        for name, user in cast(of).items()
    }
    for word, dates in NOT_IN_FORCE.items():
        for role in ACTING_ROLES:
            user = make.person(f"{word}.{role.value.replace('_', '-')}")
            user.is_active = word != "inactive"
            user.save()
            is_sectional = role in (Role.SECTION_HEAD, Role.FORM_FILLER)
            within = office.sections[0] if is_sectional else None
            make.assign(user, role, office.unit, within, **dates)
            people[user.username] = user
    return people | {"nobody": make.person("nobody")}


def cast(office: Office) -> dict[str, User]:
    """The people of an office, by the word for what they are."""
    words = ["kasubag", "sekcam", "admin", "camat", "apip", "operator", "administrator", "filler"]
    people = {word: getattr(office, word) for word in words}
    return people | {"kasi": office.heads[0], "other kasi": office.heads[1]}
