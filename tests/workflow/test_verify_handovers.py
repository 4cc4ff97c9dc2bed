"""manage.py verify: what both sides of a serah terima acknowledged stays what the journal said."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from handing import AFTER, AWAY, INSIDE, sekcam_away

from workflow import actions, guards
from workflow.models import Handover
from workflow.verifying import handovers

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(office) -> Handover:
    """A serah terima that both acknowledged, and another that one side has."""
    seat, acting = sekcam_away(office)
    office.reviewing(quarter=2)
    actions.release_duty(seat, day=AWAY, by=office.sekcam, at=INSIDE)
    actions.receive_duty(seat, day=AWAY, by=acting.user, at=INSIDE)
    actions.release_duty(acting, day=AFTER.date(), by=acting.user, at=AFTER)
    assert found(office) == []
    return Handover.objects.earliest("pk")


def found(office) -> list[str]:
    prefix = f"unit:{office.unit.pk}: "
    return [each.text.removeprefix(prefix) for each in handovers.judge(office.unit)]


CHANGES = (
    "day = '2026-10-05'",
    """items = '[{"kind": "langkah", "text": "Lain"}]'""",
    "items = '[]'",
    "made_at = '2026-01-02 03:04:05+00:00'",
    *("released_at = '2026-01-02 03:04:05+00:00'", "received_at = '2026-01-02 03:04:05+00:00'"),
    *("released_as = 'x'", "received_as = 'x'"),
    *("released_by_id = %(person)s", "received_by_id = %(person)s"),
    "received_at = NULL, received_by_id = NULL, received_as = ''",
    "assignment_id = %(assignment)s",
)


def test_whatever_column_is_changed_the_row_is_named(made, office):
    given = {"person": office.camat.pk, "assignment": office.camat.assignments.get().pk}
    for change in CHANGES:
        mark = transaction.savepoint()
        with guards.lifted(), connection.cursor() as cursor:
            changed = f"UPDATE workflow_handover SET {change} WHERE id = %(row)s"
            cursor.execute(changed, given | {"row": made.pk})
        assert any("serah terima tugas 2026-10-0" in each for each in found(office)), change
        transaction.savepoint_rollback(mark)


def test_rows_that_are_gone_or_that_nobody_wrote_down_are_named(made, office, capsys):
    call_command("verify")
    assert capsys.readouterr().out.startswith("Utuh:")
    with guards.lifted():
        made.delete()
    assert found(office) == [
        "penyerahan serah terima tugas 2026-10-06 hilang; tercatat di jurnal.",
        "penerimaan serah terima tugas 2026-10-06 hilang; tercatat di jurnal.",
    ]
    with pytest.raises(SystemExit):
        call_command("verify")
    made.day = AFTER.date()
    made.save(force_insert=True)
    assert "berbeda dari catatan jurnalnya" in " ".join(found(office))
