"""Two offices with everything in them; every text of the neighbour carries a word of its own."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import make
from django.apps import apps
from django.db.models import CharField, Max, Model, TextField
from handing import plh, seat_roles
from make import Office

from authority.world import World, stages
from kinerja.models import CrossCheck
from workflow import actions, guards
from workflow.models import Classification, Holiday, OutsideApplication, Signatory, WorkHours

MARK = "RAHASIATETANGGA"
# Texts that are keys, or that the program compares with others.
KEYS = frozenset(
    (
        "password",
        "sha256",
        "sealed_sha256",
        "file_sha256",
        "hash",
        "previous",
        "head",
        "key",
        "JournalEntry.text",
        "stored_name",
        "file_name",
        "code",
        "username",
        "application",
        "verb",
        "outcome",
        "kind",
        "state",
        "canonical",
        "snapshot",
        "content",
        "role",
        "classification_code",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "columns",
        "identity_number",
        "token",
        "template_version",
        "email",
    )
)


def furnished(name: str, prefix: str) -> Office:
    """An office with a record that was sealed, reopened, and all that its keeper can add."""
    office = make.office(name, prefix=prefix)
    seat_roles()
    unit = office.unit
    make_own_rows(office)
    actions.give_standing_order(office.sections[0], by=office.kasi, at=make.at("2026-10-04 08:00"))
    plh(make.person(f"{prefix}plh"), office.sekcam.assignments.get(), date(2026, 10, 6))
    for world in stages(World(office, office)):
        if world.stage == "archived":
            upload(world)
    actions.record_disruption(
        unit,
        starts_at=make.at("2026-10-05 06:00"),
        ends_at=make.at("2026-10-05 07:00"),
        reason="Badai",
        by=office.kasubag,
        at=make.at(),
    )
    return office


def upload(world: World) -> None:
    office = world.office
    actions.upload_signed(world.record, file=world.signed, by=office.admin, at=make.at())


def make_own_rows(office: Office) -> None:
    unit, told = office.unit, {"recorded_at": make.at(), "recorded_by": office.operator}
    Classification.objects.create(
        unit=unit,
        code=f"900.{unit.pk}",
        name="Klasifikasi sendiri",
        active_years=1,
        inactive_years=2,
        fate="permanent",
    )
    OutsideApplication.objects.create(
        unit=unit, code="e-kejab", name="e-kejab", columns="code,value", order=1
    )
    OutsideApplication.objects.create(
        unit=unit, code=f"sendiri-{unit.pk}", name="Sendiri", columns="code,value", order=2
    )
    Holiday.objects.create(unit=unit, day=date(2026, 12, 1), name="Hari jadi", kind="local", **told)
    hours = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), "07:30-16:00")
    WorkHours.objects.create(
        unit=unit, name="Jam sendiri", starts_on=date(2027, 1, 1), **hours, **told
    )
    check = CrossCheck.objects.create(unit=unit, name="Uji sendiri", sign="=")
    for number, indicator in enumerate(unit.indicators.order_by("pk")[:2]):
        check.terms.create(indicator=indicator, is_left=number == 0, order=number)
    signer = {"position": office.seat(office.camat), "heading": "Mengetahui"}
    Signatory.objects.create(unit=unit, code=f"sendiri-{unit.pk}", **signer)


def high_water() -> dict[str, int]:
    """Tell the last row of every table: what comes after is the neighbour's."""
    return {model._meta.label: last(model) for model in models()}


def last(model: type[Model]) -> int:
    return model._base_manager.aggregate(last=Max("pk"))["last"] or 0


def models() -> Iterator[type[Model]]:
    for app in ("kinerja", "workflow"):
        for model in apps.get_app_config(app).get_models():
            if model._meta.pk.get_internal_type() == "BigAutoField":
                yield model


def plant(water: dict[str, int]) -> Counter:
    """Write the word into every text of what came after; tell how often, by table and field."""
    guards.lift()
    count: Counter = Counter()
    for model in models():
        rows = model._base_manager.filter(pk__gt=water[model._meta.label])
        rows = [row for row in rows if not serves_every_unit(row)]
        for field in texts_of(model):
            count[f"{model._meta.label}.{field.name}"] += sum(
                mark(model, row, field) for row in rows
            )
    guards.install()
    return count


def serves_every_unit(row: Model) -> bool:
    """An administrator is named in every office, with the own post."""
    name = {"User": "username", "Position": "title"}.get(type(row).__name__)
    return bool(name) and "administrator" in getattr(row, name).lower()


def texts_of(model: type[Model]) -> list:
    return [
        each
        for each in model._meta.concrete_fields
        if isinstance(each, CharField | TextField)
        and not each.choices
        and not KEYS & {each.name, f"{model.__name__}.{each.name}"}
        and each.get_internal_type() in ("CharField", "TextField")
    ]


def mark(model: type[Model], row: Model, field) -> int:
    """Put the word before the text, with the row's key where texts are to differ."""
    was = getattr(row, field.attname)
    if was == "" or (field.max_length and field.max_length < len(MARK) + 8):
        return 0
    text = f"{MARK}{row.pk} {was}"[: field.max_length]
    model._base_manager.filter(pk=row.pk).update(**{field.attname: text})
    return 1
