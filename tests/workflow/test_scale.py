"""The scale of categories and the cap of averages, as the operator keeps them."""

from datetime import date

import make
import pytest
import time_machine
from play import Player
from reading import page, questions, words
from witness import nothing_changes, verified

from kinerja.formula import DEFAULT_SCALE
from kinerja.models import CategoryScale, JournalEntry
from kinerja.policies import Policies

URL = "/kantor/skala/"
OCTOBER, JANUARY = make.at("2026-10-06 09:00"), make.at("2027-01-11 09:00")


@pytest.fixture(autouse=True)
def in_october():
    with time_machine.travel(OCTOBER, tick=False):
        yield


def typed(*rows: tuple[str, str], year: str = "2026", **more: str) -> dict[str, str]:
    """Fill the form in as a browser does: seven rows, the last ones empty."""
    found = {"first_year": year, "cap": "", **more}
    for number in range(1, 8):
        lower, label = rows[number - 1] if number <= len(rows) else ("", "")
        found |= {f"lower_{number}": lower, f"label_{number}": label, f"icon_{number}": "●"}
    return found


BAIK = typed(("80,5", "Baik"), ("", "Kurang"), cap="120")


def told(office):
    return JournalEntry.objects.filter(chain=f"unit:{office.unit.pk}", verb="keep_scale")


def policy(office, year: int = 2026):
    return Policies([office.unit.pk]).of(office.unit.pk, year)


def test_the_page_shows_what_stands_and_fills_it_in(office):
    html = page(URL, of=office.operator)
    assert "Tahun 2026: ≥ 91 Sangat Tinggi" in words(html)
    assert "Skala bawaan, Permendagri 86/2017." in words(html)
    assert 'value="91"' in html
    assert 'value="Sangat Rendah"' in html
    assert f'href="{URL}"' in page("/kantor/", of=office.operator)


def test_the_operator_keeps_a_scale_and_the_journal_tells_it_once(office):
    html = Player(office.operator).does(URL, "keep_scale", **BAIK)
    assert "Skala kategori mulai 2026 disimpan." in words(html)
    assert "Tahun 2026: ≥ 80,5 Baik, di bawahnya Kurang" in words(html)
    assert "Rata-rata: paling tinggi 120% per baris." in words(html)
    assert [each.label for each in policy(office).scale] == ["Baik", "Kurang"]
    entry = told(office).get()
    assert entry.before == {}
    assert entry.after["scale"].startswith("≥ 80,5 Baik, di bawahnya Kurang")
    assert (entry.person, entry.capacity) == (office.operator, "Operator")
    assert "menetapkan skala kategori: mulai 2026" in words(page("/kantor/", of=office.operator))
    assert verified()


def test_every_figure_of_the_year_is_put_into_the_offices_own_words(office):
    record = office.filled(value="66", quarter=1, when=make.at("2026-04-06 08:00"))
    Player(office.operator).does(URL, "keep_scale", **BAIK)
    for path in ("/capaian/2026/", f"/berkas/{record.pk}/", f"/berkas/{record.pk}/laporan/"):
        html = words(page(path, of=office.sekcam))
        assert "82,50%" in html
        assert "Baik" in html
        assert "Tinggi" not in html
    csv = Player(office.sekcam).client.get("/capaian/2026/?bentuk=csv").content.decode("utf-8-sig")
    assert ";Baik;" in csv
    assert "Skala: ≥ 80,5 Baik, di bawahnya Kurang" in csv


def test_a_sealed_report_keeps_the_words_it_was_sealed_with(office):
    record = office.sealed(value="80", quarter=1, when=make.at("2026-04-06 08:00"))
    Player(office.operator).does(URL, "keep_scale", **BAIK)
    assert "100,00% ● Baik" in words(page("/capaian/2026/", of=office.sekcam))
    report = words(page(f"/berkas/{record.pk}/laporan/", of=office.sekcam))
    assert "100,00% 80,00 / 80,00 × 100 = 100,00% Sangat Tinggi" in report
    assert "Skala: ≥ 91 Sangat Tinggi" in report


def test_keeping_what_stands_writes_nothing(office):
    operator = Player(office.operator)
    operator.does(URL, "keep_scale", **BAIK)
    operator.does(URL, "keep_scale", **BAIK)
    assert told(office).count() == CategoryScale.objects.count() == 1


def test_a_later_scale_for_the_same_year_tells_what_stood_before(office):
    operator = Player(office.operator)
    operator.does(URL, "keep_scale", **BAIK)
    operator.does(URL, "keep_scale", **BAIK | {"cap": ""})
    entry = told(office).order_by("-number")[0]
    assert entry.before == {"cap": "paling tinggi 120% per baris"}
    assert entry.after == {"cap": "tanpa batas atas"}
    assert policy(office).cap is None


# What is typed, the field that is refused, and what is said there.
REFUSED = {
    "a hole": (
        typed(("90", "A"), ("", ""), ("", "C")),
        "label_2",
        "Baris kosong di tengah skala",
    ),
    "out of order": (
        typed(("76", "A"), ("91", "B"), ("", "C")),
        "lower_2",
        "Batas bawah harus di bawah batas baris sebelumnya.",
    ),
    "no bottom row": (
        typed(("91", "A"), ("76", "B")),
        "lower_2",
        "Baris terbawah menampung semua yang tersisa",
    ),
    "one row only": (typed(("", "A")), "label_1", "sedikitnya dua kategori"),
    "no number": (typed(("1:32", "A"), ("", "B")), "lower_1", "1:32"),
    "a year gone by": (
        typed(("80", "A"), ("", "B"), year="2025"),
        "first_year",
        "Tahun yang sudah lewat tetap memakai skalanya; pilih 2026 atau sesudahnya.",
    ),
    "no year": (typed(("80", "A"), ("", "B"), year=""), "first_year", "tidak boleh kosong"),
    "an unknown cap": (typed(("80", "A"), ("", "B"), cap="110"), "cap", "110"),
    "an unknown sign": (typed(("80", "A"), ("", "B")) | {"icon_1": "☺"}, "icon_1", "☺"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_scale_that_cannot_judge_is_refused_at_its_field_and_nothing_typed_is_lost(office, name):
    fields, field, said = REFUSED[name]
    operator = Player(office.operator)
    with nothing_changes():
        answer = operator.press(URL, "keep_scale", **fields)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in html or f'id="error_1_id_{field}"' in html
    assert said in words(html)
    if fields["label_1"]:
        assert f'value="{fields["label_1"]}"' in html


def test_until_the_last_quarter_is_reported_its_year_is_still_open(office):
    with time_machine.travel(JANUARY, tick=False):
        Player(office.operator).does(URL, "keep_scale", **BAIK)
    assert policy(office).scale[0].label == "Baik"


def test_a_past_year_keeps_its_own(office):
    Player(office.operator).does(URL, "keep_scale", **BAIK | {"first_year": "2027"})
    assert policy(office, 2026).scale == DEFAULT_SCALE
    assert policy(office, 2027).scale[0].label == "Baik"


def test_who_sees_every_unit_keeps_the_scale_of_all(office, neighbour):
    html = Player(office.administrator).does(URL, "keep_scale", **BAIK, scope="semua")
    assert "Skala semua perangkat daerah sejak 2026." in words(html)
    for each in (office, neighbour):
        assert policy(each).scale[0].label == "Baik"
    assert JournalEntry.objects.filter(chain="sistem", verb="keep_scale").count() == 1
    assert verified()


def test_the_operator_keeps_no_scale_of_others(office, neighbour):
    operator = Player(office.operator)
    assert "Berlaku untuk" not in words(operator.see(URL)).replace("Berlaku mulai", "")
    operator.does(URL, "keep_scale", **BAIK, scope="semua")
    assert policy(neighbour).scale == DEFAULT_SCALE
    assert CategoryScale.objects.get().unit == office.unit


def test_others_keep_no_scale(office):
    for who in (office.kasi, office.sekcam, office.camat, office.apip):
        stranger = Player(who)
        with nothing_changes():
            assert stranger.client.get(URL).status_code == 403
            assert stranger.client.post(URL, BAIK | {"verb": "keep_scale"}).status_code == 403


def test_without_an_operator_kasubag_keeps_it(office):
    office.operator.assignments.update(end=date(2025, 12, 31))
    Player(office.kasubag).does(URL, "keep_scale", **BAIK)
    assert told(office).get().capacity == "Kasubag Perencanaan"


def test_the_page_asks_the_same_number_of_questions_for_1_and_20_scales(office):
    operator = Player(office.operator)
    operator.does(URL, "keep_scale", **BAIK)
    few = questions(URL, of=office.operator)
    for year in range(2027, 2046):
        operator.does(URL, "keep_scale", **BAIK | {"first_year": str(year)})
    assert questions(URL, of=office.operator) == few
