"""Evaluasi SOP: what is counted of finished rounds, for whom, and from when to when."""

from datetime import date

import make
import pytest
import time_machine
from play import Player
from ran import ran
from reading import page, questions, row, words
from revisions import revised

from kinerja.models import Role
from workflow import actions
from workflow.models import Submission

URL = "/sop/evaluasi/"


@pytest.fixture(autouse=True)
def a_day_in_december():
    with time_machine.travel(make.at("2026-12-07 09:00"), tick=False):
        yield


@pytest.fixture
def record(office) -> Submission:
    return make.fresh(office.opened())


def shown(office: make.Office, query: str = "") -> str:
    return words(page(URL + query, of=office.camat))


def line(office: make.Office, title: str, query: str = "") -> str:
    return row(page(URL + query, of=office.camat), title).removeprefix("> ")


# What is counted


def test_a_step_shows_median_p90_and_maximum_of_both_times_and_the_share_on_time(office, record):
    for worked in (10, 20, 30, 40, 50, 60, 70, 80, 90, 100):
        ran(record, 3, waited=worked // 10, worked=worked)
    assert line(office, "3. Koreksi") == (
        "3. Koreksi 90 menit 10 50 menit 1 jam 30 menit 1 jam 40 menit "
        "5 menit 9 menit 10 menit 90,00% 9 dari 10 –"
    )


def test_each_step_is_told_in_one_sentence(office, record):
    for worked in (10, 20, 30, 100, 110):
        ran(record, 3, waited=120, worked=worked)
    assert (
        "Langkah 3 selesai dalam standar pada 3 dari 5 putaran; setengahnya dalam 30 menit; yang "
        "terlama menunggu 2 jam." in shown(office)
    )
    assert "Langkah 4 belum selesai satu kali pun pada rentang ini." in shown(office)


def test_a_round_begun_and_ended_by_one_act_stays_out_of_median_and_share(office, record):
    for worked in (20, 40, 0):
        ran(record, 3, waited=60, worked=worked)
    told = line(office, "3. Koreksi")
    assert "90 menit 3 1 tidak terukur 20 menit 40 menit 40 menit" in told
    assert told.endswith("100,00% 2 dari 2 –")


def test_the_waiting_of_an_unmeasured_round_is_known_and_counts(office, record):
    ran(record, 3, waited=180, worked=0)
    assert "– – – 3 jam 3 jam 3 jam – –" in line(office, "3. Koreksi")
    assert "Langkah 3 selesai pada 1 putaran, tetapi waktu kerjanya tidak terukur" in shown(office)


def test_rounds_by_standing_order_are_counted_apart(office, record):
    for number in (0, 1):
        ran(record, 1, worked=0, form=office.form(record, number), round=2, started_by=None)
    assert "15 menit 0 2 atas perintah tetap –" in line(office, "1. Distribusi formulir")
    assert "Langkah 1 berjalan atas perintah tetap pada 2 putaran" in shown(office)


def test_a_round_that_another_step_ended_is_no_work_of_its_own(office, record):
    ran(record, 3, worked=20)
    ran(record, 3, worked=200, outcome="cancel")
    ran(record, 3, outcome="withdraw", started_at=None, started_by=None, standard_amount=None)
    assert "90 menit 1 2 terhenti 20 menit 20 menit 20 menit" in line(office, "3. Koreksi")


def test_an_open_round_is_not_counted(office):
    office.reviewing()
    assert "Perangkat Daerah 0 – – –" in line(office, "3. Koreksi")


def test_what_step_2_got_back_at_the_first_review_is_told_at_step_2(office, record):
    ran(record, 3, outcome="send_back", worked=0)
    ran(record, 3, outcome="approve")
    other = make.fresh(office.opened(quarter=2))
    ran(other, 3, outcome="withdraw", started_at=None, started_by=None, standard_amount=None)
    ran(other, 3, outcome="approve")
    ran(other, 3, outcome="send_back")
    assert line(office, "2. Input realisasi").endswith("50,00% 1 dari 2")
    assert line(office, "3. Koreksi").endswith("–")
    for _ in range(5):
        ran(record, 2)
    assert "; 1 dari 2 dikembalikan pada pemeriksaan pertama." in shown(office)


def test_filling_is_a_line_outside_the_steps(office):
    record = make.fresh(office.entering(when=make.at("2026-10-05 08:00")))
    for number, hour in enumerate(("10:00", "11:00")):
        actions.hand_in(
            office.form(record, number),
            values={code: make.entry("90") for code in office.codes(office.sections[number])},
            by=office.heads[number],
            at=make.at(f"2026-10-05 {hour}"),
        )
    told = page(URL, of=office.camat).split("Di luar langkah SOP")[1]
    assert "2 jam 3 jam 3 jam – – – 100,00% 2 dari 2" in row(told, "Pengisian formulir")


def test_the_rounds_name_every_standard_that_they_were_judged_by(office, record):
    ran(record, 3)
    ran(record, 3, standard_amount=120)
    assert "3. Koreksi 90 menit; 120 menit 2" in line(office, "3. Koreksi")


def test_without_rounds_the_standard_is_that_of_the_sop_in_force(office):
    revised(office, steps={3: {"amount": 45}})
    assert "3. Koreksi 45 menit per Perangkat Daerah 0" in line(office, "3. Koreksi")


def test_a_cancelled_record_is_left_out(office, record):
    ran(record, 3)
    assert "90 menit 1" in line(office, "3. Koreksi")
    actions.cancel(record, reason="Keliru", by=office.sekcam, at=make.at("2026-10-06 08:00"))
    assert "90 menit per Perangkat Daerah 0" in line(office, "3. Koreksi")


# Where the time goes


def test_the_step_that_takes_most_of_the_time_is_named_first(office, record):
    for _ in range(5):
        ran(record, 2, waited=10, worked=20)
        ran(record, 3, waited=60, worked=10)
    assert (
        "Waktu terbanyak ada pada langkah 3, Koreksi: 70% dari seluruh waktu tunggu dan waktu "
        "kerja, sebagian besar menunggu." in shown(office)
    )


def test_sections_that_work_side_by_side_are_no_bottleneck(office, record):
    for quarter in (1, 2):
        other = make.fresh(office.opened(quarter=quarter))
        for number in (0, 1):
            ran(other, 1, worked=12, form=office.form(other, number), round=2)
    for _ in range(5):
        ran(record, 3, worked=8)
    assert "langkah 3, Koreksi: 63% dari seluruh waktu" in shown(office)


def test_few_rounds_name_no_bottleneck(office, record):
    ran(record, 3)
    assert "Baru 1 putaran langkah 3: terlalu sedikit untuk menunjuk langkah" in shown(office)


def test_the_page_names_nobody_who_worked(office):
    office.sekcam.name = "Pemegang Jabatan"
    office.sekcam.save()
    record = office.archived()
    assert record.runs.filter(finished_by=office.sekcam).exists()
    assert "Pemegang Jabatan" not in page(URL, of=office.camat)


# From when to when


def test_a_range_takes_its_first_and_last_period_in(office):
    for quarter in (1, 2, 3):
        ran(make.fresh(office.opened(quarter=quarter)), 3)
    assert line(office, "3. Koreksi").startswith("3. Koreksi 90 menit 3 ")
    assert line(office, "3. Koreksi", "?dari=2026-2&sampai=2026-3").startswith(
        "3. Koreksi 90 menit 2 "
    )
    assert "Triwulan II 2026 s.d. Triwulan III 2026" in shown(office, "?dari=2026-3&sampai=2026-2")
    assert "Triwulan I 2025 s.d. Triwulan I 2026 · 1 berkas" in shown(
        office, "?dari=2025-1&sampai=2026-1"
    )


def test_without_a_wish_the_last_four_periods_are_shown(office, record):
    for year, quarter in ((2025, 3), (2025, 4), (2026, 1), (2026, 2)):
        Submission.objects.create(
            unit=office.unit,
            period=make.period(year, quarter),
            sop=record.sop,
            agreement=office.agreement,
            opened_at=make.at(),
        )
    assert "· Triwulan IV 2025 s.d. Triwulan III 2026 · 4 berkas" in shown(office)
    assert "· Triwulan III 2025 s.d. Triwulan II 2026 · 4 berkas" in shown(office, "?sampai=2026-2")


@pytest.mark.parametrize("query", ["?dari=2026", "?sampai=2026-6", "?dari=kemarin", "?unit=entah"])
def test_what_names_no_period_and_no_unit_does_not_exist(office, query):
    Player(office.camat).see(URL + query, status=404)


def test_an_office_without_records_reads_that_nothing_is_measured(office):
    assert "Belum ada putaran yang terukur." in shown(office)
    assert "· Triwulan III 2026 · 0 berkas" in shown(office)


# For whom


def test_a_stranger_signs_in_first(client, office):
    assert client.get(URL).status_code == 302


def test_a_person_of_one_unit_reads_that_unit_alone(office, neighbour):
    html = page(URL, of=office.camat)
    assert 'name="unit"' not in html
    Player(office.camat).see(f"{URL}?unit={neighbour.unit.code}", status=404)
    assert shown(office, "?unit=semua").count("Kecamatan Suak Midai ·") == 1


def test_who_reads_several_units_chooses_one_or_all(office, neighbour):
    make.assign(office.apip, Role.AUDITOR, neighbour.unit, end=date(2027, 12, 31))
    for each in (office, neighbour):
        ran(make.fresh(each.opened()), 3)
    reads = {
        unit: row(page(f"{URL}?unit={unit}", of=office.apip), "3. Koreksi").removeprefix("> ")
        for unit in ("semua", neighbour.unit.code)
    }
    assert reads["semua"].startswith("3. Koreksi 90 menit 2 ")
    assert reads[neighbour.unit.code].startswith("3. Koreksi 90 menit 1 ")
    assert "2 perangkat daerah" in words(page(f"{URL}?unit=semua", of=office.apip))


def test_the_two_halves_of_the_sop_lead_to_each_other(office):
    for url, here in (("/sop/", "Lembar SOP"), (URL, "Evaluasi")):
        html = page(url, of=office.camat)
        assert f'aria-current="page">{here}</a>' in html
        assert f'href="/sop/?unit={office.unit.code}"' in html
        assert f'href="{URL}?unit={office.unit.code}"' in html


def test_only_who_revises_is_led_from_the_facts_to_the_revision(office):
    assert "Masukkan revisi" in page(URL, of=office.administrator)
    assert "Masukkan revisi" not in page(URL, of=office.camat)


def test_the_page_asks_the_same_number_of_questions_for_many_records(office, neighbour):
    path = f"{URL}?unit=semua&dari=2026-1"
    ran(make.fresh(office.opened()), 3)
    few = questions(path, of=office.administrator)
    for each in (office, neighbour):
        for quarter in (1, 2):
            record = make.fresh(each.opened(quarter=quarter))
            for _ in range(5):
                ran(record, 3)
    neighbour.archived()
    assert questions(path, of=office.administrator) == few
