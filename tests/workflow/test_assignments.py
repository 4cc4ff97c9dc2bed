"""Assignments as the operator keeps them: dates, acting holders, letters, qualifications."""

from datetime import date

import make
import pytest
import time_machine
from play import Player
from reading import page, questions, row, words
from witness import at_once, nothing_changes, verified

from kinerja.keeping import assignments as keeping
from kinerja.models import Assignment, JournalEntry, Position, Qualification, Role, Tenure
from workflow.models import Sop
from workflow.refused import Incomplete
from workflow.views.desk import written

URL, NEW = "/kantor/penugasan/", "/kantor/penugasan/baru/"


@pytest.fixture(autouse=True)
def a_day_in_october():
    with time_machine.travel(make.at("2026-10-05 09:00"), tick=False):
        yield


@pytest.fixture
def operator(office) -> Player:
    for duty in Assignment.objects.filter(unit=office.unit):
        Position.objects.filter(pk=duty.position_id).update(role=duty.role)
    return Player(office.operator)


def seat(office: make.Office, title: str) -> Position:
    return office.unit.positions.get(title=title)


def typed(office: make.Office, **changes) -> dict:
    """Fill in a Plh. for Sekcam in a week of October."""
    return {
        "user": office.kasi.pk,
        "position": seat(office, "Sekretaris Camat").pk,
        "role": "",
        "section": "",
        "tenure": Tenure.PLH,
        "letter": "",
        "start": "2026-10-05",
        "end": "2026-10-09",
    } | changes


def as_stands(duty: Assignment, **changes) -> dict:
    fields = {
        "user": duty.user_id,
        "position": duty.position_id,
        "role": duty.role,
        "section": duty.section_id or "",
        "tenure": duty.tenure,
        "letter": duty.letter,
        "start": duty.start.isoformat(),
        "end": duty.end.isoformat() if duty.end else "",
    }
    return fields | changes


def address(duty: Assignment) -> str:
    return f"{URL}{duty.pk}/"


def duty_of(user) -> Assignment:
    return Assignment.objects.get(user=user)


def entry(verb: str) -> JournalEntry:
    return JournalEntry.objects.get(verb=verb)


def refusal(player: Player, path: str, verb: str, **fields) -> str:
    with nothing_changes():
        answer = player.press(path, verb, **fields)
    assert answer.status_code == 422, answer.status_code
    return answer.content.decode()


def test_the_list_stands_by_position_with_dates(office):
    html = page(URL, of=office.operator)
    assert "Sekcam definitif Sekcam 1 Januari 2024 – berlaku" in row(html, "Sekcam")
    assert html.index("Kepala Seksi 1 <a") < html.index(">Kasi1<")


def test_a_plh_is_assigned_takes_the_role_of_the_position_and_acts(office, operator):
    operator.does(NEW, "add_assignment", **typed(office))
    made = Assignment.objects.get(tenure=Tenure.PLH)
    assert (made.role, made.section, made.unit) == (Role.SECRETARY, None, office.unit)
    assert made.title == "Plh. Sekretaris Camat"
    html = words(operator.see(URL))
    assert "tidak bertindak selama ada Plh. atau Plt." in html
    written_down = entry("add_assignment")
    assert written_down.after["end"] == "2026-10-09"
    assert written_down.note == "Kasi1 – Plh. Sekretaris Camat"
    assert verified()


def test_the_page_is_filled_in_from_the_position(office, operator):
    html = operator.see(f"{NEW}?jabatan={seat(office, 'Kepala Seksi 1').pk}")
    assert f'value="{Role.SECTION_HEAD}" selected' in html
    assert f'value="{office.sections[0].pk}" selected' in html
    assert 'value="2026-10-05"' in html


def test_a_section_role_takes_the_section_of_the_position(office, operator):
    fields = typed(office, position=seat(office, "Kepala Seksi 2").pk)
    operator.does(NEW, "add_assignment", **fields)
    assert Assignment.objects.get(tenure=Tenure.PLH).section == office.sections[1]


def test_a_letter_that_is_to_come_stands_on_the_list_until_it_has_come(office, operator):
    operator.does(NEW, "add_assignment", **typed(office))
    made = Assignment.objects.get(tenure=Tenure.PLH)
    for path in (URL, "/kantor/"):
        assert "Surat perintah masih menyusul" in operator.see(path)
    fields = as_stands(made, letter="800/12/2026")
    operator.does(address(made), "edit_assignment", **fields)
    assert "Surat perintah masih menyusul" not in operator.see(URL)
    assert entry("edit_assignment").after == {"letter": "800/12/2026"}


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"end": ""}, "end", "wajib bertanggal mulai dan akhir"),
        ({"start": ""}, "start", "tidak boleh kosong"),
        ({"end": "2026-10-04"}, "end", "sebelum tanggal mulai"),
        ({"tenure": "definitive", "end": ""}, "start", "sudah mempunyai pemegang definitif"),
        ({"role": "auditor", "tenure": "definitive", "end": ""}, "end", "APIP wajib"),
        ({"role": "section_head"}, "section", "Pilih seksi"),
        ({"role": "administrator"}, "role", ""),
        ({"user": ""}, "user", "tidak boleh kosong"),
        ({"start": "kemarin"}, "start", "tanggal"),
    ],
    ids=lambda each: next(iter(each)) if isinstance(each, dict) else None,
)
def test_what_does_not_fit_is_refused_at_its_field(office, operator, changes, field, message):
    html = refusal(operator, NEW, "add_assignment", **typed(office, letter="DIKETIK", **changes))
    assert f'id="error_1_id_{field}"' in html
    assert message in words(html)
    assert "DIKETIK" in html


def test_a_position_without_a_role_asks_for_one(office, operator):
    empty = Position.objects.create(unit=office.unit, title="Staf", short_label="Staf")
    html = refusal(operator, NEW, "add_assignment", **typed(office, position=empty.pk))
    assert "Jabatan ini belum mempunyai peran" in html


def test_people_and_positions_of_another_office_are_no_choice(office, neighbour, operator):
    fields = typed(office, user=neighbour.kasi.pk)
    refusal(operator, NEW, "add_assignment", **fields)
    fields = typed(office, position=neighbour.unit.positions.first().pk)
    refusal(operator, NEW, "add_assignment", **fields)


def test_after_the_last_day_of_one_the_next_definitive_holder_is_assigned(office, operator):
    old = duty_of(office.sekcam)
    operator.does(address(old), "end_assignment", **{"akhir-end": "2026-10-04"})
    old.refresh_from_db()
    assert old.end == date(2026, 10, 4)
    assert entry("end_assignment").after == {"end": "2026-10-04"}
    fields = typed(office, tenure="definitive", start="2026-10-05", end="")
    operator.does(NEW, "add_assignment", **fields)
    assert "sudah berakhir" in words(operator.see(URL))


def test_an_end_before_the_start_is_refused_at_its_field(office, operator):
    path = address(duty_of(office.sekcam))
    html = refusal(operator, path, "end_assignment", **{"akhir-end": "2020-01-01"})
    assert "sebelum tanggal mulai" in html
    assert 'id="error_1_id_akhir-end"' in html


@pytest.mark.django_db(transaction=True)
def test_of_two_definitive_holders_assigned_at_once_one_is():
    office = make.office()
    Assignment.objects.filter(user=office.sekcam).update(end=date(2025, 12, 31))
    values = {
        "position": seat(office, "Sekretaris Camat"),
        "role": Role.SECRETARY,
        "section": None,
        "tenure": Tenure.DEFINITIVE,
        "letter": "",
        "start": date(2026, 1, 1),
        "end": None,
    }
    who = {"unit": office.unit, "by": office.operator, "at": make.at()}
    answers = at_once(
        [
            lambda user=user: written(
                lambda: keeping.add_assignment({**values, "user": user}, **who)
            )
            for user in office.heads
        ]
    )
    assert sorted(type(answer) for answer in answers if isinstance(answer, Incomplete)) == [
        Incomplete
    ]
    assert Assignment.objects.filter(role=Role.SECRETARY, start=date(2026, 1, 1)).count() == 1


@pytest.mark.parametrize("who", ["kasubag", "sekcam", "kasi", "apip"])
def test_others_do_not_change_assignments(office, who):
    stranger, path = Player(getattr(office, who)), address(duty_of(office.sekcam))
    with nothing_changes():
        assert stranger.client.post(NEW, typed(office)).status_code == 403
        assert stranger.client.get(path).status_code == 403
        for verb in ("edit_assignment", "end_assignment", "tick_qualifications"):
            assert stranger.client.post(path, {"verb": verb}).status_code == 403


def test_assignments_of_others_do_not_exist_here(office, neighbour, operator):
    for strange in (duty_of(neighbour.sekcam), duty_of(office.administrator)):
        with nothing_changes():
            assert operator.client.get(address(strange)).status_code == 404
            assert operator.client.post(address(strange), {}).status_code == 404


def test_the_list_asks_the_same_number_of_questions_for_3_and_30(office, operator):
    few = questions(URL, of=office.operator)
    for number in range(30):
        person = make.person(f"s{number}")
        make.assign(person, Role.FORM_FILLER, office.unit, office.sections[0], title=f"J{number}")
    assert questions(URL, of=office.operator) == few


# The three qualifications


def lines() -> list[str]:
    return Sop.objects.get().qualifications.splitlines()


def test_the_three_qualifications_of_the_sop_are_ticked_by_whom_and_when(office, operator):
    duty = duty_of(office.kasubag)
    html = operator.does(address(duty), "tick_qualifications", texts=lines())
    assert len(lines()) == 3
    ticks = Qualification.objects.filter(assignment=duty, ticked_by=office.operator)
    assert [tick.text for tick in ticks] == lines()
    assert "dicentang oleh Operator, Senin, 5 Oktober 2026, pukul 09.00 WIB" in words(html)
    assert entry("tick_qualifications").after == {"qualifications": lines()}


def test_unticking_is_an_entry_too(office, operator):
    path = address(duty_of(office.kasubag))
    operator.does(path, "tick_qualifications", texts=lines())
    operator.does(path, "tick_qualifications", texts=lines()[:2])
    last = JournalEntry.objects.filter(verb="tick_qualifications").latest("number")
    assert (last.before, last.after) == (
        {"qualifications": lines()},
        {"qualifications": lines()[:2]},
    )
    assert Qualification.objects.count() == 2


def test_a_qualification_that_the_sop_does_not_ask_is_refused(office, operator):
    path = address(duty_of(office.kasubag))
    refusal(operator, path, "tick_qualifications", texts=["Dapat terbang"])


def test_the_sop_shows_which_steps_have_a_qualified_holder(office, operator):
    assert "belum ada pemegang yang memenuhi" in words(page("/sop/", of=office.sekcam))
    for user in (office.kasubag, office.kasi):
        operator.does(address(duty_of(user)), "tick_qualifications", texts=lines())
    html = page("/sop/", of=office.sekcam)
    steps = [row(html, f"{number}. {title}") for number, title in titles()]
    assert "1 dari 2 pemegang memenuhi" in steps[0]
    assert "Kasi1 (Kepala Seksi 1)" in steps[0]
    assert "terpenuhi" in steps[1]
    assert "belum ada pemegang yang memenuhi" in steps[2]


def titles() -> list[tuple[int, str]]:
    return [(step.number, step.title) for step in Sop.objects.get().steps.order_by("number")]
