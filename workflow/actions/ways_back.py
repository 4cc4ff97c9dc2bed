"""Ways back: each works until the next person has begun, then says which way is open instead."""

from collections.abc import Iterable
from datetime import datetime

from kinerja.models import JournalEntry, User
from kinerja.templatetags.office import short_moment
from workflow import sheets
from workflow.actions.door import Act, door, what_happened
from workflow.actions.filling import form_happened
from workflow.actions.issuing import issue_section_return
from workflow.actions.marking import carry_returned, mark_with_section
from workflow.actions.opening import require_reason
from workflow.actions.writing import asked_lines
from workflow.models import SectionForm, StepRun, Submission
from workflow.refused import Incomplete, NotNow
from workflow.timing import rounds


def take_back(form: SectionForm, *, by: User, at: datetime) -> JournalEntry:
    """Take a handed-in form back, until step 2 has accepted or typed one of its rows."""
    with door("take_back", form.submission, form=form, by=by, at=at) as act:
        if not act.form.is_handed_in:
            raise NotNow(form_happened(act.form))
        refuse_touched(act)
        act.form.take_back()
        act.form.save()
        sheets.form_was_taken_back(act.form)
        rounds.unarrive(act.submission, 2)
        return act.write_down(after={"form": act.form.section.name})


def refuse_touched(act: Act) -> None:
    """Refuse where step 2 has begun on the form, saying who did what when."""
    standing = act.submission.standing
    rows = standing.of_section(act.form.section_id)
    marks = (standing.marks.get(each.row.line_id) for each in rows)
    mark = next((mark for mark in marks if mark and mark.accepted_at), None)
    if act.submission.edition > 1:
        began = f"Berkas ini dibuka kembali sebagai edisi {act.submission.edition}"
    elif mark:
        began = f"{mark.accepted_by.name} menerima baris pada {short_moment(mark.accepted_at)}"
    else:
        typed = next((each.row.reading for each in rows if each.is_closed_to_section), None)
        began = typed and f"{typed.entered_by} mengetik baris pada {short_moment(typed.entered_at)}"
    if began:
        raise NotNow(
            f"{began}. Jalan yang terbuka: minta formulir ini dikembalikan dari langkah input."
        )


def return_form(
    form: SectionForm, *, rows: Iterable[str] = (), reason: str, by: User, at: datetime
) -> JournalEntry:
    """Return a handed-in form to its section, all rows or those named by code.

    These rows open to the section again, also where step 2 had typed them.
    """
    with door("return_form", form.submission, form=form, by=by, at=at) as act:
        require_reason(reason)
        if not act.form.is_handed_in:
            raise NotNow(form_happened(act.form))
        mine = section_rows(act)
        chosen = form_rows(act, mine, list(rows))
        act.form.send_back()
        act.form.returned_at = at
        act.form.save()
        mark_with_section(act, chosen.values(), of=mine.values())
        sheet = issue_section_return(act, chosen, reason)
        after = {"form": act.form.section.name, "returned": ", ".join(chosen)}
        after["sheet"] = sheet.number
        return act.write_down(after=after, note=reason.strip())


def section_rows(act: Act) -> dict[str, int]:
    """Lead from the codes of the section's rows to their lines."""
    section, lines = act.form.section_id, asked_lines(act)
    return {code: line.pk for code, line in lines.items() if line.section_id == section}


def form_rows(act: Act, mine: dict[str, int], codes: list[str]) -> dict[str, int]:
    """Choose the rows of the form that are named by code; all where none are."""
    strange = [code for code in codes if code not in mine]
    if strange:
        raise Incomplete(f"Baris {', '.join(strange)} bukan milik {act.form.section}.")
    return {code: mine[code] for code in codes or sorted(mine)}


def skip_form(form: SectionForm, *, reason: str, by: User, at: datetime) -> JournalEntry:
    """Go on without a section's form (vacant seat, leave): its rows are typed at step 2."""
    with door("skip_form", form.submission, form=form, by=by, at=at) as act:
        require_reason(reason)
        if act.form.is_done:
            raise NotNow(form_happened(act.form))
        act.form.skip()
        act.form.save()
        sheets.cancel_order(act.form, by=by, at=at)
        run = rounds.current_run(act.submission, 1, form=act.form, at=at)
        if run.pk:
            rounds.finish(run, by=by, at=at, outcome=act.verb)
        if act.submission.step == 1 and act.submission.standing.forms_waiting == 0:
            act.move("begin_entering")
        if act.submission.standing.every_form_is_back:
            rounds.arrive_once(act.submission, 2, at=at)
        return act.write_down(after={"form": act.form.section.name}, note=reason.strip())


def withdraw(submission: Submission, *, by: User, at: datetime) -> JournalEntry:
    """Take the input back from step 3, until its actor has started."""
    with door("withdraw", submission, by=by, at=at) as act:
        run = rounds.current_run(act.submission, 3, at=at)
        refuse_started(run)
        act.move("withdraw")
        rounds.finish(run, by=by, at=at, outcome=act.verb)
        sheets.record_was_withdrawn(act.submission, submitted_at=run.arrived_at)
        carry_returned(act, round=act.submission.standing.entering_round)
        rounds.arrive(act.submission, 2, at=at)
        return act.write_down()


def refuse_started(run: StepRun) -> None:
    if run.started_at:
        raise NotNow(
            f"{run.started_by.name} memulai koreksi pada {short_moment(run.started_at)}. "
            "Jalan yang terbuka: minta berkas dikembalikan dari langkah koreksi."
        )


def revoke_approval(
    submission: Submission, *, reason: str = "", by: User, at: datetime
) -> JournalEntry:
    """Take the approval back before the seal."""
    with door("revoke_approval", submission, by=by, at=at) as act:
        return back_to_review(act, reason)


def return_from_archiving(
    submission: Submission, *, reason: str, by: User, at: datetime
) -> JournalEntry:
    """Return an approved record to step 3 because of a fault found before the seal."""
    with door("return_from_archiving", submission, by=by, at=at) as act:
        require_reason(reason)
        return back_to_review(act, reason)


def back_to_review(act: Act, reason: str) -> JournalEntry:
    record = act.submission
    if record.standing.is_sealed:
        raise NotNow(
            f"{what_happened(record)} Jalan yang terbuka: buka kembali sebagai edisi berikutnya."
        )
    act.move(act.verb)
    run = rounds.current_run(record, 4, at=act.at)
    rounds.finish(run, by=act.by, at=act.at, outcome=act.verb)
    rounds.arrive(record, 3, at=act.at)
    return act.write_down(note=reason.strip())
