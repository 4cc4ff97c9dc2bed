"""The year of an office as a calendar, and the forms by which it is kept."""

from datetime import date

import make
import pytest
import time_machine
from play import Player
from reading import page, questions, words
from witness import nothing_changes, verified

from kinerja.models import JournalEntry
from workflow.models import Disruption, Holiday, WorkHours

URL = "/kantor/kalender/"
NEW = {kind: f"{URL}{kind}/" for kind in ("jam-kerja", "jam-khusus", "libur", "gangguan")}
NOW = make.at("2026-10-06 09:00")


@pytest.fixture(autouse=True)
def october():
    with time_machine.travel(NOW, tick=False):
        yield


def holiday(day: str = "2026-12-25", **fields) -> Holiday:
    fields = {"name": "Natal", "kind": "national", "recorded_at": make.at()} | fields
    return Holiday.objects.create(day=date.fromisoformat(day), **fields)


def hours(**changes) -> dict[str, str]:
    week = {"monday": "08.00-14.00", "tuesday": "", "wednesday": "", "thursday": "", "friday": ""}
    week |= {"saturday": "", "sunday": ""}
    return {"name": "Piket", "starts_on": "2026-11-02", **week} | changes


def day(**changes) -> dict[str, str]:
    return {"name": "Hari jadi", "day": "2026-11-09", "kind": "local"} | changes


def refusal(player: Player, path: str, verb: str, **fields) -> str:
    with nothing_changes():
        answer = player.press(path, verb, **fields)
    assert answer.status_code == 422, answer.content.decode()[:2000]
    return answer.content.decode()


# What everybody reads.


@pytest.mark.parametrize("who", ["kasubag", "sekcam", "kasi", "camat", "apip", "filler"])
def test_everybody_of_the_office_reads_its_year(office, who):
    holiday()
    html = page(URL, of=getattr(office, who))
    text = words(html)
    for told in (
        "Kalender kerja 2026",
        "260 hari kerja",
        "25 Des L Natal , libur nasional",
        "25 L Natal (libur nasional)",
        "Senin–Kamis 07.30–12.00, 13.00–16.00",
        "Jumat 07.30–11.30, 13.00–16.30",
        "6 hari ini",
        "Perkiraan Ramadan: 19 Februari 2026 s.d. 20 Maret 2026",
    ):
        assert told in text, told
    assert "Tambah" not in text
    assert f'href="{URL}"' in html


def test_special_ranges_and_own_holidays_stand_in_their_months(office, neighbour):
    known = {"unit": office.unit, "recorded_at": make.at()}
    special = {"starts_on": "2026-11-02", "ends_on": "2026-11-03", "monday": "08.00–12.00"}
    WorkHours.objects.create(name="Hari tani", **known, **special)
    holiday("2026-11-09", name="Hari jadi", kind="local", unit=office.unit)
    text = words(page(URL, of=office.kasi))
    assert "2 K jam kerja khusus: Hari tani" in text
    assert "9 D Hari jadi (libur daerah)" in text
    assert "2 November 2026 s.d. 3 November 2026 · perangkat daerah ini" in text
    text = words(page(URL, of=neighbour.kasi))
    assert "Hari tani" not in text
    assert "Hari jadi" not in text


def test_estimate_is_marked_by_a_word(office):
    holiday("2026-11-09", is_estimate=True)
    text = words(page(URL, of=office.kasi))
    assert "perkiraan" in text
    assert "Natal (libur nasional, perkiraan)" in text
    assert "Pastikan" not in text


def test_withdrawn_days_are_working_days_again(office):
    holiday(withdrawn_at=make.at())
    assert "Natal" not in page(URL, of=office.kasi)


def test_another_year_is_chosen_in_the_address(office):
    holiday("2027-12-25")
    html = page(f"{URL}?tahun=2027", of=office.kasi)
    assert "Kalender kerja 2027" in html
    assert "tahun=2026" in html
    assert "tahun=2028" in html
    assert "hari ini</span></td>" not in html


@pytest.mark.parametrize("year", ["", "x", "1900", "2037", "20260", "٢٠٢٦", "9" * 5000])
def test_year_that_is_none_does_not_exist(office, year):
    Player(office.kasi).see(f"{URL}?tahun={year}", status=404)


def test_another_offices_calendar_does_not_exist_here(office, neighbour):
    Player(office.kasi).see(f"{URL}?unit={neighbour.unit.code}", status=404)


def test_who_has_no_office_sees_none_and_a_stranger_signs_in(client, db):
    assert "Belum ada perangkat daerah" in page(URL, of=make.person("tamu"))
    assert client.get(URL).status_code == 302


def test_who_has_no_office_is_told_that_a_press_was_not_done(office):
    browser = Player(make.person("tanpa-tugas")).client
    answer = browser.post(URL, {"verb": "confirm_disruption", "disruption": "1"})
    assert answer.status_code == 403
    assert "tidak bertugas di perangkat daerah mana pun" in words(answer.content.decode())


def test_page_asks_the_same_number_of_questions_for_1_and_40_facts(office):
    holiday()
    few = questions(URL, of=office.operator)
    for number in range(1, 29):
        holiday(f"2026-07-{number:02}", name=f"Libur {number}", unit=office.unit)
    for number in range(1, 13):
        start = make.at(f"2026-09-{number:02} 08:00")
        Disruption.objects.create(
            unit=office.unit,
            starts_at=start,
            ends_at=start.replace(hour=9),
            reason="Badai",
            recorded_at=start,
            recorded_by=office.kasubag,
        )
    assert questions(URL, of=office.operator) == few


# What a keeper does.


def test_empty_year_says_so_and_the_administrator_fills_it_by_one_press(office):
    assert "Hari libur 2026 belum diisi" in page(URL, of=office.operator)
    assert "Isi dari daftar nasional" not in page(URL, of=office.operator)
    administrator = Player(office.administrator)
    assert "Isi dari daftar nasional" in administrator.see(URL)
    html = administrator.does(URL, "import_holidays")
    assert "25 hari libur dicatat." in html
    assert "belum diisi" not in html
    assert JournalEntry.objects.get(verb="import_holidays").person == office.administrator
    assert "Tidak ada yang berubah." in administrator.does(URL, "import_holidays")


@pytest.mark.parametrize("who", ["operator", "kasubag", "camat"])
def test_others_do_not_fill_everybodys_year(office, who):
    answer = Player(getattr(office, who)).client
    with nothing_changes():
        assert answer.post(URL, {"verb": "import_holidays"}).status_code == 403


def test_operator_adds_a_holiday_hours_and_a_special_range(office):
    operator = Player(office.operator)
    assert "Hari jadi" in operator.does(NEW["libur"], "record_holiday", **day())
    assert "Piket" in operator.does(NEW["jam-kerja"], "record_hours", **hours())
    ramadan = hours(name="Ramadan", ends_on="2026-11-30")
    html = operator.does(NEW["jam-khusus"], "record_special_hours", **ramadan)
    assert "2 November 2026 s.d. 30 November 2026" in html
    owners = {each.unit for each in (*Holiday.objects.all(), *WorkHours.objects.exclude(unit=None))}
    assert owners == {office.unit}
    assert "mencatat hari libur" in operator.see("/kantor/")
    assert verified()


def test_special_range_begins_with_the_hours_of_ramadan(office):
    html = page(f"{NEW['jam-khusus']}?tahun=2027", of=office.operator)
    assert 'value="Ramadan"' in html
    assert html.count('value="08.00–12.00, 12.30–15.00"') == 4
    assert 'value="08.00–11.30, 12.30–15.30"' in html
    assert "Perkiraan Ramadan: 8 Februari 2027 s.d. 9 Maret 2027" in html


def test_administrator_says_for_whom_a_fact_stands(office, neighbour):
    administrator, path = Player(office.administrator), f"{NEW['libur']}?unit={office.unit.code}"
    administrator.does(path, "record_holiday", **day(scope="semua"))
    administrator.does(path, "record_holiday", **day(day="2026-11-10", scope=office.unit.code))
    assert list(Holiday.objects.values_list("unit", flat=True)) == [None, office.unit.pk]
    refusal(administrator, path, "record_holiday", **day(scope=neighbour.unit.code))


def test_operator_cannot_say_that_a_fact_stands_for_all(office):
    Player(office.operator).does(NEW["libur"], "record_holiday", **day(scope="semua"))
    assert Holiday.objects.get().unit == office.unit


@pytest.mark.parametrize(
    ("kind", "verb", "fields", "field"),
    [
        ("jam-kerja", "record_hours", hours(monday="08.00–12.00, 11.00–13.00"), "monday"),
        ("jam-kerja", "record_hours", hours(monday="12.00–08.00"), "monday"),
        ("jam-kerja", "record_hours", hours(monday=""), "monday"),
        ("jam-kerja", "record_hours", hours(starts_on="besok"), "starts_on"),
        ("jam-khusus", "record_special_hours", hours(ends_on=""), "ends_on"),
        ("jam-khusus", "record_special_hours", hours(ends_on="2026-11-01"), "ends_on"),
        ("libur", "record_holiday", day(day="2026-12-25"), "day"),
        ("libur", "record_holiday", day(name=""), "name"),
    ],
)
def test_what_cannot_be_stands_at_its_field_and_what_was_typed_stays(
    office, kind, verb, fields, field
):
    holiday()
    typed = fields | {"name": fields["name"] and "DIKETIK"}
    html = refusal(Player(office.operator), NEW[kind], verb, **typed)
    assert f'id="error_1_id_{field}"' in html
    assert not fields["name"] or "DIKETIK" in html


def test_operator_replaces_and_withdraws_what_is_the_offices_own(office):
    operator = Player(office.operator)
    operator.does(NEW["libur"], "record_holiday", **day())
    path = f"{NEW['libur']}{Holiday.objects.get().pk}/"
    html = operator.does(path, "replace_holiday", **day(name="Hari jadi kecamatan"))
    assert "Hari jadi kecamatan" in html
    operator.see(path, status=404)
    path = f"{NEW['libur']}{Holiday.objects.standing().get().pk}/"
    assert "Dicabut" in operator.does(path, "withdraw_holiday")
    assert not Holiday.objects.standing().exists()
    assert Holiday.objects.count() == 2


def test_hours_are_replaced_by_the_form_of_their_kind(office):
    operator = Player(office.operator)
    operator.does(NEW["jam-khusus"], "record_special_hours", **hours(ends_on="2026-11-03"))
    path = f"{NEW['jam-kerja']}{WorkHours.objects.get(unit=office.unit).pk}/"
    longer = hours(ends_on="2026-11-10")
    assert "10 November 2026" in operator.does(path, "replace_special_hours", **longer)


def test_what_stands_for_all_is_changed_by_the_administrator_alone(office):
    path = f"{NEW['libur']}{holiday().pk}/"
    operator = Player(office.operator)
    assert path not in operator.see(URL)
    with nothing_changes():
        assert operator.client.get(path).status_code == 403
        assert operator.client.post(path, {"verb": "withdraw_holiday"}).status_code == 403
    assert path in page(URL, of=office.administrator)
    Player(office.administrator).does(path, "withdraw_holiday")
    assert not Holiday.objects.standing().exists()


def test_a_neighbours_fact_does_not_exist_here(office, neighbour):
    path = f"{NEW['libur']}{holiday(unit=neighbour.unit).pk}/"
    client = Player(office.operator).client
    with nothing_changes():
        assert client.get(path).status_code == 404
        assert client.post(path, {"verb": "withdraw_holiday"}).status_code == 404


@pytest.mark.parametrize("who", ["sekcam", "kasi", "camat", "apip"])
def test_others_open_no_form_of_the_calendar(office, who):
    own = holiday(unit=office.unit)
    client = Player(getattr(office, who)).client
    paths = [NEW["jam-kerja"], NEW["jam-khusus"], NEW["libur"], f"{NEW['libur']}{own.pk}/"]
    with nothing_changes():
        assert {client.get(path).status_code for path in paths} == {403}
        assert {client.post(path, day()).status_code for path in paths} == {403}


def test_administrator_confirms_an_estimate(office):
    estimate = holiday(is_estimate=True)
    administrator = Player(office.administrator)
    assert "Pastikan" in administrator.see(URL)
    html = administrator.does(URL, "confirm_holidays", holiday=estimate.pk)
    assert "1 hari libur dipastikan." in html
    assert "Pastikan" not in html
    client = Player(office.operator).client
    other = holiday("2026-11-11", is_estimate=True)
    with nothing_changes():
        answer = client.post(URL, {"verb": "confirm_holidays", "holiday": other.pk})
        assert answer.status_code == 403
