"""Who sees a unit's data: those with an assignment in force there, and the administrator."""

from datetime import date

import make
import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from kinerja import access
from kinerja.models import Assignment, Role

TODAY = make.at()


def seen(person) -> set[str]:
    return {unit.name for unit in access.units(access.duties(person, TODAY))}


@pytest.mark.parametrize(
    "who", ["kasubag", "sekcam", "admin", "camat", "apip", "operator", "filler", "kasi"]
)
def test_people_see_their_own_unit(office, neighbour, who):
    assert seen(getattr(office, who)) == {"Kecamatan Suak Midai"}


def test_administrator_sees_every_unit(office, neighbour):
    assert seen(office.administrator) == {"Kecamatan Suak Midai", "Kecamatan Tetangga"}


def test_administrator_of_one_unit_sees_that_unit(office, neighbour):
    person = make.person("teknisi")
    make.assign(person, Role.ADMINISTRATOR, neighbour.unit, title="Teknisi")
    assert seen(person) == {"Kecamatan Tetangga"}
    assert not access.sees_every_unit(access.duties(person, TODAY))


def test_person_with_posts_in_two_units_sees_both(office, neighbour):
    make.assign(office.apip, Role.AUDITOR, neighbour.unit, end=date(2027, 1, 1), title="Auditor 2")
    assert seen(office.apip) == {"Kecamatan Suak Midai", "Kecamatan Tetangga"}


@pytest.mark.parametrize("dates", [{"end": date(2026, 10, 4)}, {"start": date(2026, 10, 6)}])
def test_assignment_that_is_not_in_force_shows_nothing(office, dates):
    Assignment.objects.filter(user=office.kasubag).update(**dates)
    assert seen(office.kasubag) == set()


def test_stranger_and_visitor_see_nothing(office):
    assert seen(make.person("orang")) == set()
    assert seen(AnonymousUser()) == set()


def test_switched_off_account_sees_nothing(office):
    office.kasubag.is_active = False
    office.kasubag.save()
    assert seen(office.kasubag) == set()


@pytest.mark.parametrize(("who", "has_tasks"), [("kasi", True), ("camat", True), ("apip", False)])
def test_readers_have_no_tugas_in_their_menu(office, who, has_tasks):
    words = [word for _, word in access.menu(access.duties(getattr(office, who), TODAY))]
    assert ("Tugas" in words) is has_tasks
    assert len(words) <= 4


@pytest.mark.parametrize(("who", "looks"), [("camat", True), ("apip", True), ("sekcam", False)])
def test_pimpinan_and_apip_find_riwayat_in_their_menu(office, who, looks):
    held = access.duties(getattr(office, who), TODAY)
    assert ("history" in dict(access.menu(held))) is looks
    assert access.oversees(held) is looks
    assert access.overseen_units(held).exists() is looks


def test_a_camat_of_two_units_finds_records_through_pemantauan(office, neighbour):
    make.assign(office.camat, Role.LEADER, neighbour.unit, title="Plt. Camat")
    words = [word for _, word in access.menu(access.duties(office.camat, TODAY))]
    assert words == ["Tugas", "Capaian", "Riwayat", "Pemantauan"]


def test_riwayat_holds_only_the_units_looked_over(office, neighbour):
    make.assign(office.camat, Role.FORM_FILLER, neighbour.unit, neighbour.sections[0])
    assert set(access.overseen_units(access.duties(office.camat, TODAY))) == {office.unit}


def test_reader_who_also_works_has_tugas(office):
    make.assign(office.apip, Role.ARCHIVIST, office.unit, title="Arsiparis")
    words = [word for _, word in access.menu(access.duties(office.apip, TODAY))]
    assert words[0] == "Tugas"


@pytest.mark.parametrize(("who", "keeps"), [("administrator", True), ("sekcam", False)])
def test_administrator_keeps_reference_data(office, who, keeps):
    assert access.keeps_reference_data(access.duties(getattr(office, who), TODAY)) is keeps


def test_head_of_the_page_names_unit_and_capacity(office):
    request = RequestFactory().get("/")
    request.now = TODAY
    assert access.office(request)["capacity"] == ""
    request.duties = access.duties(office.kasubag, TODAY)
    head = access.office(request)
    assert (head["office_name"], head["capacity"]) == (
        "Kecamatan Suak Midai",
        "Kasubag Perencanaan",
    )
    request.duties = access.duties(office.administrator, TODAY)
    assert access.office(request)["office_name"] == "Kecamatan Suak Midai"
