"""manage.py verify: what was filed beside an archive stays what its journal entry said."""

import json

import make
import papers
import pytest
from deeds import LATER
from django.core.management import call_command
from django.db import connection, transaction
from signing_deeds import received

from workflow import actions, guards
from workflow.models import Receipt
from workflow.verifying import filed, pairing

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(office):
    """A record of two editions: moved, described anew, marked, received outside, signed."""
    record, who = office.archived(), {"by": office.admin, "at": LATER}
    actions.move_copy(record, edition=1, place=("9", "Z"), **who)
    given = {"edition": 1, "reason": "Salah"}
    for place in ("Lantai 2", "Lantai 3"):
        actions.correct_description(record, description={"location": place}, **given, **who)
    picture = papers.kept(office.unit, papers.picture())
    receipt = {"place": "e-kejab", "received_on": LATER.date()}
    actions.file_receipt(record, number="EK-17", **receipt, **who)
    actions.file_receipt(record, number="", file=picture, title="layar", **receipt, **who)
    actions.upload_signed(record, file=received(record), **who)
    actions.reopen(record, reason="Keliru", by=office.sekcam, at=LATER)
    actions.mark_superseded(record, **who)
    sealed_again(office, record)
    return make.fresh(record)


def sealed_again(office, record) -> None:
    """Seal the second edition, and file it."""
    codes, at = office.codes(), LATER
    actions.accept(record, rows=codes, by=office.kasubag, at=at)
    actions.submit(record, by=office.kasubag, at=at)
    actions.check(record, rows=codes, by=office.sekcam, at=at)
    actions.approve(record, seen=10_000, by=office.sekcam, at=at)
    actions.seal(record, filing="2", by=office.admin, at=at)
    actions.file_copy(record, place=("2", "B"), by=office.admin, at=at)


def found(record) -> list[str]:
    prefix = f"{record.chain_key}: "
    return [each.text.removeprefix(prefix) for each in filed.judge(record)]


def found_after(record, statement: str, *values) -> list[str]:
    """Look after a change that somebody makes who has the database's password, and undo it."""
    mark = transaction.savepoint()
    with guards.lifted(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount
    told = found(record)
    transaction.savepoint_rollback(mark)
    return told


COPY = "(SELECT MIN(id) FROM workflow_archivecopy)"
OTHER = "(SELECT MAX(id) FROM workflow_archivecopy)"
LAST = "id = (SELECT MAX(id) FROM {0})"
# The second correction of the first edition; the last row describes the second edition.
CORRECTED = "id = (SELECT MAX(id) - 1 FROM workflow_archivedescription)"
CHANGES = {
    "workflow_archivedescription": (
        *("classification_code = 'x'", "classification_name = 'x'", "summary = 'x'"),
        *("from_day = '2026-07-02'", "to_day = '2026-09-29'", "development = 'copy'"),
        *("medium = 'paper'", "security = 'secret'", "location = 'x'", "fate = 'destroyed'"),
        *("active_years = 1", "inactive_years = 1", "active_until = '2027-12-31'"),
        "retained_until = '2099-12-31'",
    ),
    "workflow_papercopy": (
        *("box = 'x'", "shelf = 'x'", "signers = 'x'", "filed_by_id = {person}"),
        *("filed_at = '2026-01-02 03:04:05+00:00'", f"archive_id = {COPY}"),
    ),
    "workflow_supersededmark": (
        *("marked_by_id = {person}", "marked_at = '2026-01-02 03:04:05+00:00'"),
        f"archive_id = {OTHER}",
    ),
    "workflow_receipt": (
        *("edition = 2", "application = 'x'", "application_name = 'x'", "number = 'x'"),
        *("received_on = '2026-01-02'", "filed_by_id = {person}", "evidence_id = NULL, number = 1"),
        "filed_at = '2026-01-02 03:04:05+00:00'",
    ),
    "workflow_signedcopy": (
        *("sha256 = 'x'", "sealed_sha256 = 'x'", "checked_by = 'x'", f"archive_id = {OTHER}"),
        *("outcome = 'missing', checked_by = ''", "uploaded_by_id = {person}"),
        *("uploaded_at = '2026-01-02 03:04:05+00:00'", "signatures = {signatures}"),
    ),
}
WORDS = {
    "workflow_archivedescription": "data arsip",
    "workflow_papercopy": "salinan manual",
    "workflow_supersededmark": "tanda DIGANTI",
    "workflow_receipt": "tanda terima",
    "workflow_signedcopy": "salinan bertanda tangan",
}


def test_whatever_column_is_changed_the_row_is_named(record, office):
    assert found(record) == []
    name = [{"signer": "Lain", "issuer": "Lain", "signed_at": None, "is_stamped": False}]
    given = {"person": office.camat.pk, "signatures": f"'{json.dumps(name)}'"}
    for table, changes in CHANGES.items():
        for change in changes:
            statement = f"UPDATE {table} SET {change} WHERE {LAST}".format(table, **given)
            told = found_after(record, statement)
            assert len(told) == 1, change
            assert WORDS[table] in told[0]
            assert "berbeda dari catatan jurnalnya" in told[0]


def test_rows_that_are_gone_or_that_nobody_wrote_down_are_named(record, capsys):
    for table, word in WORDS.items():
        [told] = found_after(record, f"DELETE FROM {table} WHERE {LAST}".format(table))
        assert told.startswith(word)
        assert told.endswith("hilang; tercatat di jurnal.")
    astray = f"UPDATE workflow_archivedescription SET replaces_id = id WHERE {CORRECTED}"
    assert found_after(record, astray) == ["data arsip edisi 1 berbeda dari catatan jurnalnya."]
    call_command("verify")
    assert capsys.readouterr().out.startswith("Utuh:")
    with guards.lifted():
        receipt = Receipt.objects.earliest("pk")
        receipt.pk = None
        receipt.save()
    with pytest.raises(SystemExit):
        call_command("verify")
    told = capsys.readouterr().out.splitlines()
    assert told == [f"{record.chain_key}: tanda terima edisi 1 tidak tercatat di jurnal."]


def test_an_entry_from_before_a_part_was_told_asks_nothing_of_it():
    assert pairing.fits({"box": "1", "signers": "Camat"}, {"box": "1"})
    assert not pairing.fits({"box": "2", "signers": "Camat"}, {"box": "1"})
