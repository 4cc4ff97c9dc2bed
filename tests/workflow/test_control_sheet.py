"""Lembar Kendali SOP: each round of a record as one line, by positions, ready to be signed."""

from datetime import date, timedelta

import make
import pytest
import time_machine
from play import Player
from ran import MORNING, ran
from reading import page, questions, words

from kinerja.models import Role, Tenure
from workflow import actions
from workflow.models import Sop, Submission


@pytest.fixture(autouse=True)
def a_day_in_october():
    with time_machine.travel(make.at("2026-10-09 09:00"), tick=False):
        yield


@pytest.fixture
def record(office) -> Submission:
    """A record whose forms went out at eight."""
    return office.entering()


def sheet(office: make.Office, record: Submission) -> str:
    return page(f"/berkas/{record.pk}/kendali/", of=office.camat)


def lines(html: str, number: int) -> list[str]:
    """Read the lines of one step in the table of rounds."""
    rows = [
        words("<tr" + part) for part in html.split("<tbody>")[1].split("</tbody>")[0].split("<tr")
    ]
    return [row for row in rows if row.startswith(f"{number} ")]


def test_the_head_names_unit_period_and_sop(office, record):
    text = words(sheet(office, record))
    assert (
        "Pemerintah Kabupaten Natuna Kecamatan Suak Midai Lembar Kendali SOP Periode "
        "Triwulan III Tahun 2026 SOP SOP Pengumpulan Data Kinerja Keadaan Input realisasi, "
        "Jumat, 9 Oktober 2026, pukul 09.00 WIB" in text
    )


def test_the_number_of_the_sop_is_printed_where_it_has_one(office, record):
    Sop.objects.update(number="12/SOP/2026")
    assert "Nomor SOP 12/SOP/2026" in words(sheet(office, record))


def test_a_round_is_a_line_with_its_times_and_its_standard(office, record):
    ran(record, 3, waited=10, worked=45)
    assert lines(sheet(office, record), 3) == [
        "3 Koreksi Sekretaris Camat 1 5 Okt 2026 08.00 5 Okt 2026 08.10 5 Okt 2026 08.55 "
        "10 menit 45 menit 90 menit sesuai"
    ]


def test_step_1_has_a_line_for_each_section_with_its_own_head(office, record):
    told = lines(sheet(office, record), 1)
    assert [line.split(" 5 Okt")[0] for line in told] == [
        "1 Distribusi formulir, Seksi 1 Kepala Seksi 1 1",
        "1 Distribusi formulir, Seksi 2 Kepala Seksi 2 1",
    ]
    assert all(line.endswith("– 15 menit tidak terukur") for line in told)


@pytest.mark.parametrize(
    ("fields", "remark"),
    [
        ({"worked": 100}, "melampaui, lewat 10 menit"),
        ({"worked": 0}, "tidak terukur"),
        ({"worked": 0, "started_by": None}, "atas perintah tetap"),
        ({"outcome": "send_back"}, "sesuai; dikembalikan"),
        (
            {
                "outcome": "withdraw",
                "started_at": None,
                "started_by": None,
                "standard_amount": None,
            },
            "– – tidak dimulai; ditarik kembali",
        ),
    ],
    ids=["over", "unmeasured", "standing order", "returned", "withdrawn"],
)
def test_the_remark_says_how_the_round_went(office, record, fields, remark):
    ran(record, 3, **fields)
    assert lines(sheet(office, record), 3)[0].endswith(remark)


def test_a_pause_and_an_extension_are_told_with_their_reasons(office, record):
    run = ran(record, 3, worked=120)
    who = {"recorded_by": office.sekcam, "recorded_at": MORNING}
    since = MORNING + timedelta(minutes=10)
    run.pauses.create(since=since, until=since + timedelta(minutes=20), reason="meeting", **who)
    run.extensions.create(minutes=15, reason="Jaringan putus", at=MORNING, by=office.camat)
    assert lines(sheet(office, record), 3)[0].endswith(
        "1 jam 40 menit 90 menit + 15 menit perpanjangan sesuai; jeda: rapat, 20 menit; "
        "perpanjangan 15 menit: Jaringan putus"
    )


def test_a_round_that_runs_says_what_is_left(office):
    record = office.reviewing()
    assert lines(sheet(office, record), 3)[0].endswith("– – belum dimulai")
    actions.check(record, rows=["1.1"], by=office.sekcam, at=make.at("2026-10-09 08:00"))
    assert lines(sheet(office, record), 3)[0].endswith("1 jam 90 menit berjalan, sisa 30 menit")


def test_a_second_edition_has_a_line_of_its_own_above_its_rounds(office):
    record = office.archived()
    assert "Edisi 1" not in words(sheet(office, record))
    actions.reopen(record, reason="Salah ketik", by=office.sekcam, at=make.at("2026-10-08 09:00"))
    text = words(sheet(office, record))
    assert text.index("Edisi 1 1 Distribusi") < text.index("Edisi 2 2 Input realisasi")


def test_the_filling_of_forms_stands_in_a_table_of_its_own(office, record):
    form = office.form(record)
    type(form).objects.filter(submission=record).update(due=date(2026, 10, 6))
    actions.hand_in(
        form,
        values={code: make.entry("90") for code in office.codes(office.sections[0])},
        by=office.kasi,
        at=make.at("2026-10-05 10:00"),
    )
    text = words(sheet(office, record)).split("Pengisian formulir Waktu seksi")[1]
    assert (
        "1 Seksi 1 5 Okt 2026 08.00 5 Okt 2026 10.00 2 jam 6 Okt 2026 16.00 sesuai "
        "2 Seksi 2 5 Okt 2026 08.00 – " in text
    )
    assert "6 Okt 2026 16.00 di seksi, melampaui batas" in text


def test_the_sheet_says_where_its_times_come_from(office, record):
    html = sheet(office, record)
    assert "dihitung menurut kalender kerja" in html
    assert f'href="/berkas/{record.pk}/waktu/"' in html
    assert "Lembar ini menilai SOP, bukan orang." in html


# The signature


def test_the_actor_of_step_3_signs(office, record):
    office.sekcam.name, office.sekcam.rank = "Pemegang Jabatan", "Penata, III/c"
    office.sekcam.identity_kind, office.sekcam.identity_number = "nip", "198003152005011002"
    office.sekcam.save()
    assert (
        "9 Oktober 2026 Sekretaris Camat Pemegang Jabatan Penata, III/c NIP 198003152005011002"
        in words(sheet(office, record))
    )


def test_an_empty_seat_leaves_the_name_and_number_to_be_written(office, record):
    office.sekcam.assignments.update(end=date(2026, 9, 30))
    html = sheet(office, record)
    assert "9 Oktober 2026 Sekcam NIP" in words(html)
    assert "leaf-blank-long" in html


def test_who_acts_for_the_holder_signs_as_such(office, record):
    duty = make.assign(office.camat, Role.SECRETARY, office.unit, title="Sekretaris Camat")
    type(duty).objects.filter(pk=duty.pk).update(tenure=Tenure.PLH, end=date(2026, 10, 31))
    assert "9 Oktober 2026 Plh. Sekretaris Camat" in words(sheet(office, record))


def test_nobody_is_named_beside_the_signature(office):
    office.kasubag.name = "Pemegang Jabatan"
    office.kasubag.save()
    record = office.archived()
    assert "Kasubag Perencanaan" in sheet(office, record)
    assert "Pemegang Jabatan" not in sheet(office, record)


# For whom, and on what


def test_the_record_leads_to_its_sheet(office, record):
    assert f'href="/berkas/{record.pk}/kendali/"' in page(f"/berkas/{record.pk}/", of=office.camat)


def test_a_strangers_record_does_not_exist(neighbour, record):
    Player(neighbour.camat).see(f"/berkas/{record.pk}/kendali/", status=404)


@pytest.mark.parametrize("paper", ["f4", "a4"])
def test_the_sheet_prints_on_the_paper_of_the_unit(office, record, paper):
    office.unit.paper = paper
    office.unit.save()
    assert f'class="control paper-{paper}"' in sheet(office, record)


def test_the_sheet_asks_the_same_number_of_questions_for_many_rounds(office, record):
    path = f"/berkas/{record.pk}/kendali/"
    ran(record, 3)
    few = questions(path, of=office.camat)
    for _ in range(8):
        run = ran(record, 3)
        run.extensions.create(minutes=15, reason="Jaringan", at=MORNING, by=office.camat)
    assert questions(path, of=office.camat) == few


def test_a_file_of_the_sheet_is_named_as_the_office_would(office):
    record = office.filled()
    page = Player(office.camat).see(f"/berkas/{record.pk}/kendali/")
    name = "Lembar Kendali SOP Triwulan III 2026 Kecamatan Suak Midai"
    assert f"<title>{name}</title>" in page
