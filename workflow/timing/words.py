"""How working time is said: "5 jam 10 menit dari 1 hari kerja, sisa 2 jam 20 menit; batas …"."""

from datetime import timedelta

from kinerja.templatetags.office import moment, short_moment
from workflow.models import SopStep, StepRun
from workflow.timing.clock import Clock, FillingClock, Stage

MINUTE = timedelta(minutes=1)
NOTHING = timedelta(0)


def duration(span: timedelta) -> str:
    """Write working time in whole minutes, rounded down; an hour is sixty minutes of work.

    >>> duration(timedelta(hours=29, minutes=10, seconds=59))
    '29 jam 10 menit'
    """
    hours, minutes = divmod(span // MINUTE, 60)
    words = [f"{count} {name}" for count, name in ((hours, "jam"), (minutes, "menit")) if count]
    return " ".join(words) or ("kurang dari 1 menit" if span else "0 menit")


def exact(span: timedelta) -> str:
    """Write working time to the second, so that a column of it adds up.

    >>> exact(timedelta(hours=2, seconds=5))
    '2 jam 5 detik'
    """
    total = span // timedelta(seconds=1)
    parts = ((total // 3600, "jam"), (total // 60 % 60, "menit"), (total % 60, "detik"))
    return " ".join(f"{count} {name}" for count, name in parts if count) or "0 detik"


def up(span: timedelta) -> timedelta:
    """Round up to the minute, so that worked (rounded down) and left add up to the standard."""
    return -(-span // MINUTE) * MINUTE


def standard(run: StepRun) -> str:
    """Write what a started round is judged by: "1 hari kerja", "15 menit × 4 seksi"."""
    unit = UNITS[run.standard_unit]
    if (run.standard_unit, run.standard_meaning) == NEXT_DAY:
        unit = f"{unit}, {run.get_standard_meaning_display()}"
    times = f" × {run.standard_factor} seksi" if run.standard_factor > 1 else ""
    more = sum(each.minutes for each in run.extensions.all())
    added = f" + {duration(timedelta(minutes=more))} perpanjangan" if more else ""
    return f"{run.standard_amount} {unit}{times}{added}"


NEXT_DAY = (SopStep.Amount.WORKING_DAYS, SopStep.DayMeaning.END_OF_NEXT_DAY)
UNITS = {SopStep.Amount.MINUTES: "menit", SopStep.Amount.WORKING_DAYS: "hari kerja"}


def left(clock: Clock) -> str:
    """Say what is left of the standard, or by how much it is passed."""
    if clock.remaining < NOTHING:
        return f"lewat {duration(-clock.remaining)}"
    return f"sisa {duration(up(clock.remaining))}"


def spent(clock: Clock) -> str:
    return f"{duration(clock.worked)} dari {standard(clock.run)}"


def told(clock: Clock) -> str:
    """Tell a clock in one sentence, without its stage."""
    return " · ".join(filter(None, (paused(clock), TOLD.get(clock.stage, measured)(clock))))


def paused(clock: Clock) -> str:
    return f"jeda: {clock.pause} sejak {short_moment(clock.pause.since)}" if clock.pause else ""


def waiting(clock: Clock) -> str:
    never = "tidak dimulai, " if clock.is_finished else ""
    return f"{never}menunggu {duration(clock.waited)}"


def unmeasured(clock: Clock) -> str:
    if clock.run.is_by_standing_order:
        return "atas perintah tetap"
    return f"standar {standard(clock.run)}"


def measured(clock: Clock) -> str:
    if clock.is_finished:
        over = f", {left(clock)}" if clock.is_over else ""
        return f"selesai dalam {spent(clock)}{over}"
    until = "batas bergeser selama jeda" if clock.pause else f"batas {moment(clock.due)}"
    return f"{spent(clock)}, {left(clock)}; {until}"


def without_hours(clock: Clock) -> str:
    return "kalender kerja tidak memuat jam kerja; hubungi operator"


TOLD = {
    Stage.WAITING: waiting,
    Stage.UNMEASURED: unmeasured,
    Stage.NO_HOURS: without_hours,
}


def told_filling(clock: FillingClock) -> str:
    """Tell how long a section has had its form: "diisi 3 jam 5 menit; batas …"."""
    verb = "diserahkan setelah" if clock.form.is_handed_in else "di seksi"
    due = f"; batas {moment(clock.due)}" if clock.due else ""
    return f"{verb} {duration(clock.spent)} kerja{due}"
