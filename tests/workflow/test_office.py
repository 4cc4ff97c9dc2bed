"""The operator's desk: who finds it, who does not, and its paper."""

import re
from datetime import date

import make
import pytest
from django.urls import reverse
from play import Player
from reading import page, questions, words
from witness import nothing_changes, verified

from kinerja.models import Assignment, JournalEntry, Role, Tenure, Unit, User
from workflow import guards
from workflow.urls import urlpatterns

URL = "/kantor/"
LINK = f'href="{URL}"'


def entries(of: make.Office):
    return JournalEntry.objects.filter(chain=f"unit:{of.unit.pk}")


def without_operator(office: make.Office) -> None:
    office.operator.assignments.update(end=date(2025, 12, 31))


def test_the_operator_and_the_administrator_find_the_link_in_the_foot(office):
    assert LINK in page("/", of=office.operator)
    assert LINK in page("/", of=office.administrator)


@pytest.mark.parametrize("who", ["kasi", "filler", "kasubag", "sekcam", "admin", "camat", "apip"])
def test_others_read_who_keeps_the_office(office, who):
    stranger = Player(getattr(office, who))
    assert LINK not in stranger.see("/sop/")
    with nothing_changes():
        for answer in (stranger.client.get(URL), stranger.client.post(URL, {"paper": "a4"})):
            assert answer.status_code == 403
            told = words(answer.content.decode())
            assert "dipelihara oleh: Operator (Operator)" in told
            # To look at the same page again helps only whoever pressed something on it.
            is_press = answer.wsgi_request.method == "POST"
            assert ("Lihat keadaan terbaru" in told) == is_press


def test_without_an_operator_kasubag_keeps_the_office(office):
    without_operator(office)
    assert LINK in page("/", of=office.kasubag)
    assert "Ukuran kertas" in page(URL, of=office.kasubag)
    assert "Kasubag" in words(Player(office.sekcam).see(URL, status=403))


def test_a_plh_of_the_operator_keeps_the_office_and_the_operator_rests(office):
    seat = office.operator.assignments.get().position
    Assignment.objects.create(
        user=office.filler,
        position=seat,
        role=Role.OPERATOR,
        unit=office.unit,
        tenure=Tenure.PLH,
        start=date(2020, 1, 1),
        end=date(2100, 1, 1),
    )
    assert "Ukuran kertas" in page(URL, of=office.filler)
    assert Player(office.operator).client.get(URL).status_code == 404
    assert Player(office.kasubag).client.get(URL).status_code == 403


def test_another_office_does_not_exist_here(office, neighbour):
    path = f"{URL}?unit={neighbour.unit.code}"
    assert Player(office.operator).client.get(path).status_code == 404
    assert "Kecamatan Tetangga" in page(path, of=office.administrator)


def test_a_stranger_signs_in_first(client, office):
    assert client.get(URL).status_code == 302


def test_the_operator_chooses_the_paper_and_the_journal_tells(office):
    html = Player(office.operator).does(URL, "set_paper", paper="a4")
    assert "Ukuran kertas disimpan." in html
    assert Unit.objects.get(pk=office.unit.pk).paper == "a4"
    entry = entries(office).get()
    assert (entry.verb, entry.before, entry.after) == (
        "set_paper",
        {"paper": "f4"},
        {"paper": "a4"},
    )
    assert (entry.person, entry.capacity) == (office.operator, "Operator")
    assert "mengganti ukuran kertas" in html
    assert verified()


def test_saving_what_stands_writes_no_entry(office):
    Player(office.operator).does(URL, "set_paper", paper="f4")
    assert not entries(office).exists()


def test_an_unknown_paper_is_refused_at_its_field(office):
    operator = Player(office.operator)
    with nothing_changes():
        answer = operator.press(URL, "set_paper", paper="koran")
    assert answer.status_code == 422


def test_a_clock_that_runs_behind_writes_nothing(office):
    operator = Player(office.operator)
    operator.does(URL, "set_paper", paper="a4")
    chain = entries(office).get().chain
    with guards.lifted():
        type(chain).objects.filter(pk=chain.pk).update(moment=make.at("2199-01-01 08:00"))
    with nothing_changes():
        answer = operator.press(URL, "set_paper", paper="f4")
    assert answer.status_code == 503
    assert "Jam server" in answer.content.decode()


def test_the_desk_asks_the_same_number_of_questions_for_3_and_30_changes(office):
    operator = Player(office.operator)
    papers = ["a4", "f4"] * 15
    for paper in papers[:3]:
        operator.does(URL, "set_paper", paper=paper)
    few = questions(URL, of=office.operator)
    for paper in papers[3:]:
        operator.does(URL, "set_paper", paper=paper)
    assert questions(URL, of=office.operator) == few


# The rule that the administrator alone switches


@pytest.fixture
def pengelola(client, office):
    User.objects.filter(pk=office.administrator.pk).update(is_staff=True, is_superuser=True)
    client.force_login(office.administrator)
    return client


def sheet(unit: Unit, **changes) -> dict:
    names = ("code", "name", "regency", "paper")
    return {name: getattr(unit, name) for name in names} | changes


def test_the_administrator_switches_the_small_office_rule_and_the_journal_tells(office, pengelola):
    path = reverse("admin:kinerja_unit_change", args=[office.unit.pk])
    assert pengelola.post(path, sheet(office.unit, small_office="on")).status_code == 302
    entry = entries(office).get()
    assert entry.verb == "administer_unit"
    assert (entry.before, entry.after) == ({"small_office": "False"}, {"small_office": "True"})
    assert entry.capacity == "Administrator"
    assert verified()


def test_nobody_else_switches_it(office, client):
    User.objects.filter(pk=office.operator.pk).update(is_staff=True)
    client.force_login(office.operator)
    path = reverse("admin:kinerja_unit_change", args=[office.unit.pk])
    with nothing_changes():
        assert client.post(path, sheet(office.unit, small_office="on")).status_code == 403
    Player(office.operator).press(URL, "set_paper", paper="a4", small_office="on")
    assert not Unit.objects.get(pk=office.unit.pk).small_office


READ_BY_EVERYBODY = {"calendar"}
KIND, SAMPLES = re.compile(r"<(\w+):"), {"int": 1, "str": "000.8", "slug": "e-kejab"}


def test_every_screen_of_the_desk_is_closed_to_others(office):
    """No view forgets whose desk it is."""
    paths = [
        reverse(each.name, args=[SAMPLES[kind] for kind in KIND.findall(str(each.pattern))])
        for part in urlpatterns
        if str(part.pattern) == "kantor/"
        for each in part.url_patterns
        if each.name not in READ_BY_EVERYBODY
    ]
    assert len(paths) > 15
    kasi = Player(office.kasi)
    with nothing_changes():
        for path in paths:
            for answer in (kasi.client.get(path), kasi.client.post(path, {})):
                assert answer.status_code in (403, 404, 405), path
