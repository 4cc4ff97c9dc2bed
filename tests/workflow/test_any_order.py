"""Everybody presses anything in any order: what the program does is what the SOP says."""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import figures
import make
import pytest
from any_order import HOW, AnyOrder, quick
from clerk import Deal
from clerk.judging import DONE
from clerk.record import ALL, NOT_YET
from clerk.usual import usual
from django.utils.timezone import localdate
from drawing import SPANS, VERBS
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test
from seats_once import read_once

from kinerja.models import JournalEntry
from workflow import actions, permissions
from workflow.actions import door
from workflow.archive import preparing
from workflow.permissions import Capacity

# A hundred runs for CI, twenty from each beginning; the promised number for `make soak`.
RUNS, STEPS = 20, 8
SOAK_RUNS, SOAK_STEPS = 200, 50
# `SEEDS=1000 make soak` plays others.
FIRST = int(os.environ.get("SEEDS", 0))
SEEDS = range(FIRST, FIRST + 10)
# What no record waits for is tried by itself: test_archive_description, test_actions_handing_over.
BESIDE_THE_RECORD = {"correct_description", "release_duty", "receive_duty"}
NOT_PRESSES = {"prepare_seal", "objective_key", "Entry", "Text"} | BESIDE_THE_RECORD


@pytest.fixture
def machine(db, monkeypatch) -> Iterator[type[AnyOrder]]:
    office = make.office(rows=2)
    office.have_superiors()
    monkeypatch.setattr(preparing, "render", quick)
    with read_once(localdate):
        yield type("AnyOrder", (AnyOrder,), {"office": office, "tally": Counter()})


def played(machine: type[AnyOrder], runs: int, steps: int, **how) -> Counter:
    """Play that many runs; each of that many steps at most, and most of just as many."""
    given = {"database": None, "deadline": None, "suppress_health_check": list(HealthCheck)}
    options = settings(max_examples=runs, stateful_step_count=steps, **given, **how)
    run_state_machine_as_test(machine, settings=options)
    return machine.tally


def test_every_verb_has_a_press_on_paper_and_in_the_program():
    verbs = {name for name in actions.__all__ if name[0].islower()} - NOT_PRESSES
    assert set(VERBS) == verbs


def lets_anybody(patch: pytest.MonkeyPatch) -> None:
    """Let a program ask nobody whose step it is."""
    strict = permissions.holding

    def generous(held, *rule, **about) -> Capacity | None:
        return strict(held, *rule, **about) or next((Capacity(duty) for duty in held), None)

    patch.setattr(permissions, "holding", generous)


def writes_twice(patch: pytest.MonkeyPatch) -> None:
    once = door.Act.write_down

    def twice(act: door.Act, **told) -> JournalEntry:
        once(act, **told)
        return once(act, **told)

    patch.setattr(door.Act, "write_down", twice)


@pytest.mark.parametrize("spoil", [lets_anybody, writes_twice])
def test_clerk_notices_a_spoiled_program(spoil, machine, monkeypatch):
    """The control: what the runs show, they would not show of any program."""
    spoil(monkeypatch)
    with pytest.raises(AssertionError):
        played(machine, RUNS, STEPS, derandomize=True, phases=[Phase.generate])


@contextmanager
def begun(machine: type[AnyOrder], presses: int, value: str) -> Iterator[type[AnyOrder]]:
    """Let each run begin where so many usual presses lead."""
    first = machine()
    deal = Deal(3, 0, ALL, value, is_stale=False, pick=1, names_filler=False)
    for _ in range(presses):
        first.press(*usual(first.desk, deal), SPANS[2])
    machine.begun = first
    try:
        yield machine
    finally:
        first.teardown()


@pytest.mark.parametrize(
    ("presses", "value", "state"),
    [
        (0, "", None),
        (5, "88", "entering"),
        (7, "88", "reviewing"),
        (9, "88", "archiving"),
        (11, NOT_YET, "archived"),
    ],
)
def test_any_order_of_presses_does_what_the_sop_says(presses, value, state, machine):
    with begun(machine, presses, value) as machine:
        record = machine.begun.desk.records[3]
        assert (record and record.state) == state
        tally = played(machine, RUNS, STEPS, derandomize=True, phases=[Phase.generate])
    assert tally["runs"] > RUNS


@pytest.mark.soak
@pytest.mark.parametrize("number", [pytest.param(each, id=f"seed{each}") for each in SEEDS])
def test_two_thousand_runs_do_what_the_sop_says(number, machine):
    """Ten times two hundred runs: one part is played again by its seed, `-k seed7`."""
    tally = played(seed(number)(machine), SOAK_RUNS, SOAK_STEPS, phases=[Phase.generate])
    figures.tell(f"State machine, seed {number}", **told(tally))
    assert tally["runs"] >= SOAK_RUNS
    assert [verb for verb in VERBS if not tally[verb, DONE]] == []


def told(tally: Counter) -> dict[str, object]:
    """Say how many presses there were, and of each verb how many of each judgement."""
    return {
        **{name: tally[name] for name in ("runs", "presses")},
        **{verb: "/".join(str(tally[verb, how]) for how in HOW) for verb in VERBS},
    }
