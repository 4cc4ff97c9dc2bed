"""Peringatan dan uji silang: rules with their switch and how often they fire."""

import make
import pytest
import time_machine
from play import Player
from reading import page, questions, row, words
from witness import nothing_changes, verified

from kinerja import findings, recording, table
from kinerja.findings.rules import RULES
from kinerja.models import JournalEntry, Line, RuleSwitch
from workflow import standing

pytestmark = pytest.mark.django_db

URL = "/kantor/peringatan/"
CHECK = {"relation": "1.1 ≤ 1.2", "name": "Selesai", "missing": "any"}


@pytest.fixture(autouse=True)
def quarter_is_over():
    with time_machine.travel(make.at("2026-10-05 09:00"), tick=False):
        yield


@pytest.fixture
def operator(office) -> Player:
    return Player(office.operator)


def write(office: make.Office, quarter: int = 3, **values: str) -> None:
    """Write values of the office's rows; "r11" is 1.1."""
    lines = {line.code: line for line in office.lines}
    given = {f"{name[1]}.{name[2]}": make.entry(text) for name, text in values.items()}
    where = {"period": make.period(2026, quarter), "edition": 1, "by": office.kasi}
    recording.write(lines, given, **where, at=make.at())


def test_every_rule_is_listed_with_its_level_and_only_hints_can_be_switched(operator):
    html = operator.see(URL)
    for rule in RULES:
        line = row(html, rule.title)
        assert rule.level in line
        assert ("Matikan" in line) is rule.may_be_switched
        assert ("selalu menyala" in line) is not rule.may_be_switched


def test_office_without_values_and_checks_reads_what_comes(operator):
    text = words(operator.see(URL))
    assert "Belum ada uji silang." in text
    assert "setelah satu triwulan terisi" in text
    assert "dari 6 baris" not in text


def test_rule_that_fired_on_more_than_a_third_is_too_loud(office, operator):
    write(office, r11="101", r12="101", r13="90", r21="90", r22="90", r23="90")
    line = row(operator.see(URL), "persentase di atas 100")
    assert "pada 2 dari 6 baris" in line  # exactly a third
    assert "terlalu ramai" not in line
    write(office, r13="101")
    line = row(operator.see(URL), "persentase di atas 100")
    assert "pada 3 dari 6 baris ▲ terlalu ramai" in line


def test_what_must_be_mended_is_never_too_loud(office, operator):
    write(office, r11="90")
    line = row(operator.see(URL), "belum diisi")
    assert "pada 5 dari 6 baris" in line
    assert "terlalu ramai" not in line


def test_latest_quarter_that_is_over_and_has_values_is_counted(office, operator):
    write(office, 1, r11="101", r12="101")
    write(office, 2, r11="101")
    write(office, 4, r11="101", r12="101", r13="101")
    html = operator.see(URL)
    assert "Triwulan II Tahun 2026" in html
    assert "pada 1 dari 6 baris" in row(html, "persentase di atas 100")


def test_operator_switches_a_rule_off_and_on_and_the_journal_tells(office, operator):
    html = operator.does(URL, "switch_rule", rule="over_100", to="off")
    assert "“persentase di atas 100” mati." in words(html)
    assert "mati Nyalakan" in row(html, "persentase di atas 100")
    entry = JournalEntry.objects.get(verb="switch_rule")
    assert (entry.before, entry.after) == ({"switch": "menyala"}, {"switch": "mati"})
    assert (entry.note, entry.capacity) == ("persentase di atas 100", "Operator")
    assert entry.chain_id == f"unit:{office.unit.pk}"
    html = operator.does(URL, "switch_rule", rule="over_100", to="on")
    assert "menyala Matikan" in row(html, "persentase di atas 100")
    assert not RuleSwitch.objects.exists()
    assert JournalEntry.objects.filter(verb="switch_rule").count() == 2
    assert verified()


def test_switched_off_rule_is_still_counted_but_warns_nobody(office, operator):
    write(office, r11="101")
    operator.does(URL, "switch_rule", rule="over_100", to="off")
    assert "akan timbul pada 1 dari 6 baris" in row(operator.see(URL), "persentase di atas 100")
    shown = table.read(office.agreement, make.period())
    codes = {each.code for each in findings.read(shown).of(shown.rows[0])}
    assert codes == {"no_words_above"}


def test_switching_what_stands_so_writes_no_entry(operator):
    operator.does(URL, "switch_rule", rule="over_100", to="on")
    assert not JournalEntry.objects.filter(verb="switch_rule").exists()


@pytest.mark.parametrize("rule", ["blank", "no_target", "no_words_below", "dikarang", ""])
def test_what_must_be_mended_cannot_be_switched_off(operator, rule):
    with nothing_changes():
        answer = operator.press(URL, "switch_rule", rule=rule, to="off")
    assert answer.status_code == 422
    assert "tidak dapat dimatikan" in words(answer.content.decode())


def test_repeated_press_switches_once(operator):
    fields = operator.carried(URL) | {"verb": "switch_rule", "rule": "jump", "to": "off"}
    for _ in range(2):
        assert operator.client.post(URL, fields).status_code == 302
    assert JournalEntry.objects.filter(verb="switch_rule").count() == 1


def test_what_an_office_switches_off_stays_on_next_door(office, neighbour, operator):
    operator.does(URL, "switch_rule", rule="jump", to="off")
    html = page(URL, of=neighbour.operator)
    assert "menyala Matikan" in row(html, "berubah lebih dari 50% antartriwulan")


@pytest.mark.parametrize("who", ["kasubag", "sekcam", "kasi", "apip"])
def test_others_do_not_switch_rules(office, who):
    stranger = Player(getattr(office, who))
    with nothing_changes():
        assert stranger.client.get(URL).status_code == 403
        given = {"verb": "switch_rule", "rule": "jump", "to": "off"}
        assert stranger.client.post(URL, given).status_code == 403


def test_switched_off_rule_lets_a_row_be_accepted_with_the_others(office, operator):
    Line.objects.filter(code="1.1").update(asks_evidence=True)
    record = office.filled()
    assert "1.1" not in [each.row.code for each in standing.read(record).acceptable]
    operator.does(URL, "switch_rule", rule="no_evidence", to="off")
    assert "1.1" in [each.row.code for each in standing.read(record).acceptable]


def test_page_asks_as_much_of_30_rows_and_checks_as_of_3():
    counts = []
    for rows in (3, 30):
        office = make.office(f"Kecamatan {rows}", rows=rows, prefix=f"k{rows}.")
        write(office, r11="101", r12="90")
        player = Player(office.operator)
        new = f"{URL}uji-silang/baru/"
        for number in range(2, rows + 1):
            given = {"relation": f"1.1 ≤ 1.{number}", "name": f"Uji {number}"}
            player.does(new, "add_check", **CHECK | given)
        counts.append(questions(URL, of=office.operator))
    assert counts[0] == counts[1]
