"""Positions as the operator keeps them: titles, roles, and who answers to whom."""

import make
import pytest
from play import Player
from reading import page, questions, row
from witness import nothing_changes, verified

from kinerja.models import Assignment, JournalEntry, Position, Role, Tenure

URL, NEW = "/kantor/jabatan/", "/kantor/jabatan/baru/"


@pytest.fixture
def operator(office) -> Player:
    give_roles(office)
    return Player(office.operator)


def give_roles(office: make.Office) -> None:
    """Let each position carry the role of its holder, as a kept office has it."""
    for duty in Assignment.objects.filter(unit=office.unit):
        Position.objects.filter(pk=duty.position_id).update(role=duty.role)


def seat(office: make.Office, title: str) -> Position:
    return office.unit.positions.get(title=title)


def typed(**changes) -> dict:
    return {
        "title": "Kepala Seksi Baru",
        "short_label": "Kasi Baru",
        "role": Role.SECTION_HEAD,
        "section": "",
        "superior": "",
    } | changes


def address(position: Position) -> str:
    return f"{URL}{position.pk}/"


def line(html: str, position: Position) -> str:
    return row(html, f'{address(position)}">{position.title}')


def entry(verb: str) -> JournalEntry:
    return JournalEntry.objects.get(verb=verb)


def test_the_list_names_holder_superior_role_and_section(office, operator):
    Position.objects.filter(pk=seat(office, "Kepala Seksi 1").pk).update(
        superior=seat(office, "Camat")
    )
    html = page(URL, of=office.operator)
    assert "Kasi1 definitif Camat Kepala Seksi" in line(html, seat(office, "Kepala Seksi 1"))


def test_the_default_superior_is_named(office, operator):
    html = operator.see(URL)
    assert "tanpa isian: Sekretaris Camat" in line(html, seat(office, "Kepala Seksi 2"))
    assert "tanpa isian: Camat" in line(html, seat(office, "Sekretaris Camat"))
    assert "tanpa isian" not in line(html, seat(office, "Camat"))
    assert "tanpa isian: Sekretaris Camat" in operator.see(address(seat(office, "Kepala Seksi 1")))


def test_an_acting_holder_stands_in_the_place_of_the_definitive_one(office, operator):
    position = seat(office, "Sekretaris Camat")
    Assignment.objects.create(
        user=office.kasi,
        position=position,
        role=Role.SECRETARY,
        unit=office.unit,
        tenure=Tenure.PLT,
        start=make.SINCE,
        end=make.at("2100-01-01").date(),
    )
    found = line(operator.see(URL), position)
    assert "Kasi1 Plt. s.d. 1 Januari 2100" in found
    assert "Sekcam definitif" not in found


def test_a_vacant_position_offers_to_assign_somebody(office, operator):
    empty = Position.objects.create(unit=office.unit, title="Bendahara", short_label="Bendahara")
    html = operator.see(URL)
    assert "kosong" in line(html, empty)
    assert f"/kantor/penugasan/baru/?jabatan={empty.pk}" in html


def test_the_administrators_position_is_not_kept_here(office, operator):
    assert "Administrator" not in operator.see(URL)
    assert operator.client.get(address(seat(office, "Administrator"))).status_code == 404


def test_the_operator_adds_a_position_and_the_journal_tells(office, operator):
    operator.does(NEW, "add_position", **typed(section=office.sections[0].pk))
    made = seat(office, "Kepala Seksi Baru")
    assert (made.role, made.section) == (Role.SECTION_HEAD, office.sections[0])
    assert entry("add_position").after["title"] == "Kepala Seksi Baru"
    assert entry("add_position").chain_id == f"unit:{office.unit.pk}"
    assert verified()


def test_the_operator_edits_a_position(office, operator):
    position = seat(office, "Kepala Seksi 1")
    above = seat(office, "Camat")
    fields = typed(title="Kepala Seksi Satu", section=office.sections[0].pk, superior=above.pk)
    operator.does(address(position), "edit_position", **fields)
    position.refresh_from_db()
    assert (position.title, position.superior) == ("Kepala Seksi Satu", above)
    assert entry("edit_position").before["title"] == "Kepala Seksi 1"
    assert entry("edit_position").after["superior"] == "Camat"


def refusal(player: Player, path: str, verb: str, **fields) -> str:
    with nothing_changes():
        answer = player.press(path, verb, **fields)
    assert answer.status_code == 422
    return answer.content.decode()


def test_a_superior_chain_in_a_circle_is_refused_at_its_field(office, operator):
    camat, sekcam = seat(office, "Camat"), seat(office, "Sekretaris Camat")
    Position.objects.filter(pk=sekcam.pk).update(superior=camat)
    fields = typed(title="Camat", role=Role.LEADER, superior=sekcam.pk)
    html = refusal(operator, address(camat), "edit_position", **fields)
    assert "Atasan langsung melingkar" in html
    assert 'id="error_1_id_superior"' in html


def test_a_circle_through_a_default_superior_is_refused_too(office, operator):
    kasi, sekcam = seat(office, "Kepala Seksi 1"), seat(office, "Sekretaris Camat")
    fields = typed(title="Sekretaris Camat", role=Role.SECRETARY, superior=kasi.pk)
    assert "melingkar" in refusal(operator, address(sekcam), "edit_position", **fields)


def test_a_position_is_not_its_own_superior(office, operator):
    kasi = seat(office, "Kepala Seksi 1")
    html = refusal(operator, address(kasi), "edit_position", **typed(superior=kasi.pk))
    assert "id_superior" in html


def test_a_title_stands_once_and_what_was_typed_stays(operator):
    html = refusal(operator, NEW, "add_position", **typed(title="Camat", short_label="DIKETIK"))
    assert 'id="error_1_id_title"' in html
    assert "DIKETIK" in html


def test_the_administrators_role_is_not_given_here(operator):
    html = refusal(operator, NEW, "add_position", **typed(role=Role.ADMINISTRATOR))
    assert 'id="error_1_id_role"' in html


def test_a_section_or_superior_of_another_office_is_no_choice(office, neighbour, operator):
    refusal(operator, NEW, "add_position", **typed(section=neighbour.sections[0].pk))
    above = neighbour.unit.positions.first()
    refusal(operator, NEW, "add_position", **typed(superior=above.pk))


@pytest.mark.parametrize("who", ["kasubag", "sekcam", "kasi", "apip"])
def test_others_do_not_change_positions(office, who):
    stranger, path = Player(getattr(office, who)), address(seat(office, "Camat"))
    with nothing_changes():
        assert stranger.client.post(NEW, typed()).status_code == 403
        assert stranger.client.get(path).status_code == 403
        assert stranger.client.post(path, typed()).status_code == 403


def test_a_position_of_another_office_does_not_exist_here(neighbour, operator):
    path = address(neighbour.unit.positions.first())
    with nothing_changes():
        assert operator.client.get(path).status_code == 404
        assert operator.client.post(path, typed()).status_code == 404


def test_the_list_asks_the_same_number_of_questions_for_3_and_30_positions(office, operator):
    few = questions(URL, of=office.operator)
    for number in range(30):
        make.assign(
            make.person(f"s{number}"), Role.OPERATOR, office.unit, title=f"Jabatan {number}"
        )
    assert questions(URL, of=office.operator) == few
