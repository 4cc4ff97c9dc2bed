"""Cross-checks as the operator keeps them: typed, refused at the field, changed, withdrawn."""

import make
import pytest
import time_machine
from play import Player
from reading import questions, row, words
from witness import nothing_changes, verified

from kinerja.formula import Kind
from kinerja.models import CrossCheck, JournalEntry, Line, Predicate, PredicateScale
from workflow import actions

URL, NEW = "/kantor/peringatan/", "/kantor/peringatan/uji-silang/baru/"


@pytest.fixture(autouse=True)
def quarter_is_over():
    with time_machine.travel(make.at("2026-10-05 09:00"), tick=False):
        yield


@pytest.fixture
def operator(office) -> Player:
    return Player(office.operator)


def typed(**changes) -> dict:
    return {"relation": "1.1 + 1.2 = 1.3", "name": "Jumlah layanan", "missing": "any"} | changes


@pytest.fixture
def check(operator) -> CrossCheck:
    operator.does(NEW, "add_check", **typed())
    return CrossCheck.objects.get()


def address(check: CrossCheck) -> str:
    return f"{URL}uji-silang/{check.pk}/"


def sides(check: CrossCheck) -> list[tuple[str, bool]]:
    return [(term.indicator.name, term.is_left) for term in check.terms.order_by("order", "pk")]


def entry(verb: str) -> JournalEntry:
    return JournalEntry.objects.get(verb=verb)


def test_operator_adds_a_check_and_the_journal_tells(office, operator):
    html = operator.does(NEW, "add_check", **typed())
    assert "1.1 + 1.2 = 1.3 lewati bila ada yang kosong" in row(html, "Jumlah layanan")
    made = CrossCheck.objects.get()
    assert set(sides(made)) == {
        ("Indikator 1.1", True),
        ("Indikator 1.2", True),
        ("Indikator 1.3", False),
    }
    told = entry("add_check")
    assert told.after["relation"] == "1.1 + 1.2 = 1.3"
    assert (told.note, told.capacity) == ("Jumlah layanan", "Operator")
    assert told.chain_id == f"unit:{office.unit.pk}"
    assert verified()


def refusal(player: Player, path: str, verb: str, **fields) -> str:
    with nothing_changes():
        answer = player.press(path, verb, **fields)
    assert answer.status_code == 422
    return answer.content.decode()


REFUSED = [
    ("", "Bidang ini tidak boleh kosong"),
    ("1.1 1.2", "Tulis satu tanda"),
    ("1.1 = 1.2 = 1.3", "2 tanda perbandingan"),
    ("= 1.2", "Sebelah kiri tanda = masih kosong"),
    ("1.1 ≤", "Sebelah kanan tanda ≤ masih kosong"),
    ("1.1 + = 1.2", "Ada tanda + tanpa kode di sebelah kiri"),
    (
        "1.1 = 9.9",
        "Kode 9.9 tidak ada pada PK murni 2026. Kode yang ada: 1.1, 1.2, 1.3, 2.1, 2.2, 2.3.",
    ),
    ("1.1 = 1.1", "Kode 1.1 tertulis lebih dari sekali"),
    ("1.1 + 1.1 = 1.2", "Kode 1.1 tertulis lebih dari sekali"),
    ("1.1 = 2.3", "Kode 2.3 diisi dengan predikat; uji silang hanya membandingkan angka."),
    ("1" * 301 + " = 1.1", "300"),
]


@pytest.mark.parametrize(("relation", "complaint"), REFUSED)
def test_nonsense_is_refused_at_its_field_and_loses_nothing(office, operator, relation, complaint):
    scale = PredicateScale.objects.create(name="Opini BPK")
    Predicate.objects.create(scale=scale, rank=1, label="WTP")
    kind = {"kind": Kind.PREDICATE, "measure": Line.Measure.CHOICE, "scale": scale}
    Line.objects.filter(code="2.3").update(**kind)
    html = refusal(operator, NEW, "add_check", **typed(relation=relation, name="DIKETIK"))
    assert complaint in words(html)
    assert 'id="error_1_id_relation"' in html
    assert "DIKETIK" in html


def test_code_is_read_whatever_its_capitals_and_spaces(office, operator):
    Line.objects.filter(code="1.1").update(code="IKU 1")
    operator.does(NEW, "add_check", **typed(relation="iku   1<=1.2"))
    assert entry("add_check").after["relation"] == "IKU 1 ≤ 1.2"


def test_same_name_and_same_relation_stand_once(operator, check):
    html = refusal(operator, NEW, "add_check", **typed(relation="1.1 ≤ 2.1"))
    assert "Nama ini sudah dipakai uji silang lain." in html
    html = refusal(operator, NEW, "add_check", **typed(name="Lain", relation="1.2+1.1 = 1.3"))
    assert "Uji silang “Jumlah layanan” sudah menguji hal yang sama." in words(html)


def test_office_without_an_agreement_reads_what_to_do_first(operator, office):
    unit = make.unit("Kecamatan Baru")
    make.assign(office.operator, "operator", unit, title="Operator Baru")
    path = f"{NEW}?unit={unit.code}"
    html = refusal(operator, path, "add_check", **typed())
    assert "Belum ada perjanjian kinerja" in words(html)


def test_operator_changes_a_check(operator, check):
    assert 'value="1.1 + 1.2 = 1.3"' in operator.see(address(check))
    changed = typed(relation="1.1 >= 2.1", missing="never")
    operator.does(address(check), "edit_check", **changed)
    check.refresh_from_db()
    assert (check.sign, check.missing) == ("≥", "never")
    assert set(sides(check)) == {("Indikator 1.1", True), ("Indikator 2.1", False)}
    told = entry("edit_check")
    assert told.before == {"sign": "=", "missing": "any", "relation": "1.1 + 1.2 = 1.3"}
    assert told.after == {"sign": "≥", "missing": "never", "relation": "1.1 ≥ 2.1"}


def test_saving_what_stands_writes_no_entry(operator, check):
    operator.does(address(check), "edit_check", **typed())
    assert not JournalEntry.objects.filter(verb="edit_check").exists()


def test_refused_change_leaves_the_check_as_it_was(operator, check):
    refusal(operator, address(check), "edit_check", **typed(relation="1.1 = 9.9"))


def test_withdrawn_check_stays_to_be_read_and_changes_no_more(office, operator, check):
    html = operator.does(address(check), "withdraw_check")
    assert "Belum ada uji silang." in html
    assert "Jumlah layanan: 1.1 + 1.2 = 1.3 dicabut" in words(html)
    assert "oleh Operator" in words(html)
    assert entry("withdraw_check").before["relation"] == "1.1 + 1.2 = 1.3"
    page = operator.see(address(check))
    assert "Dicabut" in page
    assert 'value="edit_check"' not in page
    for verb in ("edit_check", "withdraw_check"):
        with nothing_changes():
            answer = operator.client.post(address(check), {"verb": verb, **typed()})
        assert answer.status_code == 422
    assert verified()


def test_name_of_a_withdrawn_check_is_free_again(operator, check):
    operator.does(address(check), "withdraw_check")
    operator.does(NEW, "add_check", **typed())
    assert CrossCheck.objects.count() == 2


def test_check_keeps_its_indicators_when_codes_change(operator, check):
    Line.objects.filter(code="1.3").update(code="7.7")
    assert "1.1 + 1.2 = 7.7" in row(operator.see(URL), "Jumlah layanan")


def test_check_of_an_indicator_that_is_gone_says_so_to_the_operator(office, operator, check):
    Line.objects.get(code="1.3").targets.all().delete()
    Line.objects.get(code="1.3").delete()
    line = row(operator.see(URL), "Jumlah layanan")
    assert "1.1 + 1.2 = “Indikator 1.3”" in line
    assert "dilewati sekarang: indikator “Indikator 1.3” tidak ada pada PK murni 2026" in line


RESULTS = [
    ("12", "5", "17", "berlaku"),
    ("12", "5", "20", "12 + 5 = 17, bukan 20"),
    ("12", "5", None, "dilewati: ada nilai yang kosong"),
]


@pytest.mark.parametrize(("first", "second", "third", "told"), RESULTS)
def test_result_in_the_latest_quarter_stands_beside_the_check(
    office, operator, check, first, second, third, told
):
    record = office.entering()
    given = {"1.1": first, "1.2": second, "1.3": third}
    values = {code: make.entry(text) for code, text in given.items() if text}
    actions.fill(office.form(record), values=values, by=office.kasi, at=make.at())
    html = operator.see(URL)
    assert told in row(html, "Jumlah layanan")
    assert "Hasil Triwulan III 2026" in html


def test_row_that_was_not_asked_in_the_quarter_says_so(office, operator, check):
    Line.objects.filter(code="1.3").update(schedule="24")
    record = office.entering()
    values = {"1.1": make.entry("12")}
    actions.fill(office.form(record), values=values, by=office.kasi, at=make.at())
    reason = "dilewati: 1.3 tidak diukur pada Triwulan III Tahun 2026"
    assert reason in row(operator.see(URL), "Jumlah layanan")


@pytest.mark.parametrize("who", ["kasubag", "sekcam", "kasi", "apip"])
def test_others_do_not_keep_checks(office, check, who):
    stranger = Player(getattr(office, who))
    with nothing_changes():
        for path in (NEW, address(check)):
            assert stranger.client.get(path).status_code == 403
            for verb in ("add_check", "edit_check", "withdraw_check"):
                assert stranger.client.post(path, {"verb": verb, **typed()}).status_code == 403


def test_check_of_another_office_does_not_exist_here(neighbour, check):
    stranger = Player(neighbour.operator)
    with nothing_changes():
        assert stranger.client.get(address(check)).status_code == 404
        given = {"verb": "withdraw_check"}
        assert stranger.client.post(address(check), given).status_code == 404


def test_page_asks_as_much_of_30_lines_as_of_3(office, operator, check):
    few = questions(address(check), of=office.operator)
    for number in range(30):
        make.line(office.agreement, office.sections[0], f"8.{number}")
    assert questions(address(check), of=office.operator) == few
