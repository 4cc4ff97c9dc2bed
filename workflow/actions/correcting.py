"""Step 3 at one row: a note, a correction, and what step 2 answers to it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from kinerja.models import JournalEntry, Line, Realisation, User
from kinerja.recording import Entry
from workflow.actions.door import Act, door
from workflow.actions.marking import carry_marks
from workflow.actions.opening import require_reason
from workflow.actions.writing import asked_lines, write_values
from workflow.models import Correction, Note, Submission
from workflow.refused import Incomplete, NotNow

LONGEST = Note._meta.get_field("text").max_length


def note(submission: Submission, *, row: str, text: str, by: User, at: datetime) -> JournalEntry:
    """Open a note on a row, by code; the record is not approved before it is closed."""
    with door("note", submission, by=by, at=at) as act:
        line, text = line_of(asked_lines(act), row), worded(text, name=f"note-{row}")
        entry = act.write_down(after={"row": row}, note=text)
        open_note(act, entry, line.indicator_id, text)
        return entry


def close_note(note: Note, *, by: User, at: datetime) -> JournalEntry:
    """Close a note. Raises NotNow where it was closed before, or belongs to an earlier edition."""
    with door("close_note", note.submission, by=by, at=at) as act:
        found = next((each for each in act.submission.standing.notes if each.pk == note.pk), None)
        if found is None or not found.is_open:
            raise NotNow("Catatan ini sudah ditutup.")
        found.closed_at, found.closed_by = at, by
        found.save(update_fields=["closed_at", "closed_by"])
        after = {"row": code_of(act, found.indicator_id)}
        return act.write_down(before={"note": found.text}, after=after)


def correct(
    submission: Submission, *, row: str, value: Entry, reason: str, by: User, at: datetime
) -> JournalEntry:
    """Replace the value of a row, by code; what was corrected counts as checked.

    Raises Incomplete, also where the value is the one that stands, or Stale.
    """
    with door("correct", submission, by=by, at=at) as act:
        lines, reason = asked_lines(act), worded(reason, name="reason")
        line = line_of(lines, row)
        given = replace(
            value,
            source=Realisation.Source.CORRECTION,
            reason=value.reason or reason,
        )
        changes = write_values(act, {row: given}, {}, lines=lines)
        if not changes:
            raise Incomplete("Nilainya sama dengan yang sekarang.", errors={row: "Nilainya sama."})
        carry_marks(act, changes.versions)
        before, after = {"rows": changes.before}, {"rows": changes.after}
        entry = act.write_down(before=before, after=after, note=reason)
        Correction.objects.create(
            submission=act.submission,
            indicator_id=line.indicator_id,
            number=entry.number,
            version=changes.versions[line.pk],
            before=changes.before[row],
            after=changes.after[row],
            reason=reason,
            corrected_at=at,
            corrected_by=by,
        )
        return entry


def answer(
    correction: Correction,
    *,
    answer: Correction.Answer | str,
    text: str = "",
    by: User,
    at: datetime,
) -> JournalEntry:
    """Answer a correction; who asks to look again opens a note that only the reviewer closes."""
    with door("answer", correction.submission, by=by, at=at) as act:
        found = to_answer(act, correction)
        asks_again = answer == Correction.Answer.LOOK_AGAIN
        if answer not in Correction.Answer.values:
            raise Incomplete("Pilih jawabannya: sesuai, atau mohon ditinjau kembali.")
        text = worded(text, name=f"answer-{found.pk}") if asks_again else shortened(text)
        code = code_of(act, found.indicator_id)
        entry = act.write_down(after={"row": code, "answer": str(answer)}, note=text)
        found.answer, found.answer_text = answer, text
        found.answered_at, found.answered_by = at, by
        found.save(update_fields=["answer", "answer_text", "answered_at", "answered_by"])
        if asks_again:
            open_note(act, entry, found.indicator_id, text, correction=found)
        return entry


def to_answer(act: Act, correction: Correction) -> Correction:
    """Find the correction as it stands. Raises NotNow where there is nothing to answer any more."""
    standing = act.submission.standing
    if standing.is_sealed:
        raise NotNow("Berkas sudah disegel; koreksi ini tidak dapat dijawab lagi.")
    found = next((each for each in standing.corrections if each.pk == correction.pk), None)
    if found is None or found not in Correction.objects.unanswered([act.submission]):
        raise NotNow("Koreksi ini sudah dijawab, atau nilainya sudah berubah lagi.")
    return found


def open_note(
    act: Act,
    entry: JournalEntry,
    indicator_id: int,
    text: str,
    *,
    correction: Correction | None = None,
) -> None:
    Note.objects.create(
        submission=act.submission,
        indicator_id=indicator_id,
        number=entry.number,
        text=text,
        correction=correction,
        opened_at=act.at,
        opened_by=act.by,
    )


def line_of(lines: Mapping[str, Line], code: str) -> Line:
    if code not in lines:
        raise Incomplete(f"Baris {code} tidak ada dalam berkas ini.")
    return lines[code]


def code_of(act: Act, indicator_id: int) -> str:
    """Name the row of an indicator by its code now; "" where the record asks for it no longer."""
    lines = asked_lines(act).values()
    return next((line.code for line in lines if line.indicator_id == indicator_id), "")


def worded(text: str, *, name: str) -> str:
    """Ask for words. Raises Incomplete at the field of this name."""
    try:
        require_reason(text)
    except Incomplete as missing:
        raise Incomplete("Tuliskan isinya.", errors={name: "Tuliskan isinya."}) from missing
    return shortened(text)


def shortened(text: str) -> str:
    """Take words as they are, up to what a row keeps. Raises Incomplete beyond that."""
    if len(text.strip()) > LONGEST:
        raise Incomplete(f"Paling panjang {LONGEST} huruf; sekarang {len(text.strip())}.")
    return text.strip()
