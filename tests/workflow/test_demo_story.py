"""The sample's two kecamatan: work in every state, made by the verbs alone."""

from datetime import date, time

import make
import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from witness import found_wrong

from kinerja.formula import Kind
from kinerja.models import Assignment, EvidenceRow, JournalEntry, Line, Role, User
from workflow import guards, standing
from workflow.demo import cast
from workflow.demo.story import Story
from workflow.models import FormState, State, Submission

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group(__name__)]

NOW = make.at("2026-11-23 10:00")


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker, tmp_path_factory):
    """Tell the story once for all that only look at it; give the folder of its documents."""
    folder = tmp_path_factory.mktemp("story")
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(DATA_DIR=folder):
            Story(NOW).tell()
        yield folder
        transaction.set_rollback(True)


@pytest.fixture
def story(told, db, settings):
    """The story as told, whatever a test does to it."""
    settings.DATA_DIR = told


def record(unit: str, year: int, quarter: int) -> Submission:
    records = Submission.objects.with_names().filter(unit__code=unit)
    return records.get(period__year=year, period__quarter=quarter)


def test_every_state_is_there(story):
    assert set(Submission.objects.values_list("state", flat=True)) == set(State.values)


def test_documents_support_rows_of_an_open_and_of_a_sealed_edition(story):
    rows = EvidenceRow.objects.filter(evidence__unit__code=cast.SUAK_MIDAI.code)
    kinds = set(rows.values_list("evidence__file__kind", flat=True))
    assert kinds == {"pdf", "png"}
    assert {bool(row.confirmed_at) for row in rows} == {True, False}


def test_the_accounts_of_the_design_can_sign_in(story, settings):
    settings.PASSWORD_HASHERS = ["kinerja.hashers.OfficeArgon2PasswordHasher"]
    asked = (
        "kasi.pemerintahan kasi.pmd kasi.kesos kasi.trantib petugas kasubag sekcam admin.ekejab "
        "camat inspektorat operator administrator"
    )
    users = {user.username: user for user in User.objects.all()}
    assert all(users[name].check_password("kinerja-demo") for name in asked.split())
    assert [name for name, user in users.items() if user.is_superuser] == ["administrator"]


def test_nobody_is_invented(story):
    assert not User.objects.exclude(identity_number="").exists()
    titles = {seat.title for plan in cast.OFFICES for seat in plan.seats}
    assert all(any(user.name.startswith(title) for title in titles) for user in User.objects.all())


def test_every_position_answers_to_the_camat_in_the_end(story):
    for duty in Assignment.objects.exclude(role__in=[Role.AUDITOR, Role.ADMINISTRATOR]):
        above = [duty.position, *duty.position.superiors()]
        assert above[-1].title == "Camat"


def test_the_auditor_leaves_one_day(story):
    assert Assignment.objects.get(role=Role.AUDITOR).end == date(2027, 12, 31)


def test_fourteen_indicators_of_every_kind_in_five_sections(story):
    lines = Line.objects.filter(agreement__unit__code="suak-midai", agreement__year=2026)
    assert lines.count() == 14
    assert len({line.section_id for line in lines}) == 5
    assert len({line.objective_id for line in lines}) == 4
    assert {line.kind for line in lines} == set(Kind)
    assert {"24", "5"} < {line.schedule for line in lines}
    assert all(line.indicator.definition and line.person_in_charge for line in lines)


def test_targets_stand_for_two_years(story):
    lines = Line.objects.filter(agreement__unit__code="suak-midai")
    assert {line.agreement.year for line in lines} == {2025, 2026}
    assert all(line.targets.exists() for line in lines)


def test_the_latest_closed_quarter_is_half_entered(story):
    live = record("suak-midai", 2026, 3)
    assert live.state == State.ENTERING
    forms = [form.state for form in live.forms.all()]
    assert sorted(forms) == [FormState.DISTRIBUTED] + 4 * [FormState.HANDED_IN]
    table = standing.read(live)
    assert {finding.code for each in table.to_mend for finding in each.findings} == {
        "blank",
        "no_words_below",
        "below_target",
    }
    assert any(each.is_accepted for each in table.rows)
    assert table.acceptable


def test_the_petugas_finds_a_form_to_fill(story):
    [form] = record("suak-midai", 2026, 3).forms.filter(state=FormState.DISTRIBUTED)
    assert [person.username for person in form.people.all()] == ["petugas"]


def test_every_quarter_before_it_is_archived(story):
    before = [(2025, 1), (2025, 2), (2025, 3), (2025, 4), (2026, 1), (2026, 2)]
    states = {record("suak-midai", *period).state for period in before}
    assert states == {State.ARCHIVED}
    assert record("suak-midai", 2025, 4).edition == 2


def test_a_sealed_record_waits_for_its_paper(story):
    waiting = record("suak-midai", 2025, 5)
    assert waiting.state == State.ARCHIVING
    assert standing.read(waiting).is_sealed


def test_the_neighbour_has_the_other_states(story):
    assert record("midai", 2026, 3).state == State.REVIEWING
    assert record("midai", 2026, 4).state == State.CANCELLED
    assert record("midai", 2025, 5).state == State.DISTRIBUTING


def test_what_is_below_target_is_explained_once_archived(story):
    for each in Submission.objects.with_names().filter(state=State.ARCHIVED):
        assert standing.read(each).to_mend == ()


def test_every_act_lies_in_the_past_in_working_hours_one_after_another(story):
    last: dict[str, object] = {}
    for entry in JournalEntry.objects.order_by("chain", "number"):
        local = timezone.localtime(entry.moment)
        assert entry.moment < NOW
        assert local.weekday() < 5
        assert time(8) <= local.time() <= time(15, 30)
        assert entry.moment > last.get(entry.chain_id, make.at("2020-01-01 08:00"))
        last[entry.chain_id] = entry.moment


def test_nothing_needs_mending_behind_the_scenes(story, capsys):
    call_command("verify")
    assert guards.missing() == []
    assert found_wrong() == []
    assert "Utuh" in capsys.readouterr().out
