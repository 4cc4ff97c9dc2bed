"""Everybody presses anything in any order: what the program does is what the SOP says."""

from collections import Counter

import figures
import make
import pytest
from any_order import HOW, VERBS, AnyOrder, quick
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from kinerja.models import JournalEntry
from workflow import actions, permissions
from workflow.actions import door
from workflow.archive import preparing
from workflow.permissions import Capacity

# A few runs for CI, the promised number for `make soak`.
RUNS, STEPS = 100, 10
SOAK_RUNS, SOAK_STEPS = 2_000, 50
# What no record waits for is tried by itself: test_archive_description, test_actions_handing_over.
BESIDE_THE_RECORD = {"correct_description", "release_duty", "receive_duty"}
NOT_PRESSES = {"prepare_seal", "objective_key", "Entry", "Text"} | BESIDE_THE_RECORD


@pytest.fixture
def machine(db, monkeypatch) -> type[AnyOrder]:
    office = make.office(rows=2)
    office.have_superiors()
    monkeypatch.setattr(preparing, "render", quick)
    return type("AnyOrder", (AnyOrder,), {"office": office, "tally": Counter()})


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


def test_any_order_of_presses_does_what_the_sop_says(machine):
    tally = played(machine, RUNS, STEPS, derandomize=True)
    assert tally["runs"] >= RUNS


@pytest.mark.soak
def test_two_thousand_runs_do_what_the_sop_says(machine):
    tally = played(machine, SOAK_RUNS, SOAK_STEPS)
    told = {how: sum(n for name, n in tally.items() if name.endswith(f" {how}")) for how in HOW}
    figures.tell("State machine", runs=tally["runs"], presses=tally["steps"], **told)
    assert tally["runs"] >= SOAK_RUNS
