"""Susulan: a value that a sealed record still owed comes in, and finds the record to carry it."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from kinerja import recording
from kinerja.models import JournalEntry, Line, Realisation, User
from kinerja.recording import Changes, Entry, Text
from workflow.actions.carrying import latest, locked_with_open, loosen
from workflow.actions.door import Act, door, what_happened
from workflow.actions.writing import asked_lines, write_values
from workflow.late import Owed
from workflow.models import LateValue, Submission
from workflow.models.late_value import TICK
from workflow.refused import Incomplete, NotNow


def enter_late(
    submission: Submission,
    *,
    values: Mapping[str, Entry],
    texts: Mapping[str, Text] | None = None,
    by: User,
    at: datetime,
) -> JournalEntry:
    """Write values that a sealed record promised, as the next edition of their rows.

    They are reviewed and sealed with the unit's open record, else with the next one, and can be
    corrected until that is approved.
    """
    with door("enter_late", submission, by=by, at=at, lock=locked_with_open) as act:
        if not act.submission.standing.is_sealed:
            raise NotNow(what_happened(act.submission))
        texts = texts or {}
        lines = owed_lines(act, {*values, *texts})
        refuse_blank(values)
        values = {
            code: recording.sourced(entry, Realisation.Source.DOCUMENT)
            for code, entry in values.items()
        }
        edition = act.submission.standing.owing.next_edition
        changes = write_values(act, values, texts, lines=lines, edition=edition)
        if not changes:
            raise Incomplete("Tidak ada isian yang berubah.")
        carrier = keep(act, changes, lines, edition=edition)
        carried_in = {"carrier": str(carrier.period)} if carrier else {}
        return act.write_down(
            before={"rows": changes.before}, after={"rows": changes.after, **carried_in}
        )


def owed_lines(act: Act, codes: Iterable[str]) -> dict[str, Line]:
    """List the lines that can be written now, refusing codes that are not among them."""
    owed = act.submission.standing.owing.rows
    lines = {code: line for code, line in asked_lines(act).items() if line.pk in owed}
    errors = {code: why for code in codes if (why := closed(owed, lines.get(code)))}
    if errors:
        told = " ".join(f"{code}: {why}" for code, why in sorted(errors.items()))
        raise Incomplete(told, errors=errors)
    return lines


def closed(owed: Mapping[int, Owed], line: Line | None) -> str:
    """Say why nothing can be written for a line; "" where it can."""
    if line is None:
        return "Baris ini tidak menunggu nilai susulan."
    row = owed[line.pk]
    if row.is_open:
        return ""
    return f"Nilai susulan ini sudah disetujui bersama {row.late.carrier.period.short}."


def refuse_blank(values: Mapping[str, Entry]) -> None:
    blank = [code for code, entry in values.items() if not (entry.holds_number or entry.status)]
    if blank:
        text = "Isi nilainya, atau pilih keadaannya dengan alasan."
        raise Incomplete(text, errors=dict.fromkeys(blank, text))


def keep(
    act: Act, changes: Changes, lines: Mapping[str, Line], *, edition: int
) -> Submission | None:
    """Note who brought the changed values, and which record carries them; their ticks fall."""
    changed = [lines[code].pk for code in changes.after]
    cells = Realisation.objects.filter(
        line__in=changed, period=act.submission.period, edition=edition
    )
    open_record = latest(act.submission.open_beside)
    given = [late_value(act, cell, open_record) for cell in cells]
    if len(given) < len(changed):
        raise Incomplete("Isi nilainya dahulu, baru penjelasannya.")
    LateValue.objects.bulk_create(
        given,
        update_conflicts=True,
        unique_fields=["cell"],
        update_fields=["carrier", "carrier_edition", "entered_at", "entered_by", *TICK],
    )
    loosen(given)
    return given[0].carrier


def late_value(act: Act, cell: Realisation, open_record: Submission | None) -> LateValue:
    """Make the late value of a cell; one that is under way stays with its record."""
    before = act.submission.standing.owing.rows[cell.line_id].late
    carrier = before.carrier if before and before.carrier_id else open_record
    return LateValue(
        origin=act.submission,
        cell=cell,
        carrier=carrier,
        carrier_edition=carrier and carrier.edition,
        entered_at=act.at,
        entered_by=act.by,
    )
