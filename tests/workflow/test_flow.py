"""The drawing of the SOP's table: symbols, the way on, the way back."""

from collections.abc import Sequence

import pytest

from workflow.flow import flow


def lines(columns: Sequence[int], *, returns_from: int | None = None) -> list[list[str]]:
    drawn = flow(columns, width=max(columns) + 1, returns_from=returns_from)
    return [[" ".join(cell.lines) for cell in row] for row in drawn]


def test_each_step_has_one_symbol_rounded_at_both_ends():
    drawn = flow([0, 1, 2, 3], width=4)
    assert [[cell.symbol for cell in row if cell.symbol] for row in drawn] == [
        ["terminator"],
        ["activity"],
        ["activity"],
        ["terminator"],
    ]
    assert [bool(drawn[place][place].symbol) for place in range(4)] == [True] * 4


def test_the_way_on_crosses_the_columns_between():
    assert lines([0, 2]) == [["out-right", "across", "turn-left"], ["", "", "in-top"]]


def test_the_way_on_leads_to_the_left_too():
    assert lines([2, 0]) == [["turn-right", "across", "out-left"], ["in-top", "", ""]]


def test_two_steps_of_one_actor_are_joined_straight_down():
    assert lines([0, 0]) == [["out-bottom"], ["in-top"]]


def test_the_way_back_is_dashed_and_arrives_from_below():
    assert lines([0, 1], returns_from=1) == [
        ["out-right back-in-bottom", "turn-left"],
        ["back-turn-right", "in-top back-out-left"],
    ]


def test_the_way_back_to_the_same_actor_runs_beside_the_way_on():
    assert lines([0, 0], returns_from=1) == [["out-bottom back-loop-in"], ["in-top back-loop-out"]]


@pytest.mark.parametrize("columns", [[0, 1, 2, 3], [0, 1, 1, 0], [0, 0, 0, 0], [0, 1, 2, 1]])
def test_every_step_but_the_first_is_reached_once(columns):
    drawn = lines(columns, returns_from=2)
    arrivals = [sum("in-top" in cell for cell in row) for row in drawn]
    assert arrivals == [0, 1, 1, 1]
    assert sum("back-in-bottom" in cell or "back-loop-in" in cell for cell in drawn[1]) == 1
