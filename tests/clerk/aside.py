"""Beside the steps on paper: clocks, instructions of the Camat, documents, a later agreement."""

from clerk.desk import holders, superior
from clerk.filling import resume_own
from clerk.judging import FILLING, LIVING, Press, step, verb
from clerk.record import ALL, Mark, Record, Row, Sheet

EVERYWHERE = (*LIVING, "cancelled")
DESKS = ("kasubag", "admin", "sekcam")


def chosen_round(record: Record, pick: int) -> tuple[int, int | None]:
    """Choose a round, by its step and form: mostly one that is open, else one gone by."""
    open_now = [(each.step, each.form) for each in record.rounds]
    rounds = record.past if is_gone(record, pick) else open_now
    return rounds[pick % len(rounds)]


def is_gone(record: Record, pick: int) -> bool:
    return bool(record.past) and (pick % 5 == 0 or not record.rounds)


def at_the_round(press: Press) -> set[str]:
    number, form = chosen_round(press.record, press.deal.pick)
    found = holders(number, form or 0)
    return found | ({"petugas"} if form is not None and press.record.named[form] else set())


def above_the_round(press: Press) -> set[str]:
    return {superior(chosen_round(press.record, press.deal.pick)[0])}


def is_of_step_3(press: Press) -> bool:
    return chosen_round(press.record, press.deal.pick)[0] == 3


@verb(at_the_round, states=EVERYWHERE, reviews=is_of_step_3)
def start(press: Press) -> bool:
    place = chosen_round(press.record, press.deal.pick)
    if is_gone(press.record, press.deal.pick) or press.record.round(*place).is_started:
        return False
    press.record.works(*place)
    return True


@verb(at_the_round, states=EVERYWHERE, reviews=is_of_step_3)
def pause(press: Press) -> bool:
    place = chosen_round(press.record, press.deal.pick)
    if is_gone(press.record, press.deal.pick) or press.record.round(*place).paused_by:
        return False
    press.record.works(*place).paused_by = press.who
    return True


@verb(at_the_round, states=EVERYWHERE, reviews=is_of_step_3)
def resume(press: Press) -> bool:
    place = chosen_round(press.record, press.deal.pick)
    if is_gone(press.record, press.deal.pick) or not press.record.round(*place).paused_by:
        return False
    press.record.works(*place)
    return True


@verb(above_the_round, states=EVERYWHERE)
def extend(press: Press) -> bool:
    place = chosen_round(press.record, press.deal.pick)
    return not is_gone(press.record, press.deal.pick) and press.record.round(*place).is_started


@verb(lambda press: {"camat"})
def dispose(press: Press) -> bool:
    press.record.sheets.append(Sheet({"sekcam": False}, {"sekcam": "camat"}))
    return True


def sheet(press: Press) -> Sheet:
    return press.record.sheets[press.deal.pick % len(press.record.sheets)]


def addressees(press: Press) -> set[str]:
    return set(sheet(press).done)


def readers(press: Press) -> set[str]:
    """Who was ordered something, and who may read what was answered to an own order."""
    found = sheet(press)
    return set(found.done) | {found.given_by[who] for who, is_done in found.done.items() if is_done}


@verb(addressees)
def forward(press: Press) -> bool:
    found, to = sheet(press), DESKS[press.deal.pick % 3]
    if found.is_cancelled or found.done[press.who] or to in found.done:
        return False
    found.done[to], found.given_by[to] = False, press.who
    return True


@verb(addressees)
def respond(press: Press) -> bool:
    found = sheet(press)
    if found.is_cancelled or found.done[press.who]:
        return False
    found.done[press.who] = True
    return True


@verb(readers, entries=0)
def acknowledge(press: Press) -> bool:
    return True


@verb(lambda press: addressees(press) | holders(2, 0))
def file_agenda(press: Press) -> bool:
    return not sheet(press).is_cancelled


def is_by_form(press: Press) -> bool:
    return press.deal.names_filler


def at_the_rows(press: Press) -> set[str]:
    return step(1, named=True)(press) if is_by_form(press) else holders(2, press.section)


def open_rows(press: Press) -> set[str]:
    """The rows to which this person may attach: the section's own, or what step 2 may write."""
    record = press.record
    if is_by_form(press):
        own = record.open_to_section(press.section)
        return own if record.is_fillable(press.section) else set()
    return (record.returned or set(ALL)) if record.state == "entering" else set()


@verb(at_the_rows, states=FILLING)
def attach(press: Press) -> bool:
    codes = set(press.deal.codes)
    if not codes <= open_rows(press):
        return False
    if not is_by_form(press):
        press.record.works(2)
    press.record.evidence.append({"rows": codes, "final": set()})
    return True


@verb(at_the_rows, states=FILLING)
def replace_evidence(press: Press) -> bool:
    record = press.record
    chosen = record.evidence[press.deal.pick % len(record.evidence)]
    free = chosen["rows"] & open_rows(press)
    if not free:
        return False
    if not is_by_form(press):
        record.works(2)
    chosen["rows"] -= free
    return True


@verb(2, states=FILLING)
def adopt_agreement(press: Press) -> bool:
    """Take the later version, in which the first row's target is another: it is looked at anew."""
    record, desk = press.record, press.desk
    if record.edition > 1 or record.version == desk.version:
        return False
    resume_own(press, 2, None, "kasubag")
    returned, row = record.returned, record.rows["1.1"]
    desk.cells[record.quarter, record.version] = {code: Row() for code in ALL}
    record.version = desk.version
    desk.cells[record.quarter, record.version] = record.rows
    if row.version:
        row.write(row.value, row.source)
    if returned:
        was = record.marks["1.1"]
        record.marks["1.1"] = Mark(
            was_accepted=was.was_accepted,
            is_with_section=was.is_with_section,
            returned=record.entering_round,
        )
    if record.every_form_is_back:
        record.arrive_once()
    return True
