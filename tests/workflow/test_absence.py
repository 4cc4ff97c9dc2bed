"""Absence stops nothing: the superior's right, vacant seats, Plh and Plt, the small office."""

from datetime import date

import make
import pytest
import time_machine
from django.core.exceptions import ValidationError
from play import Player

from kinerja.models import Assignment, Position, Role, Tenure
from workflow import actions
from workflow.actions import NotYours

AT = make.at()


@pytest.fixture
def seated(office):
    """The office with its positions carrying their roles, so that seats and superiors are known."""
    for duty in Assignment.objects.select_related("position"):
        Position.objects.filter(pk=duty.position_id).update(role=duty.role, section=duty.section)
    return office


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(make.at("2026-10-05 09:00"), tick=False):
        yield


def leaves(user) -> None:
    Assignment.objects.filter(user=user).update(end=date(2026, 10, 4))


def acting(office, user, position: Position, *, start=date(2026, 10, 5), end=date(2026, 10, 9)):
    return Assignment.objects.create(
        user=user,
        position=position,
        role=position.role,
        unit=office.unit,
        section=position.section,
        tenure=Tenure.PLH,
        letter="",
        start=start,
        end=end,
    )


def test_sekcam_may_do_what_kasubag_may_and_it_is_recorded_so(seated):
    record = seated.filled()
    entry = actions.enter(
        record, values={"1.1": make.entry("88", reason="Baru")}, by=seated.sekcam, at=AT
    )
    assert entry.capacity == "Sekretaris Camat, oleh atasan langsung"


def test_the_camat_is_not_kasubag_s_superior_while_sekcam_is_there(seated):
    record = seated.filled()
    with pytest.raises(NotYours):
        actions.accept(record, rows=["1.1"], by=seated.camat, at=AT)
    leaves(seated.sekcam)
    actions.accept(record, rows=["1.1"], by=seated.camat, at=AT)


def test_a_named_superior_comes_before_the_default(seated):
    camat = Position.objects.get(role=Role.LEADER)
    Position.objects.filter(role=Role.PLANNING_HEAD).update(superior=camat)
    record = seated.filled()
    actions.accept(record, rows=["1.1"], by=seated.camat, at=AT)
    with pytest.raises(NotYours):
        actions.accept(record, rows=["1.2"], by=seated.sekcam, at=AT)


def test_a_vacant_seat_stands_in_the_superior_s_tugas(seated):
    record = seated.opened()
    form = seated.form(record)
    assert f"/formulir/{form.pk}/" not in Player(seated.sekcam).see("/")
    leaves(seated.kasi)
    page = Player(seated.sekcam).see("/")
    assert f"/formulir/{form.pk}/" in page
    assert "sebagai atasan langsung" in page
    Player(seated.sekcam).does(f"/formulir/{form.pk}/", "distribute_form")


def test_a_superior_reads_until_he_asks_to_work(seated):
    record = seated.filled()
    url = f"/berkas/{record.pk}/input/"
    player = Player(seated.sekcam)
    assert 'name="value-1.1"' not in player.see(url)
    assert "Kerjakan sebagai atasan langsung" in player.see(url)
    assert 'name="value-1.1"' in player.see(f"{url}?atasan=1")


def test_a_superior_is_not_tempted_by_buttons_of_the_own_subordinate(seated):
    record = seated.filled()
    url = f"/berkas/{record.pk}/"
    player = Player(seated.camat)
    assert 'value="cancel"' not in player.see(url)
    assert 'value="cancel"' in player.see(f"{url}?atasan=1")


def test_who_entered_as_superior_leaves_the_review_to_the_camat(seated):
    record = seated.filled()
    values = {"1.1": make.entry("88", reason="Baru")}
    actions.enter(record, values=values, by=seated.sekcam, at=AT)
    actions.accept(record, rows=seated.codes(), by=seated.kasubag, at=AT)
    actions.submit(record, by=seated.kasubag, at=AT)
    url = f"/berkas/{record.pk}/koreksi/"
    assert url not in Player(seated.sekcam).see("/")
    assert url in Player(seated.camat).see("/")
    actions.check(record, rows=seated.codes(), by=seated.camat, at=AT)
    entry = actions.approve(record, seen=10_000, by=seated.camat, at=AT)
    assert entry.capacity == "Camat, oleh atasan langsung"


def test_under_the_small_office_rule_the_same_person_reviews_and_it_is_marked(seated):
    seated.unit.small_office = True
    seated.unit.save()
    record = seated.filled()
    values = {"1.1": make.entry("88", reason="Baru")}
    actions.enter(record, values=values, by=seated.sekcam, at=AT)
    actions.accept(record, rows=seated.codes(), by=seated.kasubag, at=AT)
    actions.submit(record, by=seated.kasubag, at=AT)
    actions.check(record, rows=seated.codes(), by=seated.sekcam, at=AT)
    entry = actions.approve(record, seen=10_000, by=seated.sekcam, at=AT)
    assert entry.after["small_office"] == "ya"
    assert "aturan kantor kecil" in Player(seated.camat).see(f"/berkas/{record.pk}/")
    actions.seal(record, filing="1/2026", by=seated.admin, at=AT)
    assert "aturan kantor kecil" in Player(seated.camat).see(f"/berkas/{record.pk}/laporan/")


@pytest.mark.parametrize(("day", "acts"), [
    ("2026-10-04", False), ("2026-10-05", True), ("2026-10-09", True), ("2026-10-10", False),
])  # fmt: skip
def test_a_plh_acts_on_both_ends_and_the_holder_rests_meanwhile(seated, day, acts):
    stand_in = make.person("kasi.lain")
    acting(seated, stand_in, Position.objects.get(role=Role.SECRETARY))
    when = {"when": make.at("2026-10-03 08:00")}
    record = seated.reviewing(**when)
    moment = make.at(f"{day} 10:00")
    mine, other = (stand_in, seated.sekcam) if acts else (seated.sekcam, stand_in)
    with pytest.raises(NotYours):
        actions.send_back(record, reason="Periksa", by=other, at=moment)
    entry = actions.send_back(record, reason="Periksa", by=mine, at=moment)
    assert entry.capacity == ("Plh. Sekretaris Camat" if acts else "Sekretaris Camat")


def test_two_stand_ins_for_one_seat_at_once_are_refused(seated):
    seat = Position.objects.get(role=Role.SECRETARY)
    acting(seated, make.person("plh.satu"), seat)
    second = acting(seated, make.person("plh.dua"), seat, start=date(2026, 10, 20),
                    end=date(2026, 10, 21))  # fmt: skip
    second.full_clean()
    second.start = date(2026, 10, 9)
    with pytest.raises(ValidationError, match="sudah mempunyai Plh"):
        second.full_clean()


def test_a_section_without_indicators_gets_no_form(seated):
    make.section(seated.unit, "Seksi Tanpa Indikator")
    assert seated.opened().forms.count() == 2


def test_a_unit_without_sections_starts_in_entering(db):
    office = make.office(sections=0, rows=0)
    make.line(office.agreement, None, "1.1")
    record = office.opened()
    assert record.state == "entering"
    assert record.runs.filter(step=2).count() == 1
