"""Reference rows that the program offers to every unit, until a unit keeps its own of that code.

The only writer of these tables: one change, one entry in the unit's chain.
"""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError

from kinerja.keeping.change import Change, changing, check, facts, filled
from kinerja.models import Role, Unit, User
from workflow.models import Classification, Fate, OutsideApplication, Signatory

Row = Classification | OutsideApplication | Signatory
Model = type[Classification] | type[OutsideApplication] | type[Signatory]

# Codes as Permendagri 83/2022 is known to order them, and a retention as offices use it. Nobody
# compared either with the regulation: each says so until the unit has looked.
OFFERED: Mapping[Model, tuple[dict, ...]] = {
    Classification: (
        {
            "code": "000.8.6.3",
            "name": "Laporan kinerja perangkat daerah",
            "active_years": 2,
            "inactive_years": 3,
            "fate": Fate.REASSESSED,
        },
        {
            "code": "000.8.6",
            "name": "Akuntabilitas kinerja",
            "active_years": 2,
            "inactive_years": 3,
            "fate": Fate.REASSESSED,
        },
    ),
    OutsideApplication: (
        {
            "code": "e-kejab",
            "name": "e-kejab",
            "columns": "code,indicator,satuan,target,realised,achievement",
        },
    ),
    Signatory: (
        {"code": "kasubag", "role": Role.PLANNING_HEAD, "heading": "", "order": 1},
        {"code": "sekcam", "role": Role.SECRETARY, "heading": "", "order": 2},
        {"code": "camat", "role": Role.LEADER, "heading": "Mengetahui", "order": 3},
    ),
}
FIELDS: Mapping[Model, tuple[str, ...]] = {
    Classification: ("name", "active_years", "inactive_years", "fate", "is_checked"),
    OutsideApplication: ("name", "columns", "is_awaited", "order"),
    Signatory: ("position", "heading", "order"),
}
# The verbs of the unit's chain: adding, changing, and taking out of use.
VERBS: Mapping[Model, tuple[str, str, str]] = {
    Classification: ("add_classification", "edit_classification", "withdraw_classification"),
    OutsideApplication: ("add_application", "edit_application", "withdraw_application"),
    Signatory: ("add_signatory", "edit_signatory", "withdraw_signatory"),
}
AT_FIELD = {
    "classification_once_per_unit": "code",
    "classification_retention_within_a_century": "active_years",
    "outside_application_once_per_unit": "name",
    "outside_application_has_columns": "columns",
    "signatory_once_per_unit": "position",
    "signatory_has_a_seat": "position",
}
TAKEN = "Yang ini sudah ada dalam daftar."
# The field at which a new row's code is taken already.
CODE_AT: Mapping[Model, str] = {
    Classification: "code",
    OutsideApplication: "name",
    Signatory: "position",
}
# Of these a unit keeps at least one, and why.
NEEDED: Mapping[Model, str] = {
    Signatory: "Laporan memerlukan sedikitnya satu penanda tangan. Tambahkan dahulu yang lain."
}


def every(model: Model, unit: Unit) -> list[Row]:
    """List all rows of a unit, those out of use too; one that is only offered has no key."""
    rows = {told["code"]: model(unit=unit, **told) for told in OFFERED[model]}
    rows |= {row.code: row for row in model.objects.filter(unit=unit)}
    # As the table itself is ordered; what is offered keeps the place of its list.
    return list(rows.values())


def in_use(model: Model, unit: Unit) -> list[Row]:
    return [row for row in every(model, unit) if row.withdrawn_at is None]


def find(model: Model, unit: Unit, code: str) -> Row | None:
    """Find the unit's row of a code, out of use or not."""
    return next((row for row in every(model, unit) if row.code == code), None)


def blank(model: Model, unit: Unit) -> Row:
    return model(unit=unit)


def as_it_was(model: Model, unit: Unit, values: Mapping) -> Row:
    """Make a row as an archive keeps it: to choose it once more, never to be stored."""
    return model(unit=unit, **values)


def add(model: Model, values: Mapping, *, unit: Unit, by: User, at: datetime) -> Row:
    """Add a row of a new code. Raises ValidationError, each message at its field."""
    names = ("code", *FIELDS[model])
    with changing(unit, VERBS[model][0], by=by, at=at) as change:
        if find(model, unit, values["code"]):
            raise ValidationError({CODE_AT[model]: TAKEN})
        return kept(filled(blank(model, unit), names, values), {}, names, change)


def edit(row: Row, values: Mapping, *, by: User, at: datetime) -> Row:
    """Change a row, and put it into use again; of an offered one the unit's own is made."""
    model = type(row)
    with changing(row.unit, VERBS[model][1], by=by, at=at) as change:
        before = told(row := find(model, row.unit, row.code))
        made = filled(row, FIELDS[model], values)
        made.withdrawn_at = made.withdrawn_by = None
        return kept(made, before, FIELDS[model], change)


def withdraw(row: Row, *, by: User, at: datetime) -> Row:
    """Take a row out of use: it is offered no more, and stays to be read."""
    model = type(row)
    with changing(row.unit, VERBS[model][2], by=by, at=at) as change:
        row = find(model, row.unit, row.code)
        if row.withdrawn_at is not None:
            return row
        if model in NEEDED and len(in_use(model, row.unit)) == 1:
            raise ValidationError(NEEDED[model])
        before = told(row)
        made = filled(row, (), {})
        made.withdrawn_at, made.withdrawn_by = at, by
        return kept(made, before, (), change)


def kept(made: Row, before: Mapping[str, str], names: tuple[str, ...], change: Change) -> Row:
    check(made, names, at_field=AT_FIELD)
    made.save()
    change.tell(made, before, told(made))
    return made


def told(row: Row) -> dict[str, str]:
    """Write a row for the journal."""
    use = "tidak dipakai" if row.withdrawn_at else "dipakai"
    return facts(row, ("code", *FIELDS[type(row)])) | {"use": use}
