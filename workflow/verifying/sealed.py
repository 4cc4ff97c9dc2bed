"""Final rows against the snapshots that sealed them."""

from collections.abc import Iterator, Mapping

from workflow.actions.writing import objective_key
from workflow.models import ArchiveCopy, Submission
from workflow.verifying.archives import content
from workflow.verifying.holdings import Held, Holdings
from workflow.verifying.telling import CELL_PARTS, Key, subject_of

WORDS = ("drivers", "obstacles", "follow_up")


def sealed_faults(holdings: Holdings) -> Iterator[str]:
    """Name final rows that no archive holds, and rows that are not as their archive says."""
    copies = {copy.edition: copy for copy in holdings.record.archives.all()}
    for edition, copy in copies.items():
        yield from unlike_snapshot(holdings, copy, edition)
    for edition, rows in holdings.rows.items():
        for held in rows.values():
            if held.is_final and edition not in copies and not held.is_late:
                yield f"nilai {held.name} edisi {edition} disahkan tanpa arsip."


def unlike_snapshot(holdings: Holdings, copy: ArchiveCopy, edition: int) -> Iterator[str]:
    snapshot = content(copy)
    stamp = (copy.sealed_at, copy.sealed_by_id)
    rows = holdings.rows.get(edition, {})
    said = snapshot_rows(holdings, snapshot)
    for key, (name, parts, version) in said.items():
        held = rows.get(key)
        if held is None:
            if parts:
                yield f"nilai {name} edisi {edition} hilang; ada di arsipnya."
        elif not as_sealed(held, parts, version, stamp):
            yield f"nilai {name} edisi {edition} berbeda dari arsipnya."
    for key, held in rows.items():
        if key not in said and held.content and not held.is_late:
            yield f"nilai {held.name} edisi {edition} tidak ada di arsipnya."
    for late in snapshot.get("late", ()):
        yield from unlike_late(late, stamp)


def as_sealed(held: Held, parts: Mapping, version: int | None, stamp: tuple) -> bool:
    is_version = version is None or held.version == version
    return held.content == parts and is_version and held.confirmed == stamp


def snapshot_rows(holdings: Holdings, snapshot: Mapping) -> dict[Key, tuple]:
    """Lead from each row to its name, what the snapshot says it holds, and its version."""
    found: dict[Key, tuple] = {}
    for objective in snapshot.get("objectives", ()):
        number = objective["number"]
        said = spoken(objective["words"])
        found["words", (objective_key(number),)] = (f"penjelasan sasaran {number}", said, None)
        for row in objective["rows"]:
            line = holdings.by_code.get(row["code"])
            if line and row["asked"]:
                found |= row_said(subject_of(line), row)
    return found


def row_said(subject: tuple, row: Mapping) -> dict[Key, tuple]:
    code, reading = row["code"], row["reading"]
    words = spoken(row["words"] | {"evidence_note": row.get("evidence_note", "")})
    version = reading["version"] if reading else None
    return {
        ("cell", subject): (code, read(reading), version),
        ("words", subject): (f"penjelasan {code}", words, None),
    }


def spoken(words: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in words.items() if text}


def read(reading: Mapping | None) -> dict[str, str]:
    """Write a sealed reading as the journal writes cells; a blank one holds nothing."""
    if reading is None or not reading["status"]:
        return {}
    parts = {name: reading[name] for name in CELL_PARTS if reading[name]}
    if parts["status"] == "measured":
        del parts["status"]
    return parts


def unlike_late(late: Mapping, stamp: tuple) -> Iterator[str]:
    """Compare a susulan in a snapshot with its cell, which belongs to another record.

    Words that it left as they were stand in the edition before, sealed with that.
    """
    origin = Submission.objects.with_names().get(pk=late["record"].partition(":")[2])
    holdings, edition = Holdings(origin), late["record_edition"]
    subject = subject_of(holdings.by_code[late["code"]])
    for key, (name, parts, version) in row_said(subject, late).items():
        held = holdings.rows.get(edition, {}).get(key)
        before = holdings.final_before(edition, key) if key[0] == "words" else None
        is_left = held is None and parts == (before.content if before else {})
        if not (is_left or (held and as_sealed(held, parts, version, stamp))):
            yield f"susulan {name} ({origin.chain_key}) berbeda dari arsip ini."
