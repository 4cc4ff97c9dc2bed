"""The morning's digest: a position that changed hands, until both sides have said so."""

from datetime import date

import make
from django.db import connection
from django.test.utils import CaptureQueriesContext
from handing import AWAY, plh, sekcam_away

from workflow import actions
from workflow.models import Digest
from workflow.reminding import digests

WEDNESDAY = make.at("2026-10-07 08:00")


def told(*users) -> list[list[str]]:
    """Make Wednesday's digests; give of each person the lines about a serah terima."""
    Digest.objects.all().delete()
    list(digests.make(lambda: WEDNESDAY))
    found = (digests.of(user, WEDNESDAY.date()) for user in users)
    return [
        [line["text"] for line in each.lines if "Serah terima" in line["text"]] if each else []
        for each in found
    ]


def test_each_side_is_told_until_it_has_said_so_and_others_never(office):
    seat, acting = sekcam_away(office)
    office.reviewing(quarter=2)
    line = "Serah terima tugas Sekretaris Camat sejak 6 Oktober 2026: 1 hal terbuka"
    assert told(office.sekcam, acting.user, office.kasubag) == [[line], [line], []]
    actions.release_duty(seat, day=AWAY, by=office.sekcam, at=WEDNESDAY)
    assert told(office.sekcam, acting.user) == [[], [line]]
    actions.receive_duty(seat, day=AWAY, by=acting.user, at=WEDNESDAY)
    assert told(office.sekcam, acting.user) == [[], []]


def test_where_nothing_lay_open_nobody_is_told(office):
    _, acting = sekcam_away(office)
    assert told(office.sekcam, acting.user) == [[], []]


def test_more_positions_that_changed_hands_ask_no_more(office):
    sekcam_away(office)
    office.reviewing(quarter=2)

    def questions() -> int:
        Digest.objects.all().delete()
        with CaptureQueriesContext(connection) as captured:
            list(digests.make(lambda: WEDNESDAY))
        return len(captured)

    def away(*users) -> None:
        for user in users:
            acting = make.person(f"plh-{user.username}")
            plh(acting, user.assignments.get(), AWAY, date(2026, 10, 8))

    away(office.kasubag, office.admin)
    few = questions()
    away(office.camat, *office.heads)
    assert questions() == few
