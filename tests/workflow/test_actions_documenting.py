"""Dokumen pendukung: by whom and on which rows, and what the journal says."""

import make
import papers
import pytest
from deeds import LATER, STAGES
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from evidence_deeds import EVIDENCE_DEEDS, MORNING, attached, ready
from strangers import strangers
from witness import nothing_changes, raised, refused

from kinerja import evidence as documents
from kinerja.models import StoredFile
from workflow import actions, standing
from workflow.actions import Incomplete, NotNow, NotYours

pytestmark = pytest.mark.django_db(transaction=True)
VERBS = pytest.mark.parametrize("verb", EVIDENCE_DEEDS)


@pytest.fixture
def office():
    with transaction.atomic():
        return make.office()


@VERBS
def test_wrong_person_changes_nothing_and_reads_who_can(verb, office):
    with transaction.atomic():
        neighbour = make.office("Kecamatan Tetangga", prefix="tetangga.")
        people = strangers(office, neighbour)
    deed, record = EVIDENCE_DEEDS[verb], ready(office, verb)
    with nothing_changes():
        for name, person in people.items():
            if person != office.kasubag:
                error = raised(NotYours, lambda by=person: deed.press(office, record, by=by))
                assert office.kasubag.name in error.reason, f"{verb} by {name}"
        raised(NotYours, lambda: deed.press(office, record, by=AnonymousUser()))
    assert deed.press(office, record).verb == verb


@pytest.mark.parametrize("name", STAGES)
@VERBS
def test_nobody_changes_documents_but_while_the_rows_are_open(verb, name, office):
    """After the input is sent on, and above all after the approval, everything stays."""
    record, deed = ready(office, verb, name), EVIDENCE_DEEDS[verb]
    if name in EVIDENCE_DEEDS["attach"].stages:
        actions.attach(record, rows=["1.1"], link="https://a.go.id", by=office.kasubag, at=LATER)
        assert deed.press(office, record)
        return
    assert refused(NotNow, lambda: deed.press(office, record)).reason


@pytest.mark.parametrize("name", [name for name in STAGES if name != "entering"])
def test_section_attaches_only_while_it_may_fill(name, office):
    record = ready(office, "attach", name)
    given = {"file": papers.kept(office.unit), "form": office.form(record), "rows": ["1.1"]}
    refused(NotNow, lambda: actions.attach(record, **given, by=office.kasi, at=LATER))


@pytest.mark.parametrize("who", ["kasi", "filler"])
def test_section_and_its_named_petugas_attach_to_the_own_form(who, office):
    with transaction.atomic():
        record = office.opened()
        form = office.form(record)
        people = {"people": [office.filler]}
        actions.distribute_form(form, **people, by=office.kasi, **MORNING)
    found = attached(office, record, by=getattr(office, who))
    assert found.attached_by == getattr(office, who)


def test_section_attaches_neither_to_anothers_rows_nor_on_anothers_form(office):
    record = ready(office, "attach", "entering")
    error = refused(Incomplete, lambda: attached(office, record, rows=["2.1"]))
    assert "2.1" in error.errors
    other = office.form(record, 1)
    refused(NotYours, lambda: attached(office, record, rows=["2.1"], form=other))
    refused(Incomplete, lambda: attached(office, record, scan_of=other, rows=()))


def test_row_that_step_2_has_typed_is_closed_to_its_section(office):
    record = ready(office, "attach", "entering")
    values = {"1.1": make.entry("88")}
    actions.enter(record, values=values, by=office.kasubag, **MORNING)
    refused(Incomplete, lambda: attached(office, record))
    assert attached(office, record, rows=["1.2"])


def test_after_a_partial_return_step_2_attaches_to_the_returned_rows_only(office):
    record = ready(office, "attach", "checked")
    actions.send_back(record, rows=["1.2"], reason="Periksa", by=office.sekcam, at=LATER)
    by_kasubag = {"form": None, "by": office.kasubag, "at": LATER}
    refused(Incomplete, lambda: attached(office, record, **by_kasubag))
    assert attached(office, record, rows=["1.2"], **by_kasubag)


def test_one_document_supports_many_rows_and_the_journal_names_them(office):
    record = ready(office, "attach", "entering")
    found = attached(office, record, rows=["1.2", "1.1"], title="../rekap.pdf")
    entry = record.journal().get(verb="attach")
    assert entry.after == {
        "title": "rekap.pdf",
        "supports": "1.1, 1.2",
        "sha256": found.file.sha256,
        "form": "Seksi 1",
    }
    held = standing.read(make.fresh(record)).by_code
    assert [len(held[code].row.documents) for code in ("1.1", "1.2", "1.3")] == [1, 1, 0]


def test_scan_of_the_signed_form_stands_for_all_its_rows(office):
    record = ready(office, "attach", "entering")
    found = attached(office, record, rows=(), scan_of=office.form(record))
    assert sorted(row.line.code for row in found.rows.all()) == ["1.1", "1.2", "1.3"]
    assert found.section == office.sections[0]


def test_link_is_a_document_without_bytes(office):
    record = ready(office, "attach", "entering")
    given = {"form": office.form(record), "by": office.kasi, **MORNING}
    entry = actions.attach(record, rows=["1.1"], link="https://a.go.id/x", **given)
    assert entry.after["link"] == "https://a.go.id/x"
    assert not StoredFile.objects.exists()
    link = {"link": "https://a.go.id/x"}
    refused(Incomplete, lambda: actions.attach(record, rows=["1.1"], **link, **given))
    refused(Incomplete, lambda: actions.attach(record, rows=["1.1"], **given))
    with pytest.raises(documents.Unfit):
        actions.attach(record, rows=["1.1"], link="javascript:alert(1)", **given)


def test_a_document_needs_a_row(office):
    record = ready(office, "attach", "entering")
    for rows in ((), ["9.9"]):
        refused(Incomplete, lambda rows=rows: attached(office, record, rows=rows))


def test_the_same_bytes_are_kept_once_and_not_attached_twice(office):
    record = ready(office, "attach", "entering")
    first = attached(office, record)
    refused(Incomplete, lambda: attached(office, record))
    second = attached(office, record, rows=["1.1", "1.2"])
    assert first.file == second.file
    assert [row.line.code for row in second.rows.all()] == ["1.2"]
    kept = documents.located(first.file.stored_name).parent
    assert len(list(kept.iterdir())) == 3  # what came again is its caller's to discard
