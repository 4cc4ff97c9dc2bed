"""Many people on one thing at the same moment: each has an own connection, and one of them wins."""

from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from time import monotonic

import figures
import make
import pytest
import time_machine
from django.db import connection, transaction
from play import Player
from witness import at_once, entries, verified

from kinerja import journal
from kinerja.models import Chain, JournalEntry, Realisation
from workflow import actions
from workflow.actions import NotNow, door
from workflow.models import Press, State, Submission

CLIENTS, FEW_CLIENTS = (2, 5, 20, 50), (2, 5)
RECORDS, FEW_RECORDS = 20, 4
MORNING = make.at("2026-10-06 08:00")
pytestmark = pytest.mark.django_db(transaction=True)


def small_office(number: int) -> make.Office:
    return make.office(f"Kecamatan {number}", sections=1, rows=1, prefix=f"u{number}.")


def submitted_by_all(offices: list[make.Office], records: list[Submission], clients: int) -> None:
    """Let every client send every record on; of each one of them does, and one entry says so.

    Afterwards the records are taken back, for the next round.
    """
    before = [entries(record) for record in records]
    pairs = list(zip(offices, records, strict=True))

    def client() -> list[object]:
        return [answer(actions.submit, record, by=office.kasubag) for office, record in pairs]

    answers = at_once([client] * clients)
    for number, (office, record) in enumerate(pairs):
        told = [each[number] for each in answers]
        refused = [each for each in told if isinstance(each, NotNow)]
        assert len(refused) == clients - 1, told
        assert entries(record) == before[number] + 1
        assert make.fresh(record).state == State.REVIEWING
        actions.withdraw(record, by=office.kasubag, at=MORNING)


def answer(act, *about, **how) -> object:
    try:
        return act(*about, at=MORNING, **how)
    except NotNow as refused:
        return refused


def raced(counts: tuple[int, ...], records: int) -> None:
    with transaction.atomic():
        offices = [small_office(number) for number in range(records)]
        found = [office.accepted() for office in offices]
    for clients in counts:
        began = monotonic()
        submitted_by_all(offices, found, clients)
        figures.tell(
            "Races",
            clients=clients,
            records=records,
            winners=records,
            refused=records * (clients - 1),
            seconds=round(monotonic() - began, 1),
        )
    assert verified()


def test_of_many_who_send_the_same_records_on_one_wins_each():
    raced(FEW_CLIENTS, FEW_RECORDS)


@pytest.mark.soak
def test_of_fifty_who_send_twenty_records_on_one_wins_each():
    raced(CLIENTS, RECORDS)


@contextmanager
def guard_off(monkeypatch):
    """Let acts go to work without the lock that puts them in a queue."""

    def unlocked(submission: Submission) -> Submission:
        return Submission.objects.with_names().get(pk=submission.pk)

    def unlocked_chain(key: str) -> Chain:
        return Chain.objects.get(key=key)

    with monkeypatch.context() as patch:
        patch.setattr(door, "locked", unlocked)
        patch.setattr(journal, "locked_chain", unlocked_chain)
        if connection.vendor == "sqlite":
            patch.setitem(connection.settings_dict["OPTIONS"], "transaction_mode", "DEFERRED")
        yield


def test_without_the_lock_the_race_is_lost(monkeypatch):
    """The control: what the races above show, they would not show of a program without its lock."""
    office = small_office(1)
    record = office.accepted()
    with guard_off(monkeypatch), pytest.raises((AssertionError, ExceptionGroup)):
        for _ in range(20):
            submitted_by_all([office], [record], 5)


@pytest.fixture
def typing():
    """A form that two people have open, on a morning after the quarter."""
    with time_machine.travel(MORNING, tick=False):
        office = make.office(sections=1, rows=1)
        record = office.opened()
        form = office.form(record)
        named = {"people": [office.filler], "due": (MORNING + timedelta(days=3)).date()}
        actions.distribute_form(form, by=office.kasi, at=MORNING, **named)
        yield office, record, f"/formulir/{form.pk}/"


def typed_at_once(office: make.Office, record: Submission, url: str, number: int) -> None:
    """Let two people save another value in the same cell: one is kept, the other sees both."""
    people = [Player(office.kasi), Player(office.filler)]
    values = [f"{80 + number % 10}.{mark}" for mark in (1, 2)]
    pressing = [
        partial(
            player.client.post, url, {**player.carried(url), "verb": "fill", "value-1.1": value}
        )
        for player, value in zip(people, values, strict=True)
    ]
    before, version = entries(record), stored_version()
    answers = at_once(pressing)
    codes = [each.status_code for each in answers]
    assert sorted(codes) == [302, 409]
    assert (entries(record), stored_version()) == (before + 1, version + 1)
    page = answers[codes.index(409)].content.decode()
    kept, other = values[codes.index(302)], values[codes.index(409)]
    assert f"{Realisation.objects.get().value.normalize():f}" == kept
    assert kept.replace(".", ",") in page
    assert other in page


def stored_version() -> int:
    return sum(Realisation.objects.values_list("version", flat=True))


def typed(office, record, url, rounds: int) -> None:
    for number in range(rounds):
        typed_at_once(office, record, url, number)
    figures.tell("Lost updates", rounds=rounds, kept=rounds, told_of_both=rounds, lost=0)
    assert verified()


def test_of_two_who_save_one_cell_the_later_sees_both_values(typing):
    typed(*typing, rounds=4)


@pytest.mark.soak
def test_of_two_who_save_one_cell_a_hundred_times_nothing_is_lost(typing):
    typed(*typing, rounds=100)


def pressed_again(office, record, url, times: int) -> None:
    """Press one button that many times at once: one effect, and the same answer to all."""
    players = [Player(office.kasi) for _ in range(times)]
    value = {"value-1.1": f"{80 + times}"}
    fields = {**players[0].carried(url), "verb": "fill", **value}
    before = entries(record), Press.objects.count()
    answers = at_once([partial(player.client.post, url, fields) for player in players])
    assert {(each.status_code, each["Location"]) for each in answers} == {(302, url)}
    assert (entries(record), Press.objects.count()) == (before[0] + 1, before[1] + 1)


def pressed(typing, counts) -> None:
    for times in counts:
        pressed_again(*typing, times)
    figures.tell("One token", presses=sum(counts), effects=len(counts), answers="the same")
    assert JournalEntry.objects.filter(verb="fill").count() == len(counts)


def test_one_token_pressed_many_times_at_once_has_one_effect(typing):
    pressed(typing, (2, 10))


@pytest.mark.soak
def test_one_token_pressed_two_to_ten_times_at_once_has_one_effect(typing):
    pressed(typing, range(2, 11))
