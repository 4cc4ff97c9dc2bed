"""Beside the steps: a later agreement, clocks, instructions, the office's own."""

from datetime import timedelta

from clerk.aside import DESKS, chosen_round, is_gone

from kinerja.models import Agreement
from pressing.press import PRESSING, Pressing, pressing
from workflow import actions
from workflow.models import Disruption, Sheet, StandingOrder, StepRun


@pressing
def adopt_agreement(p: Pressing) -> object:
    later = Agreement.objects.filter(unit=p.work.office.unit).order_by("-version")[0]
    return actions.adopt_agreement(p.record, agreement=later, **p.who)


def run(p: Pressing) -> StepRun:
    step, form = chosen_round(p.paper, p.deal.pick)
    section = None if form is None else p.work.office.sections[form]
    found = p.record.runs.filter(step=step, form__section=section, finished_at=None)
    if is_gone(p.paper, p.deal.pick) or not found:
        found = p.record.runs.filter(step=step, form__section=section).exclude(finished_at=None)
    chosen = found.select_related("form__section").order_by("-pk")[0]
    chosen.submission = p.record
    return chosen


PRESSING["start"] = lambda p: actions.start(run(p), **p.who)
PRESSING["pause"] = lambda p: actions.pause(run(p), reason="meeting", **p.who)
PRESSING["resume"] = lambda p: actions.resume(run(p), **p.who)
PRESSING["extend"] = lambda p: actions.extend(run(p), minutes=30, reason="Badai", **p.who)


@pressing
def dispose(p: Pressing) -> object:
    return actions.dispose(p.record, note="Periksa", **p.who)


def sheet(p: Pressing) -> Sheet:
    return p.chosen(p.record.sheets.filter(cause="instruction").order_by("pk"))


@pressing
def forward(p: Pressing) -> object:
    to = p.work.office.seat(p.work.people[DESKS[p.deal.pick % 3]])
    return actions.forward(sheet(p), to=to, note="Siapkan", **p.who)


@pressing
def respond(p: Pressing) -> object:
    return actions.respond(sheet(p), answer="Sudah", **p.who)


@pressing
def acknowledge(p: Pressing) -> object:
    return actions.acknowledge(sheet(p), **p.who)


@pressing
def file_agenda(p: Pressing) -> object:
    return actions.file_agenda(sheet(p), fields={"agenda_number": p.work.fresh()}, **p.who)


@pressing
def give_standing_order(p: Pressing) -> object:
    return actions.give_standing_order(p.work.office.sections[p.deal.section], **p.who)


@pressing
def revoke_standing_order(p: Pressing) -> object:
    section = p.work.office.sections[p.deal.section]
    order = StandingOrder.objects.filter(section=section).order_by("-pk")[0]
    return actions.revoke_standing_order(order, **p.who)


@pressing
def record_disruption(p: Pressing) -> object:
    ends = p.at - timedelta(hours=1)
    hours = {"starts_at": ends - timedelta(hours=1), "ends_at": ends}
    return actions.record_disruption(p.work.office.unit, **hours, reason="Badai", **p.who)


@pressing
def confirm_disruption(p: Pressing) -> object:
    return actions.confirm_disruption(p.chosen(Disruption.objects.order_by("pk")), **p.who)


@pressing
def withdraw_disruption(p: Pressing) -> object:
    return actions.withdraw_disruption(p.chosen(Disruption.objects.order_by("pk")), **p.who)
