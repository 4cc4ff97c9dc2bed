"""Dokumen pendukung of a susulan: attached to the late value, seen by who corrects, sealed."""

import json

import make
import papers
import pytest
from deeds import LATER, STAGES, stage
from django.db import DatabaseError, transaction
from evidence_deeds import attached as attached_to_form
from strangers import strangers
from susulan import LATE_EVIDENCE_DEEDS, approved, attached, replaced, sealed, the_late
from witness import at_once, found_wrong, nothing_changes, raised, refused, statements, verified

from kinerja.models import Evidence, EvidenceRow
from workflow import actions, standing
from workflow.actions import Incomplete, NotNow, NotYours
from workflow.models import State
from workflow.refused import Refused
from workflow.verifying import archives

pytestmark = pytest.mark.django_db(transaction=True)
VERBS = pytest.mark.parametrize("verb", LATE_EVIDENCE_DEEDS)


@pytest.fixture
def office():
    with transaction.atomic():
        return make.office()


@pytest.fixture
def origin(office):
    """Triwulan II, sealed without its first two values; the first came in since."""
    with transaction.atomic():
        record = office.promised(("1.1", "1.2"), quarter=2)
        came_in(office, record)
        return record


def came_in(office, record, *codes):
    values = {code: make.entry("91") for code in codes or ("1.1",)}
    return actions.enter_late(record, values=values, by=office.kasubag, at=LATER)


def documents_of(record) -> list[str]:
    """Read what the record's late rows show as their documents."""
    late = standing.read(make.fresh(record)).late_rows
    return [document.title for each in late for document in each.row.documents]


def test_document_of_a_late_value_is_shown_where_it_is_corrected(office, origin):
    record = office.reviewing()
    entry = attached(office, origin)
    assert (entry.verb, entry.after["supports"]) == ("attach_late", "1.1")
    assert entry.after["sha256"] == Evidence.objects.get().file.sha256
    assert documents_of(record) == ["surat bps.pdf"]
    row = EvidenceRow.objects.get()
    assert (row.line.code, row.edition) == ("1.1", the_late().cell.edition)
    assert all(not each.row.documents for each in standing.read(make.fresh(origin)).rows)


@VERBS
def test_only_step_2_documents_a_late_value(verb, office, origin):
    attached(office, origin)
    with transaction.atomic():
        neighbour = make.office("Kecamatan Tetangga", prefix="tetangga.")
    people = strangers(office, neighbour).values()
    with nothing_changes():
        for person in people:
            if person != office.kasubag:
                deed = LATE_EVIDENCE_DEEDS[verb]
                raised(NotYours, lambda by=person, deed=deed: deed(office, origin, by=by))


@pytest.mark.parametrize("name", STAGES)
def test_record_that_owes_nothing_takes_no_late_document(name, office):
    with transaction.atomic():
        record = stage(office, name)
    refused(NotNow, lambda: attached(office, record))


def test_the_value_comes_before_its_document(office):
    with transaction.atomic():
        record = office.promised(("1.1", "1.2"), quarter=2)
    assert "dahulu" in refused(NotNow, lambda: attached(office, record)).reason
    came_in(office, record)
    for rows in (["1.2"], ["1.1", "2.1"], []):
        refused(Incomplete, lambda rows=rows: attached(office, record, rows=rows))
    assert attached(office, record)


def test_tick_falls_when_a_document_comes_or_changes(office, origin):
    record = office.checked()
    for act in (attached, replaced):
        actions.check(record, rows=[the_late().key], by=office.sekcam, at=LATER)
        assert the_late().is_checked
        act(office, origin)
        assert not the_late().is_checked
    approval = {"seen": 10_000, "by": office.sekcam, "at": LATER}
    refused(Incomplete, lambda: actions.approve(record, **approval))


def test_replaced_and_removed_documents_stay_readable_with_who_and_why(office, origin):
    attached(office, origin)
    replaced(office, origin)
    first, second = EvidenceRow.objects.order_by("evidence")
    assert (first.reason, first.removed_by) == ("Tertukar", office.kasubag)
    assert first.replaced_by == second.evidence
    who = {"by": office.kasubag, "at": LATER}
    actions.replace_late_evidence(origin, second.evidence, reason="Tidak perlu", **who)
    assert not EvidenceRow.objects.filter(removed_at=None).exists()
    assert Evidence.objects.count() == 2


@VERBS
def test_nothing_changes_from_the_carriers_approval_on(verb, office, origin):
    record = office.reviewing()
    attached(office, origin)
    approved(office, record)
    refused(NotNow, lambda: LATE_EVIDENCE_DEEDS[verb](office, origin))


def test_document_is_sealed_with_its_carrier_and_no_other_archive_changes(office, origin):
    record = office.reviewing()
    before = origin.archives.get().snapshot
    attached(office, origin)
    sealed(office, record)
    content = json.loads(record.archives.get().snapshot)
    (late,) = content["late"]
    evidence = Evidence.objects.get()
    assert [each["sha256"] for each in late["evidence"]] == [evidence.file.sha256]
    assert EvidenceRow.objects.get().confirmed_at == LATER
    assert origin.archives.get().snapshot == before
    assert found_wrong() == []
    assert verified()
    with pytest.raises(DatabaseError), transaction.atomic():
        EvidenceRow.objects.update(reason="lain")


def test_archive_misses_a_late_document_that_is_gone(office, origin):
    record = office.reviewing()
    attached(office, origin)
    sealed(office, record)
    copy = record.archives.get()
    sha256 = Evidence.objects.get().file.sha256
    assert sha256 in archives.documents(archives.content(copy))


def test_reopened_origin_takes_value_and_document_into_its_own_edition(office, origin):
    attached(office, origin)
    actions.reopen(origin, reason="Keliru", by=office.sekcam, at=LATER)
    record = make.fresh(origin)
    assert record.state == State.ENTERING
    row = standing.read(record).by_code["1.1"].row
    assert [each.title for each in row.documents] == ["surat bps.pdf"]
    assert EvidenceRow.objects.get().edition == record.edition


@pytest.mark.parametrize("documented", [True, False])
def test_what_supported_the_promise_stays_with_its_edition(office, documented):
    """Opened again, the row holds the late value: with its documents, or with none."""
    missing = actions.Entry(status="not_yet", reason="BPS", promised_on=make.SINCE)
    with transaction.atomic():
        record = office.accepted(entries={"1.1": missing}, quarter=2)
        attached_to_form(office, record, form=None, by=office.kasubag)
        actions.submit(record, by=office.kasubag, at=make.at())
        sealed(office, record)
    came_in(office, record)
    if documented:
        attached(office, record)
    actions.reopen(record, reason="Keliru", by=office.sekcam, at=LATER)
    row = standing.read(make.fresh(record)).by_code["1.1"].row
    assert [each.title for each in row.documents] == (["surat bps.pdf"] if documented else [])
    verified()


def test_reopened_origin_takes_documents_of_an_edition_beyond_its_own(office, origin):
    """Past an abandoned edition 2 the late value is of edition 3, and the record's next is 2."""
    by_sekcam = {"by": office.sekcam, "at": LATER}
    actions.reopen(origin, reason="Keliru", **by_sekcam)
    actions.cancel(origin, reason="Tidak jadi", **by_sekcam)
    came_in(office, origin, "1.2")
    attached(office, origin, rows=("1.2",))
    replaced(office, origin)
    assert {row.edition for row in EvidenceRow.objects.all()} == {3}
    actions.reopen(make.fresh(origin), reason="Keliru", **by_sekcam)
    record = make.fresh(origin)
    row = standing.read(record).by_code["1.2"].row
    assert [each.title for each in row.documents] == ["benar.pdf"]
    rows = EvidenceRow.objects.filter(edition=record.edition).order_by("evidence")
    assert [(row.reason, row.removed_by) for row in rows] == [
        ("Tertukar", office.kasubag),
        ("", None),
    ]
    verified()


def test_reopened_origin_has_a_sealed_late_document_too(office, origin):
    carrier = office.reviewing()
    attached(office, origin)
    sealed(office, carrier)
    actions.reopen(make.fresh(origin), reason="Keliru", by=office.sekcam, at=LATER)
    row = standing.read(make.fresh(origin)).by_code["1.1"].row
    assert [each.title for each in row.documents] == ["surat bps.pdf"]


def test_what_stood_at_the_promise_stays_with_the_old_edition(office):
    """A letter that says when the figure will come is no proof of the figure."""
    with transaction.atomic():
        record = office.entering(quarter=2)
        attached_to_form(office, record, title="surat janji.pdf")
        missing = actions.Entry(status="not_yet", reason="BPS", promised_on=make.SINCE)
        values = {code: make.entry("90") for code in office.codes()} | {"1.1": missing}
        by_kasubag = {"by": office.kasubag, "at": make.at()}
        actions.enter(record, values=values, **by_kasubag)
        actions.submit(record, **by_kasubag)
        sealed(office, make.fresh(record))
    carrier = office.reviewing()
    came_in(office, record)
    assert documents_of(carrier) == []
    attached(office, record)
    assert documents_of(carrier) == ["surat bps.pdf"]


def test_document_and_approval_at_once_never_pass_unseen(office, origin):
    record = office.checked()
    actions.check(record, rows=[the_late().key], by=office.sekcam, at=LATER)
    content = papers.kept(office.unit, papers.pdf("serentak"))
    answers = at_once(
        [
            lambda: actions.attach_late(
                origin, rows=["1.1"], file=content, title="a.pdf", by=office.kasubag, at=LATER
            ),
            lambda: actions.approve(record, seen=10_000, by=office.sekcam, at=LATER),
        ]
    )
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    is_approved = make.fresh(record).state == State.ARCHIVING
    assert is_approved != EvidenceRow.objects.exists()


@VERBS
def test_document_for_30_late_values_asks_as_much_as_for_3(verb):
    counts = []
    for rows in (3, 30):
        with transaction.atomic():
            office = make.office(f"Kecamatan {rows}", rows=rows, prefix=f"k{rows}.")
            codes = office.codes()
            record = office.promised(codes, quarter=2)
            office.opened()
            came_in(office, record, *codes)
            if verb == "replace_late_evidence":
                attached(office, record, rows=codes)
        found = Evidence.objects.filter(unit=office.unit).first()
        new = {"file": papers.kept(office.unit, papers.pdf("b")), "title": "b.pdf"}
        new |= {"by": office.kasubag, "at": LATER}
        if found:
            taken = statements(
                lambda new=new, record=record, found=found: actions.replace_late_evidence(
                    record, found, reason="Tertukar", **new
                )
            )
        else:
            taken = statements(
                lambda new=new, record=record, codes=codes: actions.attach_late(
                    record, rows=codes, **new
                )
            )
        counts.append(len(taken))
        assert len(taken) <= 28
    assert counts[0] == counts[1]
