"""A press is one act: its token is spent with it, and it costs little beside the act."""

from uuid import uuid4

import make
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from play import Player

from kinerja.models import JournalEntry
from workflow import actions
from workflow.models import Press

# An act, one that moves the record, and what a POST may cost beside it.
ACT, MOVE, AROUND_AN_ACT = 20, 28, 8
# The record and its sheets are read before, for the report; its rendering keeps nobody waiting.
SEALING = MOVE + 31
# Whose it is and whether it is time is asked before a guess at the password is taken.
APPROVING = MOVE + 6


@pytest.fixture(autouse=True)
def quarter_is_over():
    with time_machine.travel(make.at("2026-10-05 09:00"), tick=False):
        yield


def test_a_repeated_token_has_the_first_answer_and_one_effect(office):
    record = office.entering()
    url = f"/formulir/{office.form(record).pk}/"
    player = Player(office.kasi)
    fields = {**player.carried(url), "verb": "hand_in", "value-1.1": "90"}
    answers = [player.client.post(url, fields) for _ in range(5)]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, "/")}
    assert JournalEntry.objects.filter(verb="hand_in").count() == 1
    assert Press.objects.count() == 1


def test_a_repeated_mark_has_the_first_answer(office):
    record = office.filled()
    url = f"/berkas/{record.pk}/input/"
    player = Player(office.kasubag)
    fields = {**player.carried(url), "verb": "accept", "row": "1.1@1"}
    assert (
        player.client.post(url, fields)["Location"] == player.client.post(url, fields)["Location"]
    )
    assert Press.objects.count() == 1


def test_a_refused_press_can_be_pressed_again(office):
    record = office.archiving()
    url = f"/berkas/{record.pk}/dokumentasi/"
    player = Player(office.admin)
    fields = {**player.carried(url), "verb": "seal"}
    assert player.client.post(url, fields | {"filing": ""}).status_code == 422
    assert player.client.post(url, fields | {"filing": "1/2026"}).status_code == 302


def test_the_token_of_another_person_is_no_answer(office):
    record = office.entering()
    first, second = (f"/formulir/{office.form(record, number).pk}/" for number in range(2))
    token = str(uuid4())
    mine = {"token": token, "verb": "hand_in"}
    assert Player(office.kasi).client.post(first, mine).status_code == 302
    assert Player(office.heads[1]).client.post(second, mine).status_code == 302
    assert office.form(record, 1).is_handed_in


def acts(office) -> dict:
    """Each act: the record that it needs, who presses, where, with what, and what it may cost."""
    rows = [f"{code}@" for code in office.codes()]
    values = {f"value-{code}": "90" for code in office.codes(office.sections[0])}
    reason = {"reason": "Keliru"}
    approval = {"seen": "99", "password": make.PASSWORD}
    return {
        "order_form": (office.opened, office.kasi, "form", {}, ACT),
        "distribute_form": (office.opened, office.kasi, "form", {}, ACT),
        "fill": (office.entering, office.kasi, "form", values, ACT),
        "hand_in": (office.entering, office.kasi, "form", values, ACT),
        "enter": (office.entering, office.kasubag, "input", values, ACT),
        "accept": (office.filled, office.kasubag, "input", {"row": rows}, ACT),
        "submit": (office.accepted, office.kasubag, "input", {}, MOVE),
        "withdraw": (office.reviewing, office.kasubag, "input", {}, MOVE),
        "check": (office.reviewing, office.sekcam, "koreksi", {"row": rows}, ACT),
        "send_back": (office.reviewing, office.sekcam, "koreksi", reason, MOVE),
        "approve": (office.checked, office.sekcam, "koreksi/setujui", approval, APPROVING),
        "seal": (office.archiving, office.admin, "dokumentasi", {"filing": "1/2026"}, SEALING),
        "file_copy": (office.sealed, office.admin, "dokumentasi", {"box": "1", "shelf": "A"}, MOVE),
        "cancel": (office.reviewing, office.sekcam, "", reason, MOVE),
        "reopen": (office.archived, office.sekcam, "", reason, MOVE),
    }


VERBS = [
    "order_form", "distribute_form", "fill", "hand_in", "enter", "accept", "submit", "withdraw",
    "check", "send_back", "approve", "seal", "file_copy", "cancel", "reopen",
]  # fmt: skip


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("verb", VERBS)
def test_a_post_costs_at_most_eight_statements_beside_its_act(verb):
    costs = []
    for rows in (3, 30):
        office = make.office(f"Kecamatan {rows}", rows=rows, prefix=f"u{rows}.")
        stage, who, screen, fields, most = acts(office)[verb]
        record = stage()
        form = f"/formulir/{office.form(record).pk}/"
        page = f"/berkas/{record.pk}/{screen}/".replace("//", "/")
        url = form if screen == "form" else page
        player = Player(who)
        fields = {**player.carried(url), "verb": verb, **fields}
        with CaptureQueriesContext(connection) as post:
            assert player.client.post(url, fields).status_code == 302
        costs.append(len(post))
    assert costs[0] == costs[1]
    assert costs[0] <= most + AROUND_AN_ACT


@pytest.mark.django_db(transaction=True)
def test_the_statements_around_an_act_are_counted_against_the_act_itself():
    office = make.office()
    record = office.entering()
    form = office.form(record)
    values = {"1.1": make.entry("90")}
    with CaptureQueriesContext(connection) as alone:
        actions.fill(form, values=values, by=office.kasi, at=make.at())
    player = Player(office.kasi)
    url = f"/formulir/{form.pk}/"
    fields = {**player.carried(url), "verb": "fill", "value-1.2": "90"}
    with CaptureQueriesContext(connection) as post:
        player.client.post(url, fields)
    assert len(post) - len(alone) <= AROUND_AN_ACT
