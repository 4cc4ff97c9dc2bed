"""manage.py verify finds whatever is changed at random in files, entries, archives and values.

What it cannot find is a chain that was cut and hashed again from there, with everything that hangs
on it: that is told by the hash on the printed report, and shown here too.
"""

import json
from collections import Counter
from functools import cache
from random import Random

import make
import papers
import pytest
from django.db import transaction
from evidence_deeds import attached
from mutations import KINDS, Mutation, mutate
from signing_deeds import received
from witness import found_wrong

from kinerja import journal
from kinerja.models import Chain
from workflow import actions, archive, guards, standing
from workflow.models import ArchiveCopy

LATER = make.at("2026-10-06 09:00")
IN_CI, IN_SOAK = 50, 1000

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(office):
    """An office with two editions of one quarter, all that is filed with them, and an open one."""
    record = office.filled(quarter=2)
    attached(office, record, form=None, by=office.kasubag)
    words = {code: actions.Text(drivers="Gotong royong") for code in office.codes()}
    actions.explain(record, texts=words, by=office.kasubag, at=make.at())
    archived(office, record)
    filed(office, record)
    actions.reopen(record, reason="Salah sumber", by=office.sekcam, at=LATER)
    values = {"1.1": make.entry("85", reason="Register")}
    actions.enter(record, values=values, by=office.kasubag, at=LATER)
    archived(office, record, at=LATER)
    actions.mark_superseded(record, by=office.admin, at=LATER)
    running = office.entering(when=LATER)
    actions.fill(office.form(running), values={"1.1": make.entry("12")}, by=office.kasi, at=LATER)
    texts = {"1.1": actions.Text(obstacles="Hujan", follow_up="Ulangi")}
    actions.explain(running, texts=texts, by=office.kasubag, at=LATER)
    assert found_wrong() == []
    guards.lift()
    return record


def archived(office, record, at=None) -> None:
    at = at or make.at()
    actions.accept(record, rows=office.codes(), by=office.kasubag, at=at)
    actions.submit(record, by=office.kasubag, at=at)
    actions.check(record, rows=office.codes(), by=office.sekcam, at=at)
    actions.approve(record, seen=10_000, by=office.sekcam, at=at)
    actions.seal(record, filing="1", by=office.admin, at=at)
    actions.file_copy(record, place=("1", "A"), by=office.admin, at=at)


def filed(office, record) -> None:
    """Move the paper, correct data arsip, note two receipts, and keep a signed copy."""
    who = {"by": office.admin, "at": make.at()}
    actions.move_copy(record, edition=1, place=("9", "Z"), **who)
    described = {"edition": 1, "description": {"location": "Lantai 2"}, "reason": "Pindah"}
    actions.correct_description(record, **described, **who)
    receipt = {"place": "e-kejab", "received_on": make.at().date()}
    actions.file_receipt(record, number="EK-17", **receipt, **who)
    picture = papers.kept(office.unit, papers.picture())
    actions.file_receipt(record, file=picture, title="layar", **receipt, **who)
    actions.upload_signed(record, file=received(record), **who)


@pytest.fixture
def rendered_once(monkeypatch):
    """Render each snapshot once: the same text gives the same bytes, as other tests show."""
    monkeypatch.setattr(archive, "render", cache(archive.render))


def unfound(count: int, seed: int) -> tuple[list[str], Counter]:
    """Make that many changes, each undone again; name those not seen, and count their kinds."""
    made = [seen(Random(f"{seed}-{number}")) for number in range(count)]
    kinds = Counter(mutation.kind for mutation, _ in made)
    return [mutation.name for mutation, is_found in made if not is_found], kinds


def seen(random: Random) -> tuple[Mutation, bool]:
    mark = transaction.savepoint()
    mutation = mutate(random)
    try:
        found = [fault for fault in found_wrong() if not fault.startswith("Penjaga")]
    finally:
        transaction.savepoint_rollback(mark)
        mutation.undo()
    return mutation, bool(found)


def test_whatever_is_changed_is_found(full, rendered_once):
    missed, kinds = unfound(IN_CI, seed=1)
    assert missed == []
    assert len(kinds) > len(KINDS) / 2


def test_only_the_printed_hash_tells_of_a_chain_that_was_hashed_again_with_its_archive(office):
    """Whoever rewrites everything that hangs on an entry is found by the paper alone."""
    record = office.archived()
    printed = approval_of(record)
    with guards.lifted():
        forge(record)
    assert found_wrong() == []
    assert not record.journal().filter(hash=printed).exists()
    assert approval_of(record) != printed


def approval_of(record) -> str:
    return json.loads(record.archives.get().snapshot)["approval"]["hash"]


def forge(record) -> None:
    """Put other words into the second entry, and make all that follows from it anew."""
    record.journal().filter(number=2).update(note="Bukan ini yang terjadi")
    hash_again(record)
    standing.read(record)
    copy = record.archives.get()
    named = {"register_number": copy.register_number, "code": copy.code}
    text = archive.snapshot(record, **named)
    pdf = archive.render(text)
    archive.located(copy.file_name).unlink()
    archive.located(copy.file_name).write_bytes(pdf)
    row = {
        "snapshot": text,
        "sha256": archive.fingerprint(text),
        "file_sha256": archive.fingerprint_of(pdf),
        "file_size": len(pdf),
    }
    ArchiveCopy.objects.filter(pk=copy.pk).update(**row)
    sealing = record.journal().get(verb="seal")
    told = {name: row[name] for name in ("sha256", "file_sha256")}
    record.journal().filter(pk=sealing.pk).update(after=sealing.after | told)
    hash_again(record)


def hash_again(record) -> None:
    head = ""
    for entry in record.journal().order_by("number"):
        entry.text = journal.canonical_text(entry)
        entry.hash = head = journal.digest(head, entry.text)
        entry.save()
    Chain.objects.filter(key=record.chain_key).update(head=head)


@pytest.mark.soak
def test_whatever_is_changed_is_found_a_thousand_times(full, rendered_once, capsys):
    missed, kinds = unfound(IN_SOAK, seed=2)
    with capsys.disabled():
        told = ", ".join(f"{word} {count}" for word, count in sorted(kinds.items()))
        print(f"\n{IN_SOAK} changes, {IN_SOAK - len(missed)} found: {told}")
    assert missed == []
    assert len(kinds) == len(KINDS)
