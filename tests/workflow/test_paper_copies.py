"""Salinan manual: where each edition's paper stands, moved and marked DIGANTI from its page."""

import make
import pytest
import time_machine
from play import Player
from reading import page, questions, words

from kinerja.models import Assignment
from workflow import actions
from workflow.models import PaperCopy, SupersededMark


@pytest.fixture(autouse=True)
def quarter_is_over():
    with time_machine.travel(make.at("2026-10-06 09:00"), tick=False):
        yield


def url(record) -> str:
    return f"/berkas/{record.pk}/salinan/"


@pytest.fixture
def reopened(office):
    record = office.archived()
    actions.reopen(record, reason="Keliru", by=office.sekcam, at=make.at())
    return make.fresh(record)


def test_after_a_reopening_admin_finds_the_task_and_presses_it_away(office, reopened):
    player = Player(office.admin)
    told = words(player.see("/"))
    assert "Tandai DIGANTI: salinan manual Triwulan III 2026, edisi 1" in told
    assert "boks 1, rak A" in told
    html = player.does(url(reopened), "mark_superseded")
    assert "Salinan manual edisi 1 ditandai DIGANTI." in words(html)
    assert "Salinan ini ditandai DIGANTI Selasa, 6 Oktober 2026" in words(html)
    assert "Tandai DIGANTI" not in words(player.see("/"))
    assert SupersededMark.objects.count() == 1


def test_the_task_is_step_4s_alone_and_the_superiors_where_its_seat_is_empty(office, reopened):
    for user in (office.kasubag, office.sekcam, office.camat):
        assert "Tandai DIGANTI" not in words(page("/", of=user))
    office.have_superiors()
    Assignment.objects.filter(user=office.admin).delete()
    assert "sebagai atasan langsung" in words(page("/", of=office.sekcam))
    assert "Tandai DIGANTI" in words(page("/", of=office.sekcam))


def test_a_repeated_press_marks_once(office, reopened):
    player = Player(office.admin)
    carried = player.carried(url(reopened)) | {"verb": "mark_superseded"}
    for _ in range(2):
        assert player.client.post(url(reopened), carried).status_code == 302
    assert SupersededMark.objects.count() == 1


def test_after_the_next_edition_was_cancelled_the_page_says_that_the_paper_holds_again(
    office, reopened
):
    actions.mark_superseded(reopened, by=office.admin, at=make.at())
    actions.cancel(reopened, reason="Tidak jadi", by=office.sekcam, at=make.at())
    assert "Salinan ini berlaku kembali" in words(page(url(reopened), of=office.admin))


def test_paper_is_moved_and_every_place_stays_readable(office):
    record = office.archived()
    where = {"edition": "1", "box": "9", "shelf": "Z"}
    html = Player(office.admin).does(url(record), "move_copy", **where)
    told = words(html)
    assert "Salinan manual edisi 1 dipindahkan ke boks 9, rak Z." in told
    assert "Boks 9, rak Z" in told
    assert "boks 1, rak A" in told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"edition": "1", "box": "9", "shelf": " "}, "Isi rak."),
        ({"edition": "1", "box": "x" * 61, "shelf": "Z"}, "paling panjang 60 huruf"),
    ],
)
def test_what_was_typed_stays_where_the_place_is_refused(office, typed, told):
    record = office.archived()
    answer = Player(office.admin).press(url(record), "move_copy", **typed)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert told in words(html)
    assert f'value="{typed["box"]}"' in html
    assert PaperCopy.objects.count() == 1


@pytest.mark.parametrize("edition", ["", "2", "x", "9" * 30])
def test_an_edition_that_is_not_there_moves_nothing(office, edition):
    record = office.archived()
    where = {"edition": edition, "box": "9", "shelf": "Z"}
    answer = Player(office.admin).press(url(record), "move_copy", **where)
    assert answer.status_code == 403
    assert PaperCopy.objects.count() == 1


def test_others_read_without_buttons_and_strangers_find_nothing(office, neighbour):
    record = office.archived()
    html = page(url(record), of=office.kasubag)
    assert 'name="verb"' not in html
    assert "000.8.6.3 Laporan kinerja perangkat daerah" in words(html)
    assert "aktif 2 tahun, inaktif 3 tahun, sampai 31 Desember 2031" in words(html)
    Player(neighbour.admin).see(url(record), status=404)


def test_a_record_that_is_not_sealed_says_so(office):
    assert "belum disegel" in words(page(url(office.archiving()), of=office.admin))


def test_the_page_asks_no_more_for_two_editions_with_many_places(office, reopened):
    before = questions(url(reopened), of=office.admin)
    for number in range(5):
        moved = {"edition": 1, "place": (str(number), "M"), "by": office.admin}
        actions.move_copy(reopened, **moved, at=make.at())
    assert questions(url(reopened), of=office.admin) == before
