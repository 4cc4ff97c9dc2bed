"""Step 4 on paper: sealed, filed, received, opened again; and what comes in late."""

from clerk.desk import Late
from clerk.judging import Press, step, verb
from clerk.record import ALL, BEFORE_APPROVAL, NOT_YET, Row

AFTER_FILLING = ("entering", "reviewing", "archiving", "archived")
AFTER_APPROVAL = ("archiving", "archived")


@verb(4, states=("archiving",))
def seal(press: Press) -> bool:
    record, desk = press.record, press.desk
    if record.is_sealed or record.open_notes:
        return False
    record.works(4).paused_by = press.who
    record.sealed.add(record.edition)
    record.final_up_to = max(record.final_up_to, record.edition)
    for code in ALL:
        row = record.rows[code]
        record.final[code] = Row(row.value, row.source, words=row.words)
        record.confirmed_at[code] = desk.at
    for each in record.evidence:
        each["final"] = set(each["rows"])
    for late in desk.carried(record):
        origin = desk.records[late.quarter]
        origin.final[late.code] = Row(late.value, "document", words=late.words)
        origin.confirmed_at[late.code] = desk.at
        origin.final_up_to = max(origin.final_up_to, late.edition)
        origin.late_evidence = [each - {late.code} for each in origin.late_evidence]
    desk.late = [each for each in desk.late if each.carrier is not record]
    return True


@verb(4, states=("archiving",))
def file_copy(press: Press) -> bool:
    record = press.record
    if not record.is_sealed:
        return False
    record.works(4)
    record.finish(4)
    record.places[record.edition] = press.deal.pick
    record.state = "archived"
    return True


@verb(4, states=AFTER_FILLING)
def move_copy(press: Press) -> bool:
    record = press.record
    first = min(record.sealed, default=1)
    if first not in record.places or record.places[first] == press.deal.pick:
        return False
    record.places[first] = press.deal.pick
    return True


@verb(4, states=AFTER_FILLING)
def mark_superseded(press: Press) -> bool:
    record = press.record
    old = {each for each in record.places if each < record.edition} - record.superseded
    record.superseded |= old
    return bool(old)


@verb(4, states=AFTER_APPROVAL)
def file_receipt(press: Press) -> bool:
    return press.record.is_sealed


@verb(4, states=AFTER_APPROVAL)
def upload_signed(press: Press) -> bool:
    return press.record.is_sealed


@verb(3, states=AFTER_APPROVAL)
def reopen(press: Press) -> bool:
    """Begin the next edition, past those that late values brought."""
    record, desk = press.record, press.desk
    if not record.is_sealed or any(not each.is_open for each in desk.owed(record)):
        return False
    record.finish_all()
    record.edition = record.cells_up_to = 1 + max(record.edition, record.final_up_to)
    record.began += 1
    desk.reopened(record)
    record.arrive(2)
    record.state = "entering"
    desk.adopt(record)
    return True


@verb(step(3, also=("administrator",)), states=BEFORE_APPROVAL)
def cancel(press: Press) -> bool:
    record, desk = press.record, press.desk
    heir = desk.latest_open(beside=record)
    for late in desk.carried(record):
        late.carrier, late.checked = heir, None
    record.finish_all()
    for sheet in record.sheets:
        sheet.is_cancelled |= not all(sheet.done.values())
    if record.edition == 1:
        record.state = "cancelled"
        return True
    record.edition = record.last_sealed
    record.state = "archived" if record.edition in record.places else "archiving"
    if record.state == "archiving":
        record.arrive(4)
    return True


def owed(press: Press) -> dict[str, Late | None]:
    """The rows that were promised and are not final yet, with what came in."""
    given = {each.code: each for each in press.desk.owed(press.record)}
    final = press.record.final
    return {code: given.get(code) for code in final if final[code].value == NOT_YET}


@verb(2, states=AFTER_APPROVAL)
def enter_late(press: Press) -> bool:
    record, desk, rows = press.record, press.desk, owed(press)
    if not record.is_sealed or not set(press.deal.codes) <= set(rows):
        return False
    if any(late and not late.is_open for late in map(rows.get, press.deal.codes)):
        return False
    changed = [
        code
        for code in press.deal.codes
        if rows[code] is None or rows[code].value != press.deal.value
    ]
    own = [each.edition for each in desk.owed(record)]
    edition = max(own, default=record.cells_up_to + 1)
    for code in changed:
        late = rows[code]
        if late is None:
            late = Late(record.quarter, code, press.deal.value, edition)
            desk.late.append(late)
        else:
            late.value, late.version = press.deal.value, late.version + 1
        late.carrier, late.checked = late.carrier or desk.latest_open(), None
        desk.loosen(late)
        record.rows[code].top = max(record.rows[code].top, late.version)
        record.late_writers.append((code, press.who, desk.at))
        record.cells_up_to = max(record.cells_up_to, late.edition)
    return bool(changed)


def given(press: Press) -> set[str]:
    """The rows whose late value came in and is not approved yet."""
    return {each.code for each in press.desk.owed(press.record) if each.is_open}


@verb(2, states=AFTER_APPROVAL)
def attach_late(press: Press) -> bool:
    codes = set(press.deal.codes)
    if not press.record.is_sealed or not codes <= given(press):
        return False
    press.record.late_evidence.append(codes)
    untick(press, codes)
    return True


@verb(2, states=AFTER_APPROVAL)
def replace_late_evidence(press: Press) -> bool:
    record = press.record
    if not record.is_sealed or not record.late_evidence:
        return False
    chosen = record.late_evidence[press.deal.pick % len(record.late_evidence)]
    free = chosen & given(press)
    chosen -= free
    untick(press, free)
    return bool(free)


def untick(press: Press, codes: set[str]) -> None:
    for late in press.desk.owed(press.record):
        if late.code in codes:
            late.checked = None
