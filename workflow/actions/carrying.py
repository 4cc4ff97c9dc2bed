"""Which open record carries the late values of its unit: given, handed on, ticked, taken in.

Who moves late values holds the rows of the unit's open records, so that none is approved while a
value is put into it.
"""

from collections.abc import Iterable, Mapping

from django.db.models import F, Q, QuerySet

from kinerja.models import Realisation, Unit
from workflow.actions.door import Act
from workflow.models import BEFORE_APPROVAL, LateValue, RowMark, Submission
from workflow.refused import Incomplete, Stale

KEY = "susulan-"


def latest(records: Iterable[Submission]) -> Submission | None:
    """Choose the record of the latest period; None where there is none."""
    return max(
        records, key=lambda each: (each.period.year, each.period.quarter, each.pk), default=None
    )


def locked_with_open(submission: Submission) -> Submission:
    """Take the record's row together with those of the unit's open records, in one order.

    The unit comes first: a record that is just being opened waits, or is waited for.
    """
    locked_unit(submission.unit_id)
    is_open = Q(unit=submission.unit_id, state__in=BEFORE_APPROVAL)
    rows = lockable().filter(is_open | Q(pk=submission.pk))
    found = {each.pk: each for each in rows.order_by("pk")}
    record = named(found.pop(submission.pk), submission)
    record.open_beside = tuple(found.values())
    return record


def lockable() -> QuerySet[Submission]:
    """Ask for several records to be locked, with the names that never change, so that none that
    waited is missed.
    """
    names = ("unit", "period", "sop")
    return Submission.objects.select_related(*names).select_for_update(of=("self",))


def named(record: Submission, shown: Submission) -> Submission:
    """Give the locked record the agreement that was read before, where it is still the one."""
    is_read = Submission._meta.get_field("agreement").is_cached(shown)
    if is_read and record.agreement_id == shown.agreement_id:
        record.agreement = shown.agreement
    return record


def locked_unit(pk: int) -> Unit:
    return Unit.objects.select_for_update(no_key=True).get(pk=pk)


def adopt(record: Submission) -> int:
    """Let an open record carry the late values that wait in its unit; count them."""
    waiting = LateValue.objects.waiting(record.unit).exclude(origin=record)
    return waiting.untick(carrier=record, carrier_edition=record.edition)


def told(count: int) -> dict[str, str]:
    """Say in the journal how many late values a record took up; nothing where there were none."""
    return {"late": f"{count} nilai"} if count else {}


def let_go(record: Submission) -> None:
    """Hand the late values of a record that is given up to another open one, or let them wait."""
    heir = latest(record.open_beside)
    LateValue.objects.pending().filter(carrier=record).untick(
        carrier=heir, carrier_edition=heir and heir.edition
    )


def take_in(act: Act) -> tuple[Realisation, ...]:
    """Let a record that is opened again take its own late values back, to be its rows."""
    found = act.submission.standing.owing.under_way
    loosen(found)
    LateValue.objects.filter(pk__in=[late.pk for late in found]).delete()
    return tuple(late.cell for late in found)


def split(keys: Iterable[str] | Mapping[str, int | None]) -> tuple[dict, dict]:
    """Part what was ticked into rows of the record and late values, each with its version."""
    given = dict(keys) if isinstance(keys, Mapping) else dict.fromkeys(keys)
    late = {key: version for key, version in given.items() if key.startswith(KEY)}
    return {key: given[key] for key in given if key not in late}, late


def loosen(moved: Iterable[LateValue]) -> None:
    """Let the ticks fall of the carriers' rows whose sums hold these late values."""
    moved = [late for late in moved if late.carrier_id]
    if moved:
        RowMark.objects.filter(
            submission__in={late.carrier_id for late in moved},
            edition=F("submission__edition"),
            line__indicator__lines__in=[late.cell.line_id for late in moved],
        ).update(checked_version=None)


def chosen_late(act: Act, keys: Mapping[str, int | None]) -> tuple[LateValue, ...]:
    """Find the late values of these keys; refuse strange ones and those that changed meanwhile."""
    carried = {late.key: late for late in act.submission.standing.late}
    strange = [key for key in keys if key not in carried]
    if strange:
        raise Incomplete("Nilai susulan ini tidak lagi dibawa berkas ini; buka halamannya lagi.")
    changed = [key for key, seen in keys.items() if seen not in (None, carried[key].cell.version)]
    if changed:
        names = ", ".join(str(carried[key]) for key in changed)
        text = "Nilainya baru saja berubah; periksa lagi."
        raise Stale(
            f"Nilai {names} diubah orang lain setelah halaman ini dibuka.",
            errors=dict.fromkeys(changed, text),
        )
    return tuple(carried[key] for key in keys)


def tick(act: Act, keys: Mapping[str, int | None]) -> None:
    """Tick late values as right, at the version that each has now."""
    chosen = [late.pk for late in chosen_late(act, keys)]
    LateValue.objects.filter(pk__in=chosen).tick(checked_at=act.at, checked_by=act.by)


def untick(act: Act, keys: Mapping[str, int | None]) -> list[str]:
    """Ask for late values again; give their names."""
    chosen = chosen_late(act, keys)
    if chosen:
        LateValue.objects.filter(pk__in=[late.pk for late in chosen]).untick()
    return [str(late) for late in chosen]
