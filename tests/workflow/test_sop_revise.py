"""Entering a revision of the SOP, and what it changes from when."""

from datetime import date
from html import unescape

import make
import pytest
import time_machine
from play import Player
from reading import page, words
from revisions import FIRST_DAY, filled_in, revised, revision
from witness import at_once, nothing_changes, refused, verified

from kinerja.models import JournalEntry, Role
from workflow import actions
from workflow import sop as sheets
from workflow.models import Sop, SopStep
from workflow.refused import Incomplete, NotYours

URL = "/sop/revisi/"


@pytest.fixture(autouse=True)
def a_day_in_october():
    with time_machine.travel(make.at("2026-10-05 09:00"), tick=False):
        yield


@pytest.fixture
def administrator(office) -> Player:
    return Player(office.administrator)


def entries():
    return JournalEntry.objects.filter(chain="sistem", verb="revise_sop")


# The form


def test_the_form_is_filled_from_the_last_revision(office):
    html = page(URL, of=office.administrator)
    assert 'value="Kecamatan Suak Midai, Kabupaten Natuna"' in html
    assert html.count("<legend>Langkah") == 4
    for step in Sop.objects.get().steps.all():
        assert step.activity in unescape(html)


def test_the_administrator_enters_a_revision(office, administrator):
    fields = filled_in(number="1/2026", steps={2: {"amount": 2}})
    html = administrator.does(URL, "revise_sop", **fields)
    made = Sop.objects.get(number="1/2026")
    assert "Revisi SOP disimpan, berlaku sejak 1 Oktober 2026." in html
    assert "1/2026" in page(f"/sop/?revisi={made.pk}", of=office.kasubag)
    assert made.revision_reason == "Menyesuaikan organisasi"
    assert [step.number for step in made.steps.all()] == [1, 2, 3, 4]
    assert made.rows[2].standard_words == "2 hari"


def test_what_a_day_means_is_revised_and_written_down(office, administrator):
    administrator.does(
        URL, "revise_sop", **filled_in(steps={2: {"day_meaning": "end_of_next_day"}})
    )
    made = Sop.objects.latest("effective_on")
    assert [made.rows[number].day_meaning for number in (1, 2)] == [
        "minutes_of_day",
        "end_of_next_day",
    ]
    assert entries().get().after["step 2 day_meaning"] == "end_of_next_day"
    html = page(URL, of=office.administrator)
    assert '<option value="end_of_next_day" selected>' in html


def test_a_time_per_reporting_section_is_entered_and_shown(office, administrator):
    administrator.does(URL, "revise_sop", **filled_in(steps={2: {"basis": "per_section"}}))
    assert "1 hari per seksi yang melapor" in words(page("/sop/", of=office.kasubag))


def test_pressing_twice_makes_one_revision(administrator):
    fields = {**administrator.carried(URL), **filled_in()}
    urls = [administrator.client.post(URL, fields).url for _ in range(2)]
    assert urls[0] == urls[1]
    assert Sop.objects.count() == 2
    assert entries().count() == 1


@pytest.mark.parametrize("who", ["kasubag", "sekcam", "camat", "operator", "apip", "kasi"])
def test_others_read_who_enters_revisions(office, who):
    stranger = Player(getattr(office, who))
    for answer in (stranger.client.get(URL), stranger.client.post(URL, filled_in())):
        assert answer.status_code == 403
        assert "Administrator (Administrator)" in words(answer.content.decode())
    assert Sop.objects.count() == 1


def test_without_an_administrator_the_page_says_so(office):
    office.administrator.assignments.update(end=date(2025, 12, 31))
    html = Player(office.kasubag).see(URL, status=403)
    assert "administrator, saat ini belum terisi" in html


def test_only_the_administrator_is_offered_the_button(office):
    assert URL in page("/sop/", of=office.administrator)
    assert URL not in page("/sop/", of=office.kasubag)


@pytest.mark.parametrize("day", [FIRST_DAY, date(2021, 12, 31)])
def test_a_revision_begins_after_the_last_one(office, administrator, day):
    fields = filled_in(effective_on=day, number="DIKETIK")
    html = administrator.press(URL, "revise_sop", **fields).content.decode()
    assert "Tanggal berlaku harus setelah 01-01-2022, revisi terakhir." in html
    assert "DIKETIK" in html
    assert Sop.objects.count() == 1
    assert "effective_on" in refused(Incomplete, lambda: revised(office, effective_on=day)).errors


@pytest.mark.parametrize(
    "wrong",
    [
        {"revision_reason": ""},
        {"effective_on": "kemarin"},
        {"langkah-0-amount": "0"},
        {"langkah-1-actor": "raja"},
        {"langkah-1-day_meaning": "sampai bulan depan"},
        {"langkah-3-output": ""},
        {"langkah-TOTAL_FORMS": "0"},
        {"langkah-TOTAL_FORMS": "3"},
        {"langkah-TOTAL_FORMS": ""},
        {"unit": "999999"},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_form_that_is_not_whole_is_shown_again(administrator, wrong):
    with nothing_changes():
        answer = administrator.press(URL, "revise_sop", **{**filled_in(number="DIKETIK"), **wrong})
    assert answer.status_code == 200
    assert "Revisi belum disimpan." in answer.content.decode()
    assert "DIKETIK" in answer.content.decode()


def test_a_fifth_step_is_not_read(administrator):
    administrator.press(URL, "revise_sop", **{**filled_in(), "langkah-TOTAL_FORMS": "5"})
    assert set(SopStep.objects.values_list("number", flat=True)) == {1, 2, 3, 4}


@pytest.mark.parametrize("role", [Role.SECTION_HEAD, Role.FORM_FILLER])
def test_a_seksi_acts_in_step_1_alone(administrator, role):
    answer = administrator.press(URL, "revise_sop", **filled_in(steps={3: {"actor": role}}))
    assert "Peran seksi hanya dapat melaksanakan langkah 1." in answer.content.decode()
    assert Sop.objects.count() == 1


def test_an_administrator_of_one_unit_revises_that_unit_alone(office, neighbour):
    helper = make.person("pengelola")
    make.assign(helper, Role.ADMINISTRATOR, office.unit, title="Pengelola")
    for unit in (None, neighbour.unit):
        given = revision(unit=unit)
        refused(NotYours, lambda given=given: sheets.revise(**given, by=helper, at=make.at()))
    player = Player(helper)
    assert player.press(URL, "revise_sop", **filled_in()).status_code == 200
    player.does(URL, "revise_sop", **{**filled_in(), "unit": office.unit.pk})
    assert Sop.objects.get(unit=office.unit).rows.keys() == {1, 2, 3, 4}


def test_a_units_first_own_sheet_may_begin_before_the_general_one_ends(office):
    revised(office, effective_on=date(2026, 10, 1))
    own = revised(office, unit=office.unit, effective_on=date(2026, 9, 1))
    assert Sop.objects.in_force(office.unit, date(2026, 9, 1)) == own


# The journal


def test_a_revision_is_in_the_journal_with_what_changed(office):
    actor = {"actor": Role.LEADER, "actor_title": "Camat"}
    revised(office, number="1/2026", steps={3: actor})
    entry = entries().get()
    assert (entry.person, entry.capacity) == (office.administrator, "Administrator")
    assert entry.note == "Menyesuaikan organisasi"
    assert entry.before == {
        "effective_on": "2022-01-01",
        "number": "",
        "step 3 actor": "secretary",
        "step 3 actor_title": "Sekcam",
    }
    assert entry.after == {
        "effective_on": "2026-10-01",
        "number": "1/2026",
        "step 3 actor": "leader",
        "step 3 actor_title": "Camat",
    }
    assert verified()


def test_the_line_ends_of_a_browser_are_no_change(administrator):
    fields = filled_in(number="1/2026")
    sent = {
        name: value.replace("\n", "\r\n") if isinstance(value, str) else value
        for name, value in fields.items()
    }
    administrator.does(URL, "revise_sop", **sent)
    assert set(entries().get().after) == {"effective_on", "number"}


def test_a_clock_that_runs_behind_writes_nothing(office):
    revised(office)
    later = revision(effective_on=date(2026, 11, 1))
    early = make.at("2026-09-19 08:00")
    refused(sheets.ClockWrong, lambda: sheets.revise(**later, by=office.administrator, at=early))


@pytest.mark.django_db(transaction=True)
def test_of_two_revisions_at_once_for_one_day_one_is_entered():
    office = make.office()
    given = revision()
    answers = at_once([lambda: sheets.revise(**given, by=office.administrator, at=make.at())] * 2)
    assert sorted(type(answer).__name__ for answer in answers) == ["Incomplete", "Sop"]
    assert entries().count() == 1


# What a revision changes, and from when


def test_a_running_record_keeps_the_revision_it_was_opened_under(office):
    before = office.opened(quarter=2, when=make.at("2026-07-06 08:00"))
    made = revised(office)
    after = office.opened(when=make.at("2026-10-05 08:00"))
    assert make.fresh(before).sop.effective_on == FIRST_DAY
    assert after.sop == made


def test_a_new_actor_acts_on_records_opened_afterwards_and_not_before(office):
    old = office.reviewing(quarter=2, when=make.at("2026-07-06 08:00"))
    revised(office, steps={3: {"actor": Role.LEADER, "actor_title": "Camat"}})
    new = office.reviewing(when=make.at("2026-10-05 08:00"))
    for record, actor, stranger in (
        (old, office.sekcam, office.camat),
        (new, office.camat, office.sekcam),
    ):
        act = {"rows": office.codes(), "at": make.at("2026-10-06 08:00")}
        refused(
            NotYours,
            lambda record=record, by=stranger, act=act: actions.check(record, by=by, **act),
        )
        actions.check(record, by=actor, **act)
        actions.approve(record, seen=10_000, by=actor, at=act["at"])
        assert make.fresh(record).state == "archiving"


def test_a_new_standard_holds_for_records_opened_afterwards(office):
    old = office.entering(quarter=2, when=make.at("2026-07-06 08:00"))
    revised(office, steps={2: {"amount": 3}})
    new = office.entering(when=make.at("2026-10-05 08:00"))
    for record in (old, new):
        actions.enter(
            record,
            values={"1.1": make.entry("90")},
            by=office.kasubag,
            at=make.at("2026-10-06 08:00"),
        )
    assert [record.runs.get(step=2).standard_amount for record in (old, new)] == [1, 3]
