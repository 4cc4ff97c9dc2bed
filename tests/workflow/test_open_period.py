"""manage.py open_period: the period opens where it is measured, and bad input gets one line."""

import subprocess
import sys

import make
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from kinerja.models import JournalEntry, Period
from workflow.models import Submission

pytestmark = pytest.mark.django_db


def run(capsys, *words: str) -> list[str]:
    call_command("open_period", *words)
    return capsys.readouterr().out.splitlines()


def refusal(*words: str) -> str:
    with pytest.raises(CommandError) as refused:
        call_command("open_period", *words)
    assert refused.value.returncode == 2
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_it_opens_every_unit_by_the_system(office, neighbour, capsys):
    lines = run(capsys, "2026", "3")
    assert lines == [
        "Kecamatan Suak Midai: Triwulan III Tahun 2026 dibuka.",
        "Kecamatan Tetangga: Triwulan III Tahun 2026 dibuka.",
    ]
    entries = JournalEntry.objects.filter(verb="open_submission")
    assert [entry.person for entry in entries] == [None, None]


def test_it_opens_one_unit_by_its_code(office, neighbour, capsys):
    run(capsys, "2026", "3", "--unit", "kecamatan-tetangga")
    assert [record.unit for record in Submission.objects.all()] == [neighbour.unit]


def test_a_unit_that_is_open_is_skipped_and_said_so(office, neighbour, capsys):
    office.opened(quarter=3)
    lines = run(capsys, "2026", "3")
    assert "dilewati" in lines[0]
    assert "sudah dibuka" in lines[0]
    assert lines[1] == "Kecamatan Tetangga: Triwulan III Tahun 2026 dibuka."
    assert Submission.objects.count() == 2


def test_the_year_opens_where_a_line_waits_for_it(office, neighbour, capsys):
    make.line(office.agreement, office.sections[0], "9.1", schedule="5", quarters=(5,))
    run(capsys, "2026", "tahunan")
    assert [record.unit for record in Submission.objects.all()] == [office.unit]


def test_the_latest_version_of_the_agreement_decides(office, capsys):
    changed = make.agreement(office.unit, version=2)
    make.line(changed, office.sections[0], "1.1", schedule="24", quarters=(2, 4))
    assert refusal("2026", "3").endswith("Yang terjadwal: Triwulan II, Triwulan IV.")


def test_a_period_that_nothing_is_scheduled_for_leaves_nothing_behind(office):
    assert "Tidak ada indikator yang diukur pada Tahunan 2026" in refusal("2026", "tahunan")
    assert not Period.objects.exists()


@pytest.mark.parametrize("word", ["5", "0", "III", ""])
def test_an_unknown_period_is_told_what_exists(office, word):
    assert refusal("2026", word).endswith("Yang ada: 1, 2, 3, 4, tahunan.")


@pytest.mark.parametrize("word", ["2031", "dua ribu", "-1"])
def test_a_year_without_agreement_is_told_what_exists(office, word):
    assert refusal("--", word, "3").endswith("Yang ada: 2026.")


def test_an_unknown_unit_is_told_what_exists(office):
    assert refusal("2026", "3", "--unit", "x").endswith("Yang ada: kecamatan-suak-midai.")


def test_a_unit_without_agreement_is_told_who_has_one(office):
    make.unit("Kecamatan Baru")
    text = refusal("2026", "3", "--unit", "kecamatan-baru")
    assert "belum mempunyai Perjanjian Kinerja 2026" in text


@pytest.mark.parametrize("words", [["2026", "3", "--pasar"], ["2026", "3", "4"], ["2026", "5"]])
def test_the_shell_sees_exit_code_2_and_one_line(words, tmp_path):
    command = [sys.executable, "manage.py", "open_period", *words]
    environment = {"DATA_DIR": str(tmp_path)}
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
