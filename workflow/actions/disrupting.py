"""Gangguan kerja: hours in which a unit could not work, entered afterwards and confirmed."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from kinerja import journal
from kinerja.keeping.change import chain_key
from kinerja.models import Chain, JournalEntry, Unit, User
from workflow import permissions
from workflow.actions.door import locked_chain, require_aware
from workflow.actions.opening import sop_for
from workflow.calendars import disruptions
from workflow.models import Disruption
from workflow.permissions import Capacity
from workflow.refused import Incomplete, NotNow, NotYours

LATEST, LONGEST = timedelta(days=92), timedelta(days=31)


def record_disruption(
    unit: Unit, *, starts_at: datetime, ends_at: datetime, reason: str, by: User, at: datetime
) -> JournalEntry:
    """Record hours in which the unit could not work; they count once they are confirmed.

    Raises NotYours, or Incomplete with `errors` by field.
    """
    for moment in (at, starts_at, ends_at):
        require_aware(moment)
    with transaction.atomic():
        chain = locked_chain(chain_key(unit), at)
        capacity = capacity_for("record_disruption", unit, by=by, at=at)
        reason = reason.strip()
        refuse_faults(faults(unit, starts_at, ends_at, reason, at))
        made = disruptions.record(unit, starts_at, ends_at, reason, by=by, at=at)
        return written(chain, "record_disruption", made, capacity, by=by, at=at)


def confirm_disruption(disruption: Disruption, *, by: User, at: datetime) -> JournalEntry:
    """Confirm it: from now on its hours do not count in open rounds.

    Who recorded it does not confirm it, but in small offices. Raises NotYours or NotNow.
    """
    require_aware(at)
    with transaction.atomic():
        chain = locked_chain(chain_key(disruption.unit), at)
        capacity = capacity_for("confirm_disruption", disruption.unit, by=by, at=at)
        is_own = disruption.recorded_by_id == by.pk
        if is_own and not disruption.unit.small_office:
            raise NotYours("Anda yang mencatatnya, maka yang membenarkannya orang lain.")
        if not disruptions.confirm(disruption, by=by, at=at):
            raise NotNow(settled(disruption))
        mark = {"small_office": "ya"} if is_own else {}
        return written(chain, "confirm_disruption", disruption, capacity, mark, by=by, at=at)


def withdraw_disruption(disruption: Disruption, *, by: User, at: datetime) -> JournalEntry:
    """Withdraw what was recorded by mistake, until it is confirmed. Raises NotYours or NotNow."""
    require_aware(at)
    with transaction.atomic():
        chain = locked_chain(chain_key(disruption.unit), at)
        capacity = capacity_for("withdraw_disruption", disruption.unit, by=by, at=at)
        if not disruptions.withdraw(disruption, by=by, at=at):
            raise NotNow(settled(disruption))
        return written(chain, "withdraw_disruption", disruption, capacity, by=by, at=at)


def capacity_for(verb: str, unit: Unit, *, by: User, at: datetime) -> Capacity:
    return permissions.capacity(verb, by=by, at=at, unit=unit, sop=sop_for(unit, at))


def faults(
    unit: Unit, starts_at: datetime, ends_at: datetime, reason: str, at: datetime
) -> dict[str, str]:
    """Say, by field, what cannot be recorded."""
    longest = Disruption._meta.get_field("reason").max_length
    rules = (
        ("reason", not reason, "Tuliskan sebabnya."),
        ("reason", len(reason) > longest, f"Sebab paling panjang {longest} huruf."),
        ("ends_at", ends_at <= starts_at, "Selesainya harus sesudah mulainya."),
        (
            "starts_at",
            at - starts_at > LATEST,
            "Catat paling lambat 92 hari sesudahnya.",
        ),
        ("ends_at", ends_at - starts_at > LONGEST, "Satu gangguan paling lama 31 hari."),
        ("ends_at", ends_at > at, "Gangguan dicatat sesudah selesai."),
    )
    found = {field: text for field, is_wrong, text in reversed(rules) if is_wrong}
    other = None if found else disruptions.overlapping(unit, starts_at, ends_at)
    return {"starts_at": f"Bertindih dengan: {disruptions.named(other)}."} if other else found


def refuse_faults(found: Mapping[str, str]) -> None:
    if found:
        raise Incomplete(" ".join(found.values()), errors=found)


def settled(disruption: Disruption) -> str:
    """Say what became of it meanwhile."""
    disruption.refresh_from_db(fields=("withdrawn_at", "confirmed_at"))
    word = "dicabut" if disruption.withdrawn_at else "dibenarkan"
    return f"Gangguan kerja ini sudah {word}."


def written(
    chain: Chain,
    verb: str,
    disruption: Disruption,
    capacity: Capacity,
    mark: Mapping[str, str] = {},
    *,
    by: User,
    at: datetime,
) -> JournalEntry:
    """Add the entry; its note is what the office's list of changes shows."""
    told = {
        "starts_at": disruption.starts_at.isoformat(),
        "ends_at": disruption.ends_at.isoformat(),
        "reason": disruption.reason,
    }
    is_withdrawn = verb == "withdraw_disruption"
    return journal.append(
        chain,
        verb,
        by=by,
        capacity=capacity.title,
        at=at,
        before=told if is_withdrawn else {},
        after=mark if is_withdrawn else {**told, **mark},
        note=disruptions.named(disruption),
    )
