"""Steps 2 and 3 on paper: typed, accepted, sent on; checked, noted, corrected, sent back."""

from clerk.judging import Press, always, verb
from clerk.record import ALL

ENTERING, REVIEWING, ARCHIVING = ("entering",), ("reviewing",), ("archiving",)


@verb(2, states=ENTERING)
def enter(press: Press) -> bool:
    """What is typed is accepted with it; what the section gave already stays the section's."""
    record, codes, value = press.record, press.deal.codes, press.deal.value
    changed = [
        code
        for code in codes
        if record.rows[code].value != value or record.rows[code].source == "correction"
    ]
    if press.deal.is_stale or record.is_closed(codes) or not changed:
        return False
    record.works(2)
    for code in changed:
        record.rows[code].write(value, "document")
        record.accepts(code)
    record.entered.add(press.who)
    return True


@verb(2, states=ENTERING)
def explain(press: Press) -> bool:
    record, code, words = press.record, press.deal.codes[0], press.deal.pick % 3 + 1
    if record.is_closed([code]) or record.rows[code].words == words:
        return False
    record.works(2)
    record.rows[code].words = words
    return True


@verb(2, states=ENTERING, entries=0)
def accept(press: Press) -> bool:
    record = press.record
    if press.deal.is_stale or any(record.rows[code].value == "" for code in press.deal.codes):
        return False
    record.works(2)
    for code in press.deal.codes:
        record.accepts(code)
    return True


@verb(2, states=ENTERING)
def submit(press: Press) -> bool:
    record = press.record
    if not all(record.is_accepted(code) for code in ALL):
        return False
    record.passes_on(2, to=3)
    record.state = "reviewing"
    record.entered.add(press.who)
    return True


@verb(2, states=REVIEWING)
def withdraw(press: Press) -> bool:
    record = press.record
    if record.round(3).is_started:
        return False
    was = record.entering_round
    record.finish(3)
    record.arrive(2)
    for mark in record.marks.values():
        mark.returned = was + 1 if mark.returned == was else mark.returned
    record.state = "entering"
    return True


@verb(3, states=REVIEWING, reviews=always, entries=0)
def check(press: Press) -> bool:
    """Tick rows, and with them every late value that the record carries."""
    if press.deal.is_stale:
        return False
    press.record.works(3)
    for code in press.deal.codes:
        press.record.marks[code].checked = press.record.rows[code].version
    for late in press.desk.carried(press.record):
        late.checked = late.version
    return True


@verb(3, states=REVIEWING, reviews=always)
def note(press: Press) -> bool:
    press.record.works(3)
    open_note(press)
    return True


def open_note(press: Press) -> None:
    press.record.notes.append({"open": True, "began": press.record.began})


@verb(3, states=REVIEWING, reviews=always)
def close_note(press: Press) -> bool:
    record = press.record
    if not record.notes:
        return False
    chosen = record.notes[press.deal.pick % len(record.notes)]
    if chosen not in record.open_notes:
        return False
    record.works(3)
    chosen["open"] = False
    return True


@verb(3, states=REVIEWING, reviews=always)
def correct(press: Press) -> bool:
    """Put another value in the place of one; it counts as checked."""
    record, code, value = press.record, press.deal.codes[0], press.deal.value
    row = record.rows[code]
    if press.deal.is_stale or row.value == value:
        return False
    record.works(3)
    row.write(value, "correction")
    record.marks[code].accepted = record.marks[code].checked = row.version
    made = {"code": code, "version": row.version, "open": True, "began": record.began}
    record.corrections.append(made)
    return True


@verb(2, states=("entering", "reviewing", "archiving"))
def answer(press: Press) -> bool:
    record = press.record
    if not record.corrections or record.is_sealed:
        return False
    chosen = record.corrections[press.deal.pick % len(record.corrections)]
    stands = record.rows[chosen["code"]].version == chosen["version"]
    if not (chosen["open"] and chosen["began"] == record.began and stands):
        return False
    chosen["open"] = False
    if press.deal.names_filler:  # mohon ditinjau kembali
        open_note(press)
    return True


@verb(3, states=REVIEWING, reviews=always)
def send_back(press: Press) -> bool:
    record = press.record
    was = record.entering_round
    for code in press.deal.codes:
        mark = record.marks[code]
        mark.accepted = mark.checked = None
        mark.returned = was + 1
    record.passes_on(3, to=2)
    record.state = "entering"
    return True


@verb(3, states=REVIEWING, reviews=always)
def approve(press: Press) -> bool:
    record = press.record
    seen = 0 if press.deal.is_stale else record.entries
    ticked = all(record.is_checked(code) for code in ALL)
    late = all(each.checked == each.version for each in press.desk.carried(record))
    if record.is_unseen(seen, press.who) or record.open_notes or not (ticked and late):
        return False
    record.passes_on(3, to=4)
    record.state = "archiving"
    return True


@verb(3, states=ARCHIVING)
def revoke_approval(press: Press) -> bool:
    return back_to_review(press)


@verb(4, states=ARCHIVING)
def return_from_archiving(press: Press) -> bool:
    return back_to_review(press)


def back_to_review(press: Press) -> bool:
    record = press.record
    if record.is_sealed:
        return False
    record.finish(4)
    record.arrive(3)
    record.state = "reviewing"
    return True
