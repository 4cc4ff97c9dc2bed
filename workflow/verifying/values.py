"""Values and explanations against what was last said of them: journal entries, sealed snapshots."""

from collections.abc import Iterable, Iterator

from kinerja.models import JournalEntry, Line
from workflow.models import State, Submission
from workflow.verifying.found import Found
from workflow.verifying.holdings import Held, Holdings
from workflow.verifying.sealed import sealed_faults
from workflow.verifying.telling import Key, Telling, Told, subject_of


def judge(record: Submission) -> Iterator[Found]:
    """Look at every row of a record; of a cancelled one, what it left may be another's by now."""
    if record.state == State.CANCELLED:
        return
    holdings = Holdings(record)
    telling, before = told(record), told_before(record)
    found = [*unlike_journal(holdings, telling, before), *sealed_faults(holdings)]
    yield from (Found(f"{record.chain_key}: {fault}") for fault in dict.fromkeys(found))


def told(record: Submission) -> Telling:
    lines = Line.objects.filter(
        agreement__unit=record.unit_id, agreement__year=record.agreement.year
    ).select_related("agreement")
    codes: dict[int, dict[str, Line]] = {}
    for line in lines:
        codes.setdefault(line.agreement.version, {})[line.code] = line
    entries: Iterable[JournalEntry] = record.journal().order_by("number")
    return Telling(codes, record.agreement.version).hear_all(entries)


def told_before(record: Submission) -> dict[Key, list[Told]]:
    """Tell what cancelled records of the same unit and period left: a later one takes it over."""
    found: dict[Key, list[Told]] = {}
    same = {"unit": record.unit_id, "period": record.period_id, "state": State.CANCELLED}
    for earlier in Submission.objects.filter(**same, pk__lt=record.pk).with_names():
        for key, each in told(earlier).editions[1].items():
            found.setdefault(key, []).append(each)
    return found


def unlike_journal(
    holdings: Holdings, telling: Telling, before: dict[Key, list[Told]]
) -> Iterator[str]:
    for edition, rows in holdings.rows.items():
        for key, held in rows.items():
            if held.is_late:
                candidates = telling.late.get(key, [])[-1:]
            elif edition not in telling.editions:
                yield f"{named(held, edition)} tidak tercatat di jurnal."
                continue
            else:
                candidates = expected(holdings, telling, before, edition, key)
            if not any(fits(held, each) for each in candidates):
                yield f"{named(held, edition)} berbeda dari catatan jurnal terakhirnya."
    yield from gone(holdings, telling)


def named(held: Held, edition: int) -> str:
    return f"nilai {held.name} edisi {edition}"


def expected(
    holdings: Holdings,
    telling: Telling,
    before: dict[Key, list[Told]],
    edition: int,
    key: Key,
) -> list[Told | Held | None]:
    """List what a row may hold: what an entry said last, else what the edition began with.

    None stands for a blank row.
    """
    if said := telling.editions[edition].get(key):
        return [said]
    if edition == 1:
        return [*before.get(key, ()), None]
    return [holdings.final_before(edition, key), *telling.late.get(key, ())]


def fits(held: Held, candidate: Told | Held | None) -> bool:
    if not candidate or not candidate.content:
        return not held.content
    return (held.content, held.person, held.moment) == (
        candidate.content,
        candidate.person,
        candidate.moment,
    )


def gone(holdings: Holdings, telling: Telling) -> Iterator[str]:
    """Name the rows that an entry speaks of and that are there no more."""
    asked = {subject_of(line) for line in holdings.lines.values()}
    for edition, rows in telling.editions.items():
        held = holdings.rows.get(edition, {})
        for key, each in rows.items():
            if each.content and key[1] in asked and key not in held:
                yield f"nilai yang menurut jurnal ada pada edisi {edition} hilang."
