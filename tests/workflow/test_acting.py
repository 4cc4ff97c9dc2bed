"""Tugaskan Plh.: who will be away names who acts in the own place."""

from datetime import date

import make
import pytest
import time_machine
from handing import INSIDE, seat_roles
from play import Player

from kinerja.keeping import acting
from kinerja.keeping.change import NotKeeper
from kinerja.models import Assignment, JournalEntry, Tenure, User
from workflow import actions
from workflow.actions import NotYours


@pytest.fixture
def away(office):
    """Sekcam's seat; Admin e-kejab and petugas could act for him."""
    seat_roles()
    with time_machine.travel(INSIDE, tick=False):
        yield office


def asked(user, start="2026-10-07", end="2026-10-08", letter="") -> dict:
    return {"user": user.pk, "start": start, "end": end, "letter": letter}


def test_sekcam_names_a_plh_who_acts_on_those_days_alone(away):
    record = away.reviewing(when=make.at("2026-10-06 08:00"))
    page = Player(away.sekcam).does("/plh/", "name_acting", **asked(away.camat, letter="SP/1"))
    assert "Camat, Plh. Sekretaris Camat, 7 Oktober 2026 s.d. 8 Oktober 2026" in page
    made = Assignment.objects.get(tenure=Tenure.PLH)
    assert (made.role, made.letter, made.user) == ("secretary", "SP/1", away.camat)
    entry = JournalEntry.objects.get(verb="name_acting")
    assert (entry.capacity, entry.person) == ("Sekretaris Camat", away.sekcam)
    for text, able, rests in (
        ("2026-10-06 23:59:59.999999", away.sekcam, None),
        ("2026-10-07 00:00", away.camat, away.sekcam),
        ("2026-10-08 23:59:59.999999", away.camat, away.sekcam),
        ("2026-10-09 00:00", away.sekcam, None),
    ):
        if rests:
            with pytest.raises(NotYours):
                actions.check(record, rows=["1.1"], by=rests, at=make.at(text))
        actions.check(record, rows=["1.1"], by=able, at=make.at(text))


def test_who_is_alone_in_an_office_reads_what_to_do(away):
    User.objects.exclude(pk=away.sekcam.pk).update(is_active=False)
    page = Player(away.sekcam).see("/plh/")
    assert "Minta operator kantor Anda menambahkannya." in page
    assert 'value="name_acting"' not in page


def test_tugas_leads_there_only_who_has_a_seat_to_leave(away):
    assert "/plh/" in Player(away.sekcam).see("/")
    for user in (away.operator, away.filler, make.person("nobody")):
        player = Player(user)
        assert "/plh/" not in player.see("/")
        player.see("/plh/", status=404)


def test_a_plh_hands_on_to_a_third_and_ceases_the_day_before(away):
    """A to B to C: B gives days of his own, and C's last day is not after his."""
    acting_b, third = Player(away.admin), away.filler
    given = asked(away.admin, "2026-10-06", "2026-10-12")
    Player(away.sekcam).does("/plh/", "name_acting", **given)
    seat = Assignment.objects.get(tenure=Tenure.PLH)
    url = f"/plh/?jabatan={seat.pk}"
    late = acting_b.press(url, "name_acting", **asked(third, "2026-10-08", "2026-10-13"))
    assert late.status_code == 422
    assert "berakhir 12-10-2026" in late.content.decode()
    with time_machine.travel(make.at("2026-10-07 08:00"), tick=False):
        done = acting_b.press(url, "name_acting", **asked(third, "2026-10-08", "2026-10-10"))
    assert done.status_code == 302
    spells = Assignment.objects.filter(tenure=Tenure.PLH).order_by("start")
    assert [(each.user, each.start.day, each.end.day) for each in spells] == [
        (away.admin, 6, 7),
        (third, 8, 10),
    ]
    assert JournalEntry.objects.filter(verb="name_acting").last().capacity == (
        "Plh. Sekretaris Camat"
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"start": "2026-10-05"}, "Mulai paling cepat hari ini."),
        ({"end": "2026-10-06"}, "Tanggal akhir tidak boleh sebelum tanggal mulai."),
        ({"end": ""}, "tidak boleh kosong"),
        ({"user": ""}, "tidak boleh kosong"),
    ],
)
def test_what_cannot_be_stands_at_its_field_and_nothing_is_lost(change, words, away):
    answer = Player(away.sekcam).press(
        "/plh/", "name_acting", **asked(away.camat, letter="SP/9") | change
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "SP/9" in page
    assert not Assignment.objects.filter(tenure=Tenure.PLH).exists()


def test_neither_oneself_nor_a_stranger_nor_days_already_given(away, neighbour):
    player = Player(away.sekcam)
    for user in (away.sekcam, neighbour.camat):
        assert player.press("/plh/", "name_acting", **asked(user)).status_code == 422
    player.does("/plh/", "name_acting", **asked(away.camat))
    again = player.press("/plh/", "name_acting", **asked(away.admin, "2026-10-08", "2026-10-09"))
    assert "Jabatan ini sudah mempunyai Plh. atau Plt." in again.content.decode()


def test_who_rests_or_never_sat_there_names_nobody(away):
    seat = away.sekcam.assignments.get()
    values = {
        "user": away.filler,
        "start": date(2026, 10, 8),
        "end": date(2026, 10, 9),
        "letter": "",
    }
    for by in (away.kasubag, away.operator, make.person("nobody")):
        with pytest.raises(NotKeeper):
            acting.name_acting(seat, values, by=by, at=INSIDE)
    Player(away.sekcam).does("/plh/", "name_acting", **asked(away.camat, "2026-10-06"))
    with pytest.raises(NotKeeper):
        acting.name_acting(seat, values, by=away.sekcam, at=INSIDE)
    Player(away.sekcam).see("/plh/", status=404)


def test_a_repeated_press_names_one_plh(away):
    player = Player(away.sekcam)
    carried = {**player.carried("/plh/"), "verb": "name_acting", **asked(away.camat)}
    answers = [player.client.post("/plh/", carried) for _ in range(2)]
    assert [each.status_code for each in answers] == [302, 302]
    assert Assignment.objects.filter(tenure=Tenure.PLH).count() == 1
