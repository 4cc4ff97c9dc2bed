"""manage.py generate: many rows at once, as true as if people had pressed every button."""

from collections import defaultdict
from datetime import timedelta

import make
import pytest
import time_machine
from django.core.management import CommandError, call_command
from play import Player

from kinerja.models import Assignment, JournalEntry, Period, Role, Unit, User
from workflow import actions, archive, guards, standing
from workflow.bulk.building import Builder
from workflow.calendars.reading import Calendars
from workflow.models import ArchiveCopy, Disruption, Pause, State, StepRun, Submission

pytestmark = pytest.mark.django_db

NOW = make.at("2026-11-24 11:00")


def generate(units: int = 3, *options: str, years: int = 1) -> None:
    with time_machine.travel(NOW, tick=False):
        call_command("generate", "--units", str(units), "--years", str(years), *options)


@pytest.fixture
def generated() -> list[Submission]:
    generate(3, "--force")
    return list(Submission.objects.with_names())


def holder(record: Submission, role: Role) -> User:
    return Assignment.objects.get(unit=record.unit, role=role).user


def test_what_was_generated_is_whole(generated, capsys):
    call_command("verify")
    assert capsys.readouterr().out.startswith("Utuh: ")
    assert len(generated) >= 9
    assert ArchiveCopy.objects.count() >= 9


def test_no_guard_steps_aside(generated):
    assert guards.missing() == []


def test_every_archive_says_what_the_record_says(generated):
    for copy in ArchiveCopy.objects.select_related("submission"):
        standing.read(copy.submission)
        number = copy.register_number
        assert archive.snapshot(copy.submission, register_number=number) == copy.snapshot


def test_nothing_was_left_undone_in_an_archived_record(generated):
    archived = [record for record in generated if record.state == State.ARCHIVED]
    assert archived
    for record in archived:
        found = standing.read(record)
        assert (found.to_mend, found.unaccepted, found.unchecked) == ((), (), ())
        assert found.archive.papers.count() == 1


def test_entries_hold_what_the_verbs_write(generated, office):
    generate(20, "--force", "--seed", "2")
    record = office.opened()
    form = office.form(record)
    actions.order_form(form, by=office.kasi, at=make.at())
    actions.distribute_form(form, by=office.kasi, at=make.at())
    actions.distribute_form(office.form(record, 1), by=office.heads[1], at=make.at())
    for number, head in enumerate(office.heads):
        codes = office.codes(office.sections[number])
        values = dict.fromkeys(codes, make.entry("90"))
        actions.hand_in(office.form(record, number), values=values, by=head, at=make.at())
    planner = {"by": office.kasubag, "at": make.at()}
    run = record.runs.get(step=2)
    actions.start(run, **planner)
    actions.pause(run, reason=Pause.Reason.MEETING, **planner)
    actions.resume(run, **planner)
    actions.explain(record, texts={"sasaran-1": actions.Text(drivers="Jadwal")}, **planner)
    actions.accept(record, rows=office.codes(), **planner)
    actions.submit(record, **planner)
    reviewer = {"by": office.sekcam, "at": make.at()}
    actions.send_back(record, rows=["1.1"], reason="Periksa lagi", **reviewer)
    actions.enter(record, values={"1.1": make.entry("89", reason="Salah ketik")}, **planner)
    words = {"1.1": actions.Text(obstacles="Cuaca", follow_up="Dijadwalkan ulang")}
    actions.explain(record, texts=words, **planner)
    actions.submit(record, **planner)
    actions.check(record, rows=office.codes(), **reviewer)
    actions.approve(record, seen=10_000, **reviewer)
    archivist = {"by": office.admin, "at": make.at()}
    actions.seal(record, filing="000.8/7", **archivist)
    actions.file_copy(record, place=("1", "A"), **archivist)
    pressed = shapes(JournalEntry.objects.filter(chain=record.chain_key))
    told = shapes(JournalEntry.objects.filter(chain__key__startswith="berkas:"))
    assert {verb: told[verb] for verb in pressed} == told
    assert {verb: told[verb] for verb in pressed} == pressed


def shapes(entries) -> dict[str, set]:
    """Lead from each verb to what its entries hold: the names, in `before` and in `after`."""
    found = defaultdict(set)
    for entry in entries:
        found[entry.verb].add((frozenset(entry.before), frozenset(entry.after), bool(entry.note)))
    return dict(found)


def test_the_latest_quarter_stands_in_every_state_and_people_go_on_from_there():
    generate(40, "--force")
    latest = Submission.objects.filter(period__year=2026, period__quarter=3)
    assert set(latest.values_list("state", flat=True)) == set(State) - {State.CANCELLED}
    assert latest.count() < 40
    assert StepRun.objects.filter(outcome="send_back").exists()
    assert Pause.objects.filter(reason=Pause.Reason.MEETING).exists()
    assert Disruption.objects.filter(confirmed_at__isnull=False).exists()
    record = Submission.objects.filter(state=State.REVIEWING)[0]
    sekcam = holder(record, Role.SECRETARY)
    rows = list(standing.read(record).by_code)
    actions.check(record, rows=rows, by=sekcam, at=NOW)
    actions.approve(record, seen=10_000, by=sekcam, at=NOW)
    archivist = holder(record, Role.ARCHIVIST)
    actions.seal(record, filing="000.8/7", by=archivist, at=NOW)
    actions.file_copy(record, place=("1", "A"), by=archivist, at=NOW)
    call_command("verify")


def test_everything_happened_in_working_time_and_nothing_tomorrow(generated):
    week = Calendars([]).of(None, known_at=NOW).week
    moments = list(JournalEntry.objects.values_list("moment", flat=True))
    assert max(moments) <= NOW
    second = timedelta(seconds=1)
    assert all(week.opening(moment - second) <= moment for moment in moments)


def test_its_pages_open(generated):
    reader = Player(User.objects.get(username="umum.inspektorat"))
    with time_machine.travel(NOW, tick=False):
        assert "Perangkat Daerah Umum 0003" in reader.see("/berkas/")
        assert "Perangkat Daerah Umum 0003" in reader.see("/pemantauan/")
        for record in generated[:4]:
            reader.see(f"/berkas/{record.pk}/")
            reader.see(f"/berkas/{record.pk}/waktu/")


def test_nobody_can_sign_in_to_its_accounts(generated):
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_a_second_run_goes_on_counting(generated):
    generate(2, "--force")
    codes = Unit.objects.order_by("code").values_list("code", flat=True)
    assert list(codes) == [f"umum-000{number}" for number in range(1, 6)]
    call_command("verify")


def test_the_same_seed_draws_the_same_days():
    def drawn(seed: int) -> list[int]:
        return Builder(years=1, seed=seed, now=NOW).rng(1).sample(range(1000), 20)

    assert drawn(1) == drawn(1)
    assert drawn(1) != drawn(2)


@pytest.mark.parametrize("options", [(), ("--seed", "3")])
def test_it_is_refused_where_people_work(options):
    with pytest.raises(CommandError, match="DEBUG"):
        generate(1, *options)
    assert not Unit.objects.exists()


def test_it_is_refused_beside_other_offices(office, settings):
    settings.DEBUG = True
    with pytest.raises(CommandError, match="1 perangkat daerah"):
        generate(1)
    assert Unit.objects.count() == 1


@pytest.mark.parametrize(("units", "years", "words"), [
    (0, 1, "--units dengan 1 sampai 10000, bukan 0"),
    (10_001, 1, "--units dengan 1 sampai 10000"),
    (1, 0, "--years dengan 1 sampai 20"),
    (1, -3, "--years dengan 1 sampai 20, bukan -3"),
    (1, 21, "--years dengan 1 sampai 20"),
    (1, 10**30, "--years dengan 1 sampai 20"),
])  # fmt: skip
def test_numbers_that_nobody_means_are_refused_before_anything_is_made(
    settings, units, years, words
):
    settings.DEBUG = True
    with pytest.raises(CommandError, match=words):
        generate(units, years=years)
    assert not Unit.objects.exists()
    assert not Period.objects.exists()


def test_years_before_the_sop_are_refused():
    with pytest.raises(CommandError, match="Belum ada SOP"):
        generate(1, "--force", years=9)
    assert not Unit.objects.exists()
