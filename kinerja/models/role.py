from django.db import models


class Role(models.TextChoices):
    """What an assignment lets a person do; the SOP's actor column names one of these."""

    SECTION_HEAD = "section_head", "Kepala Seksi"
    FORM_FILLER = "form_filler", "petugas pengisi"
    PLANNING_HEAD = "planning_head", "Kasubag Perencanaan"
    SECRETARY = "secretary", "Sekcam"
    ARCHIVIST = "archivist", "Admin e-kejab"
    LEADER = "leader", "pimpinan (Camat)"
    AUDITOR = "auditor", "APIP (Inspektorat)"
    OPERATOR = "operator", "operator perangkat daerah"
    ADMINISTRATOR = "administrator", "administrator"


SECTION_ROLES = (Role.SECTION_HEAD, Role.FORM_FILLER)
# Whose seat a position answers to where it names no superior, nearest first.
DEPUTIES_FIRST = (Role.SECRETARY, Role.LEADER)
# Seats with one definitive holder at a time; the others may have several.
SINGLE_SEATS = (
    Role.SECTION_HEAD,
    Role.PLANNING_HEAD,
    Role.SECRETARY,
    Role.ARCHIVIST,
    Role.LEADER,
)


def roles_above(role: str) -> tuple[Role, ...]:
    """Name the roles that a position of this role answers to by default: Sekcam, else the Camat."""
    if role == Role.LEADER:
        return ()
    return tuple(above for above in DEPUTIES_FIRST if above != role)
