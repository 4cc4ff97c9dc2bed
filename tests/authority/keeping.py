"""Every verb that keeps the office: whose it is, the function that writes, how it is pressed.

Told from the domain: an operator per unit keeps people, positions, indicators, calendar and
passwords, Kasubag where there is none; the administrator keeps every office and what is for all.
Who will be away leaves the own seat to another.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from types import ModuleType

from make import Office

import kinerja.keeping
import workflow.calendars
from authority import keeping_people as people_verbs
from authority import keeping_plans as plans
from authority import keeping_rows as rows
from authority.ready import Ready, Row
from kinerja.keeping import (
    acting,
    agreements,
    assignments,
    checks,
    documents,
    lines,
    office,
    people,
    positions,
    scales,
)
from kinerja.models import Indicator, Line, Objective
from workflow import handing_over, own_rows, sop
from workflow.calendars import holidays
from workflow.calendars import keeping as calendar
from workflow.models import Classification, OutsideApplication, Signatory

KEEPER, FOR_ALL, OWN_SEAT = "keeper", "for all", "own seat"


def keeper(writer: Callable, ready: Callable[[Office], Ready]) -> Row:
    return Row(KEEPER, writer, ready)


def for_all(writer: Callable, ready: Callable[[Office], Ready]) -> Row:
    return Row(FOR_ALL, writer, ready)


def first(at: Office, related: str) -> object:
    return getattr(at.agreement, related).order_by("pk")[0]


def new_objective(at: Office) -> Ready:
    thing = Objective(agreement=at.agreement)
    return plans.objective(at, thing, "objective_new", at.agreement.pk)


def new_line(at: Office) -> Ready:
    return plans.line(at, Line(agreement=at.agreement), "line_new", at.agreement.pk)


def old_objective(at: Office) -> Ready:
    thing = first(at, "objectives")
    return plans.objective(at, thing, "objective", thing.pk)


def old_line(at: Office) -> Ready:
    thing = first(at, "lines")
    return plans.line(at, thing, "line", thing.pk)


def old_indicator(at: Office) -> Ready:
    thing = at.unit.indicators.order_by("pk")[0]
    return plans.indicator(thing, "indicator", (thing.pk,))


KEEPING: dict[str, Row] = {
    "add_person": keeper(people.add_person, people_verbs.add_person),
    "edit_person": keeper(people.edit_person, people_verbs.edit_person),
    "issue_password": keeper(
        people.issue_password, people_verbs.about_person(people.issue_password, "person_password")
    ),
    "unlock_sign_in": keeper(
        people.unlock_sign_in, people_verbs.about_person(people.unlock_sign_in)
    ),
    "end_sessions": keeper(people.end_sessions, people_verbs.about_person(people.end_sessions)),
    "add_position": keeper(positions.add_position, people_verbs.add_position),
    "edit_position": keeper(positions.edit_position, people_verbs.edit_position),
    "add_assignment": keeper(assignments.add_assignment, people_verbs.add_assignment),
    "edit_assignment": keeper(assignments.edit_assignment, people_verbs.edit_assignment),
    "end_assignment": keeper(assignments.end_assignment, people_verbs.end_assignment),
    "tick_qualifications": keeper(assignments.tick, people_verbs.tick),
    "name_acting": Row(OWN_SEAT, acting.name_acting, people_verbs.name_acting),
    "begin_agreement": keeper(agreements.begin_year, plans.begin_agreement),
    "amend_agreement": keeper(agreements.amend, plans.amend),
    "edit_agreement": keeper(agreements.edit_head, plans.edit_agreement),
    "apply_document": keeper(documents.apply_document, plans.apply_document),
    "add_objective": keeper(agreements.keep_objective, new_objective),
    "edit_objective": keeper(agreements.keep_objective, old_objective),
    "add_indicator": keeper(
        lines.keep_indicator,
        lambda at: plans.indicator(Indicator(unit=at.unit), "indicator_new", ()),
    ),
    "edit_indicator": keeper(lines.keep_indicator, old_indicator),
    "add_line": keeper(lines.keep_line, new_line),
    "edit_line": keeper(lines.keep_line, old_line),
    "set_paper": keeper(office.set_paper, rows.set_paper),
    "keep_scale": keeper(scales.keep_scale, rows.keep_scale),
    "keep_scale for all": for_all(scales.keep_scale, lambda at: rows.keep_scale(at, for_all=True)),
    "switch_rule": keeper(checks.switch_rule, rows.switch_rule),
    "add_check": keeper(checks.add_check, rows.add_check),
    "edit_check": keeper(checks.edit_check, rows.edit_check),
    "withdraw_check": keeper(checks.withdraw_check, rows.withdraw_check),
    "import_holidays": for_all(holidays.import_year, rows.import_holidays),
    "confirm_holidays": keeper(calendar.confirm_holidays, rows.confirm_holidays()),
    "confirm_holidays for all": for_all(
        calendar.confirm_holidays, rows.confirm_holidays(for_all=True)
    ),
    "revise_sop": for_all(sop.revise, rows.revise_sop),
}
for model, word in (
    (Classification, "classification"),
    (OutsideApplication, "application"),
    (Signatory, "signatory"),
):
    KEEPING |= {
        f"add_{word}": keeper(own_rows.add, rows.add_row(model)),
        f"edit_{word}": keeper(own_rows.edit, rows.edit_row(model)),
        f"withdraw_{word}": keeper(own_rows.withdraw, rows.withdraw_row(model)),
    }
for word in rows.FACTS:
    record = rows.FACTS[word][1]
    KEEPING |= {
        f"record_{word}": keeper(record, rows.record_fact(word)),
        f"replace_{word}": keeper(calendar.replace, rows.replace_fact(word)),
        f"withdraw_{word}": keeper(calendar.withdraw, rows.withdraw_fact(word)),
        f"record_{word} for all": for_all(record, rows.record_fact(word, for_all=True)),
        f"replace_{word} for all": for_all(calendar.replace, rows.replace_fact(word, for_all=True)),
        f"withdraw_{word} for all": for_all(
            calendar.withdraw, rows.withdraw_fact(word, for_all=True)
        ),
    }
# Inside of a writer that stands above, or of an act of the record. `administer` is asked for by
# /pengelola/ alone, which lets nobody in but its own.
INNER = {
    *("changing", "changing_agreement", "title_of", "administer", "write_down"),
    *("capacity_to_keep", "capacity"),
    *("keep_person", "keep_assignment", "keep_position"),
    *("record", "recorded", "taken_back"),
    *("disruptions.record", "disruptions.confirm", "disruptions.withdraw"),
}


def verb_of(key: str) -> str:
    return key.removesuffix(" for all")


def rooms() -> Iterator[ModuleType]:
    """Name the modules in which the office is kept."""
    for package in (kinerja.keeping, workflow.calendars, handing_over):
        for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(found.name)
    yield from (own_rows, sop)


def writers() -> Iterator[Callable]:
    """Find every function of those rooms that is told who acts and when."""
    for room in rooms():
        for written in vars(room).values():
            if inspect.isfunction(written) and written.__module__ == room.__name__:
                asked = inspect.signature(written).parameters
                if {"by", "at"} <= set(asked):
                    yield written


def is_inner(writer: Callable) -> bool:
    room = writer.__module__.rpartition(".")[2]
    return bool({writer.__name__, f"{room}.{writer.__name__}"} & INNER)
