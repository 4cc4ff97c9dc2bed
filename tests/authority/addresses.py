"""Every address of the program, with the ids of one office to try it with."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.contrib import admin
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from kinerja.models import Evidence, Unit
from workflow.models import Holiday, Sheet, SignedCopy, WorkHours


@dataclass(frozen=True)
class Address:
    """One pattern of the urlconf: its name with the namespace, and what it is filled with."""

    name: str
    parts: tuple[str, ...]


def addresses() -> list[Address]:
    """List every pattern, each name with each set of parts once."""
    found = {Address(name, parts) for name, parts in flat(get_resolver().url_patterns)}
    return sorted(found, key=lambda each: (each.name, each.parts))


def flat(patterns: Iterable, space: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from flat(each.url_patterns, each.namespace or space)
        elif isinstance(each, URLPattern):
            name = f"{space}:{each.name}" if space else str(each.name)
            yield name, tuple(each.pattern.regex.groupindex)


@dataclass
class Ids:
    """The things of one office, by the words of the addresses."""

    unit: Unit

    def record(self) -> Model:
        return self.unit.submissions.order_by("pk")[0]

    def agreement(self) -> Model:
        return self.unit.agreements.order_by("pk")[0]

    def evidence(self) -> Model:
        return Evidence.objects.filter(unit=self.unit).order_by("pk")[0]

    def handed_over(self) -> dict:
        seat = self.unit.assignments.get(user__username__endswith="sekcam", tenure="definitive")
        return {"pk": seat.pk, "day": "2026-10-06"}

    def person(self) -> dict:
        return {"pk": self.unit.assignments.order_by("pk")[0].user_id}

    def form(self) -> Model:
        return self.record().forms.order_by("pk")[0]


def of_record(ids: Ids) -> dict:
    return {"pk": ids.record().pk}


def of_form(ids: Ids) -> dict:
    return {"pk": ids.form().pk}


def of_agreement(ids: Ids) -> dict:
    return {"pk": ids.agreement().pk}


def first(related: str) -> Callable[[Ids], dict]:
    return lambda ids: {"pk": getattr(ids.unit, related).order_by("pk")[0].pk}


def of_sheet(ids: Ids) -> dict:
    return {"pk": Sheet.objects.filter(unit=ids.unit).order_by("pk")[0].pk}


def fact(model: type[Model]) -> Callable[[Ids], dict]:
    return lambda ids: {"pk": model.objects.filter(unit=ids.unit).order_by("pk")[0].pk}


RECORD = (
    *("submission", "enter", "attach", "attach_parts", "record_workbook", "record_upload"),
    *("review", "approve", "archive", "paper_copies", "adopt", "late", "attach_late", "report"),
    *("signed_copy", "timing", "control_sheet", "papers", "archive_description"),
)
FORM = ("form", "form_workbook", "workbook", "paper_form", "paper_form_filled", "attach_form")
AGREEMENT = ("agreement", "planning_document", "agreement_amend", "objective_new", "line_new")
# What each address is filled with, where it asks for something.
KEYS: dict[str, Callable[[Ids], dict]] = (
    dict.fromkeys(RECORD, of_record)
    | dict.fromkeys(FORM, of_form)
    | dict.fromkeys(AGREEMENT, of_agreement)
    | dict.fromkeys(("person", "person_password"), lambda ids: ids.person())
    | dict.fromkeys(("disposition", "disposition_print"), of_sheet)
    | dict.fromkeys(("indicator", "indicator_card"), first("indicators"))
    | dict.fromkeys(("achievement", "comparison"), lambda ids: {"year": 2026})
    | dict.fromkeys(("evidence", "evidence_file"), lambda ids: {"pk": ids.evidence().pk})
    | {
        "evidence_preview": lambda ids: {"pk": ids.evidence().pk, "number": 1},
        "outside": lambda ids: of_record(ids) | {"code": "e-kejab"},
        "cover_letter": lambda ids: (
            of_record(ids) | {"number": ids.record().journal().get(verb="approve").number}
        ),
        "signed_copy_file": lambda ids: {
            "pk": SignedCopy.objects.filter(archive__submission__unit=ids.unit)[0].pk
        },
        "standing_order": first("sections"),
        "handover": Ids.handed_over,
        "position": first("positions"),
        "assignment": first("assignments"),
        "objective": lambda ids: {"pk": ids.agreement().objectives.order_by("pk")[0].pk},
        "line": lambda ids: {"pk": ids.agreement().lines.order_by("pk")[0].pk},
        "classification": lambda ids: {"code": f"900.{ids.unit.pk}"},
        "application": lambda ids: {"code": f"sendiri-{ids.unit.pk}"},
        "calendar_hours_change": fact(WorkHours),
        "calendar_holiday_change": fact(Holiday),
        "signatory": lambda ids: {"code": f"sendiri-{ids.unit.pk}"},
        "cross_check": first("cross_checks"),
        "verification": lambda ids: {"code": ids.record().archives.order_by("pk")[0].code},
    }
)
# Not of an office: whoever holds a report's code reads its page, and years are the same for all.
SHARED = ("verification", "achievement", "comparison")


def keys(address: Address, ids: Ids) -> dict:
    """Give what an address is filled with. Raises KeyError for one that stands in no table."""
    if not address.parts:
        return {}
    if address.name.startswith("admin:"):
        return admin_keys(address, ids)
    return KEYS[address.name](ids)


def admin_keys(address: Address, ids: Ids) -> dict:
    """Fill an address of /pengelola/: with the first row of its model, as the office has one."""
    known = {
        "admin:app_list": {"app_label": "kinerja"},
        "admin:view_on_site": {"content_type_id": 1, "object_id": 1},
        "admin:None": {},
        "admin:auth_user_password_change": {"id": ids.person()["pk"]},
    }
    if address.name in known:
        return known[address.name]
    app, model, _ = address.name.removeprefix("admin:").split("_", 2)
    shown = apps.get_model(app, model)
    assert admin.site.is_registered(shown)
    mine = [each for each in shown._meta.fields if each.name == "unit"]
    rows = shown._base_manager.filter(unit=ids.unit) if mine else shown._base_manager.all()
    row = rows.order_by("pk").first()
    return {"object_id": row.pk if row else 1}


def url_of(address: Address, ids: Ids) -> str:
    """Write the address out; those of /pengelola/ that lead on have no name."""
    if address.name == "None":
        return "/pengelola/login/"
    if address.name == "admin:None":
        return "/pengelola/tidak-ada/" if "url" in address.parts else "/pengelola/kinerja/unit/1/"
    return reverse(address.name, kwargs=keys(address, ids))
