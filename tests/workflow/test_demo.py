"""manage.py demo: makes the sample once, prints its accounts, and keeps out of real offices."""

import make
import pytest
import time_machine
from django.core.management import CommandError, call_command

from kinerja.models import JournalEntry, Realisation, Unit, User
from workflow.demo.story import Story
from workflow.models import State, Submission

pytestmark = pytest.mark.django_db

NOW = make.at("2026-11-23 10:00")
EDGES = (
    "2027-01-01 00:05",
    *(pytest.param(f"2027-{month:02}-15 12:00", marks=pytest.mark.soak) for month in range(1, 13)),
)


def demo(capsys, **options) -> str:
    with time_machine.travel(NOW, tick=False):
        call_command("demo", **options)
    return capsys.readouterr().out


@pytest.mark.parametrize("moment", EDGES)
def test_it_tells_a_whole_story_on_any_day_of_the_year(moment):
    now = make.at(moment)
    Story(now).tell()
    assert set(Submission.objects.values_list("state", flat=True)) == set(State.values)
    assert JournalEntry.objects.latest("moment").moment < now


def test_it_prints_the_accounts_and_a_second_run_changes_nothing(capsys, settings):
    settings.DEBUG = True
    text = demo(capsys)
    assert text.startswith("Contoh selesai dibuat.")
    assert "Kepala Seksi Pemerintahan" in text
    assert "Kata sandi semua akun: kinerja-demo" in text
    counted = JournalEntry.objects.count(), Realisation.objects.count(), User.objects.count()
    assert demo(capsys).startswith("Contoh sudah ada; tidak ada yang diubah.")
    counted_again = JournalEntry.objects.count(), Realisation.objects.count(), User.objects.count()
    assert counted_again == counted


def test_it_is_refused_outside_debug(capsys):
    with pytest.raises(CommandError) as refused:
        demo(capsys)
    assert refused.value.returncode == 2
    assert "--force" in str(refused.value)
    assert not Unit.objects.exists()


def test_force_is_enough(capsys, monkeypatch):
    asked = []
    monkeypatch.setattr("workflow.management.commands.demo.make_sample", asked.append)
    demo(capsys, force=True)
    assert asked == [NOW]


def test_it_never_mixes_with_an_office_of_the_same_name(capsys):
    make.person("kasubag")
    with pytest.raises(CommandError, match="kasubag"):
        demo(capsys, force=True)
    assert not Unit.objects.exists()


def test_it_never_mixes_with_a_unit_of_the_same_name(capsys):
    Unit.objects.create(code="kec-17", name="Kecamatan Suak Midai")
    with pytest.raises(CommandError, match="Kecamatan Suak Midai"):
        demo(capsys, force=True)
