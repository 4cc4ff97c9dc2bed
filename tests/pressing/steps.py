"""Steps 1 to 3: forms, input, review."""

from collections.abc import Callable
from datetime import date, timedelta

import make
from clerk.record import CODES

from pressing.press import PRESSING, REASON, Pressing, pressing
from workflow import actions
from workflow.actions import Text
from workflow.models import Submission


def on_record(*names: str) -> None:
    """Enter the verbs that are asked with the record and a reason alone, or less."""
    for name in names:
        PRESSING[name] = lambda p, name=name: getattr(actions, name)(p.record, **p.who)


on_record("submit", "withdraw", "mark_superseded", "revoke_approval")


def with_reason(*names: str) -> None:
    for name in names:
        PRESSING[name] = lambda p, name=name: getattr(actions, name)(
            p.record, reason="Keliru", **p.who
        )


with_reason("return_from_archiving", "reopen", "cancel")


def on_form(name: str, **given: Callable) -> None:
    def press(p: Pressing) -> object:
        return getattr(actions, name)(p.form, **{k: v(p) for k, v in given.items()}, **p.who)

    PRESSING[name] = press


def in_a_week(p: Pressing) -> date:
    return (p.at + timedelta(days=7)).date()


on_form("order_form", people=lambda p: p.filler, due=in_a_week)
on_form("distribute_form", people=lambda p: p.filler, due=in_a_week)
on_form("reassign", people=lambda p: p.filler)
on_form("skip_form", reason=lambda p: "Jabatan kosong")
on_form("fill", values=lambda p: p.entries())
on_form("hand_in", values=lambda p: p.entries(own(p)) if own(p) or p.deal.is_stale else {})
on_form("take_back")
on_form("return_form", rows=lambda p: p.deal.codes, reason=lambda p: "Satuan keliru")


def own(p: Pressing) -> list[str]:
    return [code for code in p.deal.codes if code in CODES[p.deal.section]]


@pressing
def open_submission(p: Pressing) -> object:
    period = make.period(2026, p.deal.quarter)
    made = actions.open_submission(unit=p.work.office.unit, period=period, **p.who)
    found = Submission.objects.with_names().get(pk=made.chain_id.partition(":")[2])
    p.work.records[p.deal.quarter] = found
    return made


@pressing
def enter(p: Pressing) -> object:
    return actions.enter(p.record, values=p.entries(reason=REASON), **p.who)


@pressing
def explain(p: Pressing) -> object:
    text = Text(drivers=f"Faktor {p.deal.pick % 3 + 1}")
    return actions.explain(p.record, texts={p.deal.codes[0]: text}, **p.who)


@pressing
def accept(p: Pressing) -> object:
    return actions.accept(p.record, rows=p.seen_rows(), **p.who)


@pressing
def check(p: Pressing) -> object:
    late = {each.key: each.cell.version for each in p.record.carried.pending()}
    return actions.check(p.record, rows=p.seen_rows() | late, **p.who)


@pressing
def note(p: Pressing) -> object:
    return actions.note(p.record, row=p.deal.codes[0], text="Satuannya?", **p.who)


@pressing
def close_note(p: Pressing) -> object:
    return actions.close_note(p.chosen(p.record.notes.order_by("pk")), **p.who)


@pressing
def correct(p: Pressing) -> object:
    code = p.deal.codes[0]
    value = p.entry(code, "")
    return actions.correct(p.record, row=code, value=value, reason="Salah hitung", **p.who)


@pressing
def answer(p: Pressing) -> object:
    how = "look_again" if p.deal.names_filler else "agreed"
    found = p.chosen(p.record.corrections.order_by("pk"))
    return actions.answer(found, answer=how, text="Lihat lampiran", **p.who)


@pressing
def send_back(p: Pressing) -> object:
    return actions.send_back(p.record, rows=p.deal.codes, reason="Periksa lagi", **p.who)


@pressing
def approve(p: Pressing) -> object:
    seen = 0 if p.deal.is_stale else p.paper.entries
    return actions.approve(p.record, seen=seen, **p.who)
