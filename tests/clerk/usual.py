"""What usually comes next, so that runs reach the archive and beyond."""

from dataclasses import replace

from clerk.desk import Deal, Desk
from clerk.record import ALL, NOT_YET, Record

Next = tuple[str, str, Deal]


def usual(desk: Desk, deal: Deal) -> Next:
    """Say the verb, who does it, and with what."""
    record, deal = desk.records[deal.quarter], replace(deal, is_stale=False)
    if record is None or record.state == "cancelled":
        return "open_submission", "kasubag", deal
    return NEXT[record.state](desk, record, deal)


def distributing(desk: Desk, record: Record, deal: Deal) -> Next:
    waiting = [number for number, form in record.forms.items() if form == "prepared"]
    number = waiting[0]
    return "distribute_form", f"kasi{number + 1}", replace(deal, section=number)


def entering(desk: Desk, record: Record, deal: Deal) -> Next:
    open_now = [number for number in record.forms if record.is_fillable(number)]
    if open_now and deal.pick % 3:
        number = open_now[0]
        codes = tuple(sorted(record.open_to_section(number)))
        return "hand_in", f"kasi{number + 1}", replace(deal, section=number, codes=codes)
    blank = tuple(code for code in ALL if not record.rows[code].value)
    if blank:
        return "enter", "kasubag", replace(deal, codes=blank)
    waiting = tuple(code for code in ALL if not record.is_accepted(code))
    if waiting:
        return "accept", "kasubag", replace(deal, codes=waiting)
    return "submit", "kasubag", deal


def reviewing(desk: Desk, record: Record, deal: Deal) -> Next:
    barred = desk.barred(record)
    who = "camat" if "sekcam" in barred else "sekcam"
    if record.open_notes:
        return "close_note", who, replace(deal, pick=record.notes.index(record.open_notes[0]))
    late = any(each.checked != each.version for each in desk.carried(record))
    waiting = tuple(code for code in ALL if not record.is_checked(code))
    if waiting or late:
        return "check", who, replace(deal, codes=waiting or ALL)
    return "approve", who, deal


def archiving(desk: Desk, record: Record, deal: Deal) -> Next:
    if record.is_sealed:
        return "file_copy", "admin", deal
    if record.open_notes:
        return "revoke_approval", "sekcam", deal
    return ("seal" if deal.pick % 8 else "return_from_archiving"), "admin", deal


def archived(desk: Desk, record: Record, deal: Deal) -> Next:
    owed = tuple(code for code in ALL if record.final[code].value == NOT_YET)
    given = tuple(each.code for each in desk.owed(record) if each.is_open)
    if given and deal.pick % 3:
        return document(record, replace(deal, codes=given))
    if owed and deal.pick % 4:
        return "enter_late", "kasubag", replace(deal, codes=owed)
    return "reopen", "sekcam", deal


def document(record: Record, deal: Deal) -> Next:
    """Attach to late values, or put another in the place of what was attached last."""
    held = [number for number, rows in enumerate(record.late_evidence) if rows & set(deal.codes)]
    if held:
        return "replace_late_evidence", "kasubag", replace(deal, pick=held[-1])
    return "attach_late", "kasubag", deal


NEXT = {
    "distributing": distributing,
    "entering": entering,
    "reviewing": reviewing,
    "archiving": archiving,
    "archived": archived,
}
