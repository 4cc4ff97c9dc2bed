"""The morning's digest: what waits, once per person and working day, and never after hours."""

from datetime import date, timedelta

import make
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from play import Player

from kinerja.models import Assignment, Position, Role, User
from workflow import actions
from workflow.models import Digest, Holiday
from workflow.reminding import digests

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY = make.at("2026-10-05 08:00"), make.at("2026-10-06 08:00")


@pytest.fixture(autouse=True)
def holidays_are_filled_in():
    """Nothing of the calendar is missing, but where a test says so."""
    for year in (2026, 2027):
        Holiday.objects.create(
            day=date(year, 12, 25), name="Natal", kind="national", recorded_at=make.at("2026-01-02")
        )


@pytest.fixture
def seated(office):
    """The office with its positions carrying their roles, so that superiors are known."""
    for duty in Assignment.objects.select_related("position"):
        Position.objects.filter(pk=duty.position_id).update(role=duty.role, section=duty.section)
    return office


def made(when=TUESDAY) -> list[str]:
    return [told.text for told in digests.make(lambda: when)]


def said(user: User, when=TUESDAY) -> list[str]:
    """Make the digests of a moment and read one person's lines."""
    made(when)
    digest = digests.of(user, when.date())
    return [line["text"] for line in digest.lines] if digest else []


def test_nothing_to_say_is_no_digest(office):
    assert made() == []
    assert not Digest.objects.exists()


def test_head_reads_that_the_form_is_not_distributed(office):
    office.opened(when=MONDAY)
    assert said(office.kasi) == [
        "Distribusi formulir Triwulan III 2026, Seksi 1: belum dimulai, menunggu 7 jam 30 menit"
    ]
    assert said(office.camat) == []


def test_one_message_per_person_and_day(office):
    office.opened(when=MONDAY)
    assert len(made()) == 2  # the two heads
    assert made(make.at("2026-10-06 13:15")) == []
    assert len(made(make.at("2026-10-07 08:00"))) >= 2


@pytest.mark.parametrize(
    "when",
    [
        "2026-10-06 07:29",
        "2026-10-06 12:00",
        "2026-10-06 12:59",
        "2026-10-06 16:00",
        "2026-10-10 09:00",  # Saturday
    ],
)
def test_outside_working_time_nothing_is_made(office, when):
    office.opened(when=MONDAY)
    assert made(make.at(when)) == []


def test_on_a_holiday_morning_nothing_is_made(office):
    office.opened(when=MONDAY)
    Holiday.objects.create(
        day=TUESDAY.date(), name="Libur daerah", kind="local", unit=office.unit, recorded_at=MONDAY
    )
    assert made() == []


def test_form_is_told_of_on_the_working_day_before_it_is_due(office):
    """The forms of Triwulan III are due on Wednesday, 7 October."""
    office.entering(when=MONDAY)
    assert said(office.kasi, MONDAY) == []
    text = "Formulir Triwulan III 2026, Seksi 1: kembali 7 Oktober 2026"
    assert said(office.kasi) == [text]


def test_petugas_who_is_named_is_told_too(office):
    record = office.opened(when=MONDAY)
    form = office.form(record)
    actions.distribute_form(form, people=[office.filler], by=office.kasi, at=MONDAY)
    lines = said(office.filler)
    assert any("kembali 7 Oktober 2026" in line for line in lines)
    assert "Lembar disposisi DK-001/2026 belum dibaca" in lines


def test_jeda_left_open_over_night_is_told_to_its_owner_alone(seated):
    record = seated.accepted(when=MONDAY)
    at = make.at("2026-10-05 15:00")
    actions.pause(record.runs.get(step=2), reason="meeting", by=seated.kasubag, at=at)
    assert said(seated.kasubag, make.at("2026-10-05 15:30")) == []
    text = (
        "Input realisasi Triwulan III 2026: jeda (rapat) sejak Senin, 5 Oktober 2026, "
        "pukul 15.00 WIB belum diakhiri"
    )
    assert said(seated.kasubag) == [text]
    assert said(seated.sekcam) == []
    assert digests.of(seated.kasubag, TUESDAY.date()).lines[0]["url"] == (
        f"/berkas/{record.pk}/input/"
    )


def test_jeda_that_ended_the_same_day_is_not_told(office):
    record = office.accepted(when=MONDAY)
    run = record.runs.get(step=2)
    actions.pause(run, reason="meeting", by=office.kasubag, at=make.at("2026-10-05 08:10"))
    actions.resume(run, by=office.kasubag, at=make.at("2026-10-05 15:00"))
    assert not any("jeda" in line for line in said(office.kasubag))


def test_sealed_record_that_waits_for_its_signature_is_told_of(office):
    office.sealed(when=MONDAY)
    (line,) = said(office.admin)
    assert "jeda (menunggu tanda tangan) sejak Senin, 5 Oktober 2026" in line


def test_form_that_is_over_is_told_to_the_superior(seated):
    seated.entering(when=MONDAY)
    late = make.at("2026-10-08 08:00")
    assert any("sudah lewat" in line for line in said(seated.kasi, late))
    assert "Seksi 1 belum menyerahkan formulir Triwulan III 2026, batas 7 Oktober 2026" in said(
        seated.sekcam, late
    )


def test_waiting_step_stands_with_its_holder_and_its_report_is_warned_of(office):
    record = office.reviewing(when=MONDAY)
    (line,) = said(office.sekcam)
    assert line.startswith("Koreksi Triwulan III 2026: belum dimulai")
    day = make.at("2026-10-12 08:00")
    assert said(office.sekcam, day)[0] == (
        "Kecamatan Suak Midai, Triwulan III 2026: laporan paling lambat 14 Oktober 2026, berkas "
        "masih pada Koreksi."
    )
    digest = digests.of(office.sekcam, day.date())
    assert digest.lines[0]["note"] == record.sop.warning


def test_report_is_warned_of_to_sekcam_and_whoever_holds_the_step(office):
    office.filled(when=MONDAY)
    day = make.at("2026-10-12 08:00")
    for person, is_warned in ((office.kasubag, True), (office.sekcam, True), (office.kasi, False)):
        assert any("laporan paling lambat" in line for line in said(person, day)) is is_warned


def test_archived_record_and_a_later_edition_are_not_warned_of(office):
    record = office.archived(when=MONDAY)
    late = make.at("2026-11-10 08:00")
    assert said(office.sekcam, late) == []
    actions.reopen(record, reason="Keliru", by=office.sekcam, at=late)
    assert not [
        line
        for line in said(office.sekcam, late + timedelta(days=1))
        if "laporan paling lambat" in line
    ]


def test_overrun_is_told_to_its_holder_and_the_superior(seated):
    record = seated.reviewing(when=MONDAY)
    actions.check(record, rows=["1.1"], by=seated.sekcam, at=MONDAY)
    assert any("melampaui batas, lewat" in line for line in said(seated.sekcam))
    (line,) = said(seated.camat)
    assert line.startswith("Sekcam melampaui batas: Koreksi Triwulan III 2026, lewat")


def test_superior_has_the_lines_of_a_vacant_seat(seated):
    Assignment.objects.filter(user=seated.kasi).delete()
    seated.opened(when=MONDAY)
    assert any("Seksi 1: belum dimulai" in line for line in said(seated.sekcam))


def test_late_value_is_told_on_its_day(office):
    office.promised(when=MONDAY)
    assert said(office.kasubag, make.at("2026-10-19 08:00")) == []
    (line,) = said(office.kasubag, make.at("2026-10-20 08:00"))
    assert line == "Susulan Triwulan III 2026: 1 nilai dijanjikan 20 Oktober 2026"


def test_several_unread_sheets_are_one_line(office):
    record = office.opened(when=MONDAY)
    for note in ("a", "b"):
        actions.dispose(record, note=note, by=office.camat, at=MONDAY)
    assert said(office.sekcam) == ["2 lembar disposisi belum dibaca"]


def test_keeper_reads_what_the_calendar_lacks(office):
    withdrawn = {"withdrawn_at": MONDAY, "withdrawn_by": office.operator}
    Holiday.objects.filter(day__year=2026).update(**withdrawn)
    (line,) = said(office.operator)
    assert line.startswith("Hari libur 2026 belum diisi")
    assert said(office.kasi) == []


def test_pause_is_left_in_peace_by_its_clock(seated):
    record = seated.reviewing(when=MONDAY)
    actions.check(record, rows=["1.1"], by=seated.sekcam, at=MONDAY)
    run = record.runs.get(step=3)
    actions.pause(run, reason="meeting", by=seated.sekcam, at=MONDAY + timedelta(minutes=5))
    (line,) = said(seated.sekcam)
    assert "jeda (rapat)" in line


def test_a_dozen_lines_at_most(office):
    for number in range(14):
        part = make.section(office.unit, f"Bagian {number}")
        make.assign(office.kasi, Role.SECTION_HEAD, office.unit, part, title=f"Kepala {part}")
        make.line(office.agreement, part, f"8.{number}")
    office.opened(when=MONDAY)
    lines = said(office.kasi)
    assert len(lines) == 12
    assert lines[-1] == "dan 4 lainnya"


def test_of_two_offices_each_line_names_its_own(office, neighbour):
    make.assign(
        office.kasi, Role.SECTION_HEAD, neighbour.unit, neighbour.sections[1], title="Kepala 2"
    )
    office.opened(when=MONDAY)
    neighbour.opened(when=MONDAY)
    lines = said(office.kasi)
    assert [line.split(":")[0] for line in lines] == ["Kecamatan Suak Midai", "Kecamatan Tetangga"]


def test_tugas_shows_this_mornings_digest_on_top(office):
    office.opened(when=MONDAY)
    made()
    with time_machine.travel(TUESDAY + timedelta(hours=1), tick=False):
        page = Player(office.kasi).see("/")
        assert "Pagi ini" in page
        assert page.index("Pagi ini") < page.index('class="tasks"')
        assert "belum dimulai, menunggu 7 jam 30 menit" in page
        assert "Pagi ini" not in Player(office.camat).see("/")
    with time_machine.travel(TUESDAY + timedelta(days=1), tick=False):
        assert "Pagi ini" not in Player(office.kasi).see("/")


def test_queries_do_not_grow_with_people_or_records(office):
    record = office.opened(when=MONDAY)
    form = office.form(record)
    actions.distribute_form(form, people=[office.filler], by=office.kasi, at=MONDAY)
    few = queries()
    others = [make.person(f"tambahan{number}") for number in range(8)]
    for person in others:
        part = office.sections[0]
        make.assign(person, Role.FORM_FILLER, office.unit, part, title=f"Staf {person}")
    actions.reassign(form, people=others, by=office.kasi, at=MONDAY)
    office.reviewing(quarter=2, when=MONDAY)
    assert Digest.objects.count() < len(others)
    assert queries() == few
    assert Digest.objects.count() > len(others)


def test_of_more_units_only_their_keepers_ask_for_more(office):
    """What the calendar lacks is asked once per keeper, in some ten statements."""
    office.opened(when=MONDAY)
    few = queries()
    for number in range(4):
        make.office(f"Kecamatan {number}", prefix=f"k{number}.").opened(when=MONDAY)
    keepers = 2 * 4
    assert queries() - few <= keepers * 10


def queries() -> int:
    Digest.objects.all().delete()
    with CaptureQueriesContext(connection) as captured:
        assert made()
    return len(captured)


def test_kasubag_reads_of_values_that_wait_for_an_answer(office):
    record = office.reviewing(when=MONDAY)
    given = {"value": make.entry("88"), "reason": "Salah hitung"}
    actions.correct(record, row="1.1", **given, by=office.sekcam, at=MONDAY)
    assert "Koreksi Triwulan III 2026: 1 nilai menunggu jawaban" in said(office.kasubag)
