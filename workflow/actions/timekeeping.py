"""The clock of a round, in its actor's hand: start, pause, go on; more time from the superior."""

from datetime import datetime

from django.utils.timezone import localdate

from kinerja.models import JournalEntry, User
from kinerja.templatetags.office import short_moment
from workflow.actions.archiving import fitted
from workflow.actions.door import Act, door, require_aware, what_happened
from workflow.actions.opening import require_reason
from workflow.models import Extension, Pause, StepRun
from workflow.refused import Incomplete, NotNow
from workflow.timing import acts, rounds

# Ten working days of 450 minutes.
LONGEST_EXTENSION = 4500


def start(run: StepRun, *, by: User, at: datetime) -> JournalEntry:
    """Start the working time of a round by its actor's own press."""
    with clock_of(run, "start", by=by, at=at) as act:
        if act.run != run or not act.is_first:
            raise NotNow(f"Langkah ini sudah dimulai. {what_happened(act.submission)}")
        return act.write_down(after=which(act))


def pause(
    run: StepRun,
    *,
    reason: str,
    since: datetime | None = None,
    until: datetime | None = None,
    by: User,
    at: datetime,
) -> JournalEntry:
    """Note a span in which nobody could work on the round; `reason` is one of Pause.Reason.

    Without `since` it begins now, without `until` it lasts until the actor's next act. It can be
    noted afterwards on the same day, but not over an act of the same person.
    """
    with clock_of(run, "pause", by=by, at=at) as act:
        refuse_closed(act, run)
        if act.ended_pause:
            raise NotNow("Langkah ini sedang dijeda. Lanjutkan dahulu, lalu catat jeda yang lain.")
        since = since or at
        refuse_impossible_span(act, since, until)
        require_known(reason)
        refuse_worked_span(act, since, until)
        rounds.pause(act.run, reason=reason, since=since, until=until, by=by, at=at)
        told = {"reason": Pause.Reason(reason).label, "since": since.isoformat()}
        return act.write_down(
            after=which(act) | told | ({"until": until.isoformat()} if until else {})
        )


def resume(run: StepRun, *, by: User, at: datetime) -> JournalEntry:
    """End the round's pause."""
    with clock_of(run, "resume", by=by, at=at) as act:
        refuse_closed(act, run)
        if not act.ended_pause:
            raise NotNow("Langkah ini tidak sedang dijeda.")
        return act.write_down(after=which(act))


def extend(run: StepRun, *, minutes: int, reason: str, by: User, at: datetime) -> JournalEntry:
    """Give a round more working time; the superior of its actor does, with a reason."""
    with clock_of(run, "extend", by=by, at=at) as act:
        require_reason(reason)
        reason = fitted(Extension, "reason", reason, field="extension_reason")
        if not 0 < minutes <= LONGEST_EXTENSION:
            text = f"Isi 1 sampai {LONGEST_EXTENSION} menit kerja."
            raise Incomplete(text, errors={"minutes": text})
        act.run = rounds.current_run(act.submission, run.step, form=run.form, at=at)
        refuse_closed(act, run)
        if act.run.started_at is None:
            raise NotNow("Langkah ini belum dimulai: waktunya belum berjalan.")
        rounds.extend(act.run, minutes=minutes, reason=reason, by=by, at=at)
        return act.write_down(after=which(act) | {"minutes": str(minutes)}, note=reason)


def clock_of(run: StepRun, verb: str, *, by: User, at: datetime):
    return door(verb, run.submission, form=run.form, step=run.step, by=by, at=at)


def which(act: Act) -> dict[str, str]:
    form = {"form": act.form.section.name} if act.form else {}
    return {"step": str(act.run.step), "round": str(act.run.round)} | form


def refuse_closed(act: Act, run: StepRun) -> None:
    if act.run != run:
        raise NotNow(f"Putaran ini sudah selesai. {what_happened(act.submission)}")


def require_known(reason: str) -> None:
    if reason not in Pause.Reason.values:
        raise Incomplete("Pilih alasan jeda.", errors={"reason": "Pilih alasan jeda."})


def refuse_impossible_span(act: Act, since: datetime, until: datetime | None) -> None:
    """Refuse a span that lies outside the round, the day, or what has happened yet."""
    require_aware(since)
    began = act.run.started_at
    if until is not None:
        require_aware(until)
    if since > act.at or (until and until > act.at):
        refuse_span("Jeda tidak dapat dicatat untuk waktu yang belum tiba.")
    if until is not None and until <= since:
        refuse_span("Jeda berakhir sesudah ia mulai.", field="until")
    if since < began:
        refuse_span(f"Langkah ini baru dimulai {short_moment(began)}.")
    if localdate(since) != localdate(act.at):
        refuse_span("Jeda dicatat pada hari yang sama.")
    end = until or act.at
    other = act.run.pauses.filter(since__lt=end, until__gt=since).first()
    if other:
        refuse_span(f"Sudah ada jeda ({other}) sejak {short_moment(other.since)}.")


def refuse_worked_span(act: Act, since: datetime, until: datetime | None) -> None:
    """Refuse a span in which the person, or another at this step, did something."""
    found = acts.moments(act.submission, by=act.by, since=since, step=act.run.step)
    worked = [moment for moment in found if since < moment < (until or act.at)]
    if worked:
        refuse_span(f"Pada {short_moment(worked[0])} berkas ini dikerjakan.")


def refuse_span(text: str, *, field: str = "since") -> None:
    raise Incomplete(text, errors={field: text})
