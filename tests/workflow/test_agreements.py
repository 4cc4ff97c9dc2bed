"""Agreements as the operator keeps them: the next year's, the next version, their sasaran."""

import make
import pytest
import time_machine
from play import Player
from reading import page, questions, row, words
from witness import nothing_changes, verified

from kinerja.models import Agreement, JournalEntry, Objective, Target

URL, NEW = "/kantor/perjanjian/", "/kantor/perjanjian/baru/"


@pytest.fixture(autouse=True)
def a_day_in_october():
    with time_machine.travel(make.at("2026-10-05 09:00"), tick=False):
        yield


@pytest.fixture
def operator(office) -> Player:
    return Player(office.operator)


def address(agreement: Agreement, what: str = "") -> str:
    return f"{URL}{agreement.pk}/{what}"


def year(**changes) -> dict:
    return {"year": "2027", "title": "PK murni", "date": "2027-01-04"} | changes


def change(**changes) -> dict:
    return {"title": "PK perubahan", "date": "2026-09-01", "reason": "APBD perubahan"} | changes


def entry(verb: str) -> JournalEntry:
    return JournalEntry.objects.get(verb=verb)


def codes(agreement: Agreement) -> list[str]:
    return list(agreement.lines.order_by("code").values_list("code", flat=True))


def targets(agreement: Agreement) -> list[tuple]:
    held = Target.objects.filter(line__agreement=agreement)
    return sorted(held.values_list("line__code", "quarter", "value", "upper", "predicate"))


def refusal(player: Player, path: str, verb: str, **fields) -> str:
    with nothing_changes():
        answer = player.press(path, verb, **fields)
    assert answer.status_code == 422, answer.status_code
    return answer.content.decode()


# The list


def test_the_list_says_which_agreement_may_still_change(office, operator):
    assert "dapat diubah" in row(operator.see(URL), "2026")
    office.opened()
    assert "dipakai berkas, tetap" in row(operator.see(URL), "2026")


def test_the_list_asks_the_same_number_of_questions_for_3_and_30(office, operator):
    few = questions(URL, of=office.operator)
    for number in range(2, 32):
        made = make.agreement(office.unit, version=number)
        make.line(made, None, f"9.{number}")
    assert questions(URL, of=office.operator) == few


def test_the_agreement_asks_the_same_number_of_questions_for_3_and_30_lines(office, operator):
    few = questions(address(office.agreement), of=office.operator)
    for number in range(30):
        make.line(office.agreement, office.sections[0], f"9.{number}", goal=number + 3)
    assert questions(address(office.agreement), of=office.operator) == few


# The next year


def test_last_years_lines_are_copied_with_codes_and_without_targets(office, operator):
    operator.does(NEW, "begin_agreement", **year())
    made = Agreement.objects.get(year=2027)
    assert (made.version, made.unit) == (1, office.unit)
    assert codes(made) == codes(office.agreement)
    assert targets(made) == []
    old, new = (each.objectives.values_list("number", "text") for each in (office.agreement, made))
    assert list(old) == list(new)
    assert {line.objective.agreement for line in made.lines.all()} == {made}
    assert {line.indicator for line in made.lines.all()} == {
        line.indicator for line in office.lines
    }
    assert "target belum ditetapkan" in operator.see(address(made))


def test_the_targets_come_along_where_ticked(office, operator):
    operator.does(NEW, "begin_agreement", **year(with_targets="on"))
    assert targets(Agreement.objects.get(year=2027)) == targets(office.agreement)
    written = entry("begin_agreement")
    assert written.after["copied from"] == "PK murni 2026, Kecamatan Suak Midai"
    assert written.after["lines"] == "6"
    assert verified()


def test_the_copy_leaves_what_it_was_copied_from(office, operator):
    before = targets(office.agreement)
    operator.does(NEW, "begin_agreement", **year(with_targets="on"))
    assert targets(office.agreement) == before
    assert office.agreement.lines.count() == 6


def test_the_page_offers_the_next_year(office, operator):
    html = operator.see(NEW)
    assert 'value="2027"' in html
    assert "disalin dari PK murni Tahun 2026, versi 1" in words(html)


def test_a_year_that_has_an_agreement_is_refused_at_its_field(operator):
    html = refusal(operator, NEW, "begin_agreement", **year(year="2026", title="DIKETIK"))
    assert 'id="error_1_id_year"' in html
    assert "DIKETIK" in html


def test_an_office_without_any_begins_with_an_empty_one(office, operator):
    unit = make.unit("Kecamatan Kosong")
    path = f"{NEW}?unit={unit.code}"
    administrator = Player(office.administrator)
    assert "Salin juga targetnya" not in administrator.see(path)
    administrator.does(path, "begin_agreement", **year(year="2026"))
    assert unit.agreements.get().lines.count() == 0


def test_pressing_twice_makes_one_agreement(operator):
    fields = {**operator.carried(NEW), **year(), "verb": "begin_agreement"}
    urls = [operator.client.post(NEW, fields).url for _ in range(2)]
    assert urls[0] == urls[1]
    assert Agreement.objects.filter(year=2027).count() == 1


# The next version


def test_a_change_copies_everything_with_date_and_reason(office, operator):
    office.opened()
    path = address(office.agreement, "perubahan/")
    operator.does(path, "amend_agreement", **change())
    made = Agreement.objects.get(version=2)
    assert (made.year, made.reason) == (2026, "APBD perubahan")
    assert codes(made) == codes(office.agreement)
    assert targets(made) == targets(office.agreement)
    assert entry("amend_agreement").after["version"] == "2"
    assert "Tambah baris" in operator.see(address(made))


@pytest.mark.parametrize("field", ["reason", "date"])
def test_a_change_without_reason_or_date_is_refused_at_its_field(office, operator, field):
    path = address(office.agreement, "perubahan/")
    html = refusal(operator, path, "amend_agreement", **change(title="DIKETIK", **{field: ""}))
    assert f'id="error_1_id_{field}"' in html
    assert "DIKETIK" in html


# Sasaran, and what is used


def test_the_operator_adds_and_edits_a_sasaran(office, operator):
    path = address(office.agreement, "sasaran/baru/")
    assert 'value="3"' in operator.see(path)
    operator.does(path, "keep_objective", number="3", text="Terjaganya ketertiban")
    made = Objective.objects.get(number=3)
    operator.does(f"/kantor/sasaran/{made.pk}/", "keep_objective", number="3", text="Tertib")
    assert "Tertib" in operator.see(address(office.agreement))
    assert entry("edit_objective").before == {"text": "Terjaganya ketertiban"}


def test_a_number_of_a_sasaran_stands_once(office, operator):
    path = address(office.agreement, "sasaran/baru/")
    html = refusal(operator, path, "keep_objective", number="1", text="DIKETIK")
    assert 'id="error_1_id_number"' in html
    assert "DIKETIK" in html


def test_the_head_of_an_unused_agreement_is_edited(office, operator):
    fields = {"title": "PK", "date": "2026-02-01", "reason": ""}
    operator.does(address(office.agreement), "edit_agreement", **fields)
    assert entry("edit_agreement").after == {"title": "PK", "date": "2026-02-01"}


def test_a_used_agreement_says_why_it_stays_and_names_the_way_out(office, operator):
    path, token = address(office.agreement), operator.carried(address(office.agreement))
    sasaran = f"/kantor/sasaran/{office.agreement.objectives.first().pk}/"
    office.opened()
    html = operator.see(path)
    assert "sudah dipakai sebuah berkas" in html
    assert address(office.agreement, "perubahan/") in html
    assert "Tambah baris" not in html
    assert "sudah dipakai sebuah berkas" in operator.see(sasaran)
    with nothing_changes():
        head = {"title": "X", "date": "2026-02-01", "reason": "", "verb": "edit_agreement"}
        part = {"number": "1", "text": "X", "verb": "keep_objective"}
        assert operator.client.post(path, {**token, **head}).status_code == 422
        assert operator.client.post(sasaran, {**token, **part}).status_code == 422


@pytest.mark.parametrize("who", ["kasubag", "sekcam", "kasi", "camat", "apip"])
def test_others_do_not_change_agreements(office, who):
    stranger = Player(getattr(office, who))
    with nothing_changes():
        for path in (URL, NEW, address(office.agreement)):
            assert stranger.client.get(path).status_code == 403
        assert stranger.client.post(NEW, year()).status_code == 403
        path = address(office.agreement, "perubahan/")
        assert stranger.client.post(path, change()).status_code == 403


def test_an_agreement_of_another_office_does_not_exist_here(neighbour, operator):
    with nothing_changes():
        for what in ("", "perubahan/", "sasaran/baru/", "baris/baru/"):
            assert operator.client.get(address(neighbour.agreement, what)).status_code == 404
            assert operator.client.post(address(neighbour.agreement, what)).status_code == 404


def test_the_public_list_of_targets_shows_what_was_kept(office, operator):
    operator.does(NEW, "begin_agreement", **year(with_targets="on"))
    assert "Tahun 2027" in page("/indikator/", of=office.kasubag)
