"""Step 1 on paper: forms ordered, distributed, filled, handed in, and back."""

from clerk.judging import FILLING, Press, step, verb
from clerk.record import CODES

NAMED = step(1, named=True)


def order(press: Press) -> None:
    press.record.named[press.section] = press.section == 0 and press.deal.names_filler


@verb(1, states=FILLING)
def order_form(press: Press) -> bool:
    if press.record.forms[press.section] != "prepared":
        return False
    order(press)
    press.record.works(1, press.section)
    return True


@verb(NAMED, states=FILLING)
def distribute_form(press: Press) -> bool:
    record = press.record
    if record.forms[press.section] != "prepared":
        return False
    if press.who != "petugas":
        order(press)
    record.forms[press.section] = "distributed"
    record.works(1, press.section)
    record.finish(1, press.section)
    record.may_go_on()
    return True


@verb(1, states=FILLING)
def reassign(press: Press) -> bool:
    record, wanted = press.record, press.section == 0 and press.deal.names_filler
    if record.named[press.section] == wanted:
        return False
    record.named[press.section] = wanted
    resume_own(press, 1, press.section, f"kasi{press.section + 1}")
    return True


def resume_own(press: Press, number: int, form: int | None, holder: str) -> None:
    """End the pause of a step's round, where it is this person's."""
    found = press.record.round(number, form)
    if found and found.paused_by and press.who in (holder, found.paused_by):
        found.paused_by = ""


@verb(step(2, also=("camat",)), states=FILLING)
def skip_form(press: Press) -> bool:
    record = press.record
    if record.forms[press.section] in ("handed_in", "skipped"):
        return False
    resume_own(press, 2, None, "kasubag")
    record.forms[press.section] = "skipped"
    record.finish(1, press.section)
    record.may_go_on()
    if record.every_form_is_back:
        record.arrive_once()
    return True


@verb(NAMED, states=FILLING)
def fill(press: Press) -> bool:
    codes, record = press.deal.codes, press.record
    if not record.is_fillable(press.section) or press.deal.is_stale:
        return False
    return set(codes) <= record.open_to_section(press.section) and write_own(press, codes)


def write_own(press: Press, codes: tuple[str, ...]) -> bool:
    """Write as the section: also what step 2 had typed becomes the section's own again."""
    rows = press.record.rows
    changed = [
        code
        for code in codes
        if (rows[code].value, rows[code].source) != (press.deal.value, "section")
    ]
    for code in changed:
        rows[code].write(press.deal.value, "section")
    return bool(changed)


@verb(1, states=FILLING)
def hand_in(press: Press) -> bool:
    """Hand in with the values typed since, which may be those that stand."""
    record = press.record
    if not record.is_fillable(press.section) or press.deal.is_stale:
        return False
    codes = tuple(code for code in press.deal.codes if code in CODES[press.section])
    if not set(codes) <= record.open_to_section(press.section):
        return False
    write_own(press, codes)
    record.forms[press.section] = "handed_in"
    if record.every_form_is_back:
        record.arrive_once()
    return True


@verb(1, states=FILLING)
def take_back(press: Press) -> bool:
    record, codes = press.record, CODES[press.section]
    is_touched = record.edition > 1 or any(
        record.marks[code].was_accepted or record.rows[code].is_typed_at_step_2 for code in codes
    )
    if record.forms[press.section] != "handed_in" or is_touched:
        return False
    record.forms[press.section] = "distributed"
    waiting = record.round(2)
    if waiting and waiting.number == 1 and not waiting.is_started:
        record.forget(2)
        record.counted[record.edition, 2, None] -= 1
    return True


@verb(2, states=("entering",))
def return_form(press: Press) -> bool:
    record, own = press.record, CODES[press.section]
    if record.forms[press.section] != "handed_in" or not set(press.deal.codes) <= set(own):
        return False
    record.works(2)
    record.forms[press.section] = "returned"
    for code in own:
        record.marks[code].is_with_section = code in press.deal.codes
        if code in press.deal.codes:
            record.marks[code].accepted = None
    return True
