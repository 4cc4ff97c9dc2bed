"""The database keeps a document as it is, what it supported, and what was sealed with it."""

import make
import pytest
from django.db import DatabaseError, transaction
from evidence_deeds import attached

from kinerja.models import Evidence, EvidenceRow, StoredFile
from workflow import actions

LATER = make.at("2026-11-01 08:00")


@pytest.fixture
def record(office):
    """A record in step 2 whose document supports two rows; from one it was removed."""
    record = office.accepted()
    by_kasubag = {"form": None, "by": office.kasubag}
    first = attached(office, record, rows=["1.1"], **by_kasubag)
    why = {"reason": "Tertukar", "by": office.kasubag, "at": make.at()}
    actions.replace_evidence(record, first, **why)
    attached(office, record, rows=["1.1", "1.2"], **by_kasubag)
    return record


def sealed(office, record) -> None:
    actions.submit(record, by=office.kasubag, at=make.at())
    actions.check(record, rows=office.codes(), by=office.sekcam, at=make.at())
    actions.approve(record, seen=10_000, by=office.sekcam, at=make.at())
    actions.seal(record, filing="1", by=office.admin, at=make.at())


def other(model, name: str, office) -> object:
    """Give another value of the column, good in itself."""
    values = {
        "id": 90_000,
        "unit_id": make.unit("Lain").pk,
        "period_id": make.period(2026, 4).pk,
        "section_id": office.sections[1].pk,
        "file_id": None,
        "link": "https://a.go.id",
        "size": 7,
        "sha256": "b" * 64,
        "kind": "png",
        "stored_name": "lain",
        "title": "lain.pdf",
        "attached_at": LATER,
        "attached_by_id": office.kasi.pk,
    }
    return values[name]


COLUMNS = [
    (model, field.attname) for model in (StoredFile, Evidence) for field in model._meta.fields
]


@pytest.mark.parametrize(
    ("model", "name"), COLUMNS, ids=lambda each: getattr(each, "__name__", each)
)
def test_nothing_of_a_document_changes(record, office, model, name):
    value = other(model, name, office)
    with pytest.raises(DatabaseError, match="guarded"), transaction.atomic():
        model.objects.update(**{name: value})


def test_a_row_that_was_removed_stays_as_it_was_marked(record, office):
    removed = EvidenceRow.objects.exclude(removed_at=None)
    assert removed.count() == 1
    back = {"removed_at": None, "removed_by": None, "reason": ""}
    for change in (back, {"reason": "lain"}, {"removed_at": LATER}, {"removed_by": office.kasi}):
        with pytest.raises(DatabaseError, match="guarded"), transaction.atomic():
            removed.update(**change)


def test_a_row_does_not_pass_to_another_document_or_edition(record):
    standing = EvidenceRow.objects.filter(removed_at=None)
    for change in ({"evidence": Evidence.objects.first()}, {"edition": 2}):
        with pytest.raises(DatabaseError, match="guarded"), transaction.atomic():
            standing.filter(line__code="1.2").update(**change)


def test_after_the_seal_nothing_of_its_evidence_changes(record, office):
    sealed(office, record)
    rows = EvidenceRow.objects.all()
    assert set(rows.values_list("confirmed_by", flat=True)) == {office.admin.pk}
    gone = {"removed_at": LATER, "removed_by": office.kasi, "reason": "x"}
    changes = [
        lambda: rows.update(**gone),
        lambda: rows.update(confirmed_at=None, confirmed_by=None),
        lambda: rows.update(confirmed_at=LATER),
        lambda: rows.delete(),
    ]
    for change in changes:
        with pytest.raises(DatabaseError, match="guarded"), transaction.atomic():
            change()


@pytest.mark.django_db(transaction=True)
def test_sealed_rows_hold_their_documents_and_these_their_bytes():
    """What stands refuses to let go what it stands on, whatever asks for it."""
    with transaction.atomic():
        office = make.office()
        record = office.accepted()
        attached(office, record, form=None, by=office.kasubag)
        sealed(office, record)
    for model in (Evidence, StoredFile):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.all().delete()


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"file": None},
        {"link": "https://a.go.id"},
        {"file": None, "link": "javascript:alert(1)"},
    ],
)
def test_a_document_is_a_file_or_a_link_and_has_a_title(record, wrong):
    found = Evidence.objects.select_related("file").last()
    found.pk, found._state.adding = None, True
    for name, value in wrong.items():
        setattr(found, name, value)
    with pytest.raises(DatabaseError), transaction.atomic():
        found.save()


@pytest.mark.parametrize(
    "wrong",
    [
        {"removed_at": LATER},
        {"reason": "tanpa saat"},
        {"confirmed_at": LATER},
    ],
)
def test_marks_of_a_row_are_whole(record, wrong):
    with pytest.raises(DatabaseError), transaction.atomic():
        EvidenceRow.objects.filter(removed_at=None).update(**wrong)


@pytest.mark.parametrize(
    "wrong",
    [{"size": 0}, {"size": 10 * 1024 * 1024 + 1}, {"sha256": "kosong"}, {"kind": "exe"}],
)
def test_bytes_are_of_a_known_kind_with_hash_and_size(office, wrong):
    good = {"sha256": "a" * 64, "size": 1, "kind": "pdf", "stored_name": "x"}
    StoredFile.objects.create(unit=office.unit, **good)
    other = {"sha256": "c" * 64, "stored_name": "y"}
    with pytest.raises(DatabaseError), transaction.atomic():
        StoredFile.objects.create(unit=office.unit, **good | other | wrong)
