"""Draw the SOP's table: which symbol and which pieces of line stand in each cell of Pelaksana.

Pure: it names the pieces, and sop.css draws each of them in its cell at any row height.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class FlowCell:
    """One cell under Pelaksana: its symbol ("" without one) and the lines that pass through it.

    A line's name says where it runs: `in-top` arrives at the symbol from above, `out-right` leaves
    it, `across` passes by, `turn-left` comes from the left and turns down. `back-…` is the dashed
    way back, which turns up.
    """

    symbol: str = ""
    lines: tuple[str, ...] = ()


def flow(
    columns: Sequence[int], *, width: int, returns_from: int | None = None
) -> tuple[tuple[FlowCell, ...], ...]:
    """Draw the symbols and the lines between them: `columns` holds each row's column, from 0.

    `returns_from` is the row whose dashed way back leads to the row above it. Lines never share a
    place: the way on runs at half height and turns down, the way back above it and turns up.

    >>> [[cell.lines for cell in row] for row in flow([0, 1], width=2)]
    [[('out-right',), ('turn-left',)], [(), ('in-top',)]]
    """
    lines: dict[tuple[int, int], list[str]] = defaultdict(list)
    for row in range(len(columns) - 1):
        for below, column, line in way_on(columns[row], columns[row + 1]):
            lines[row + below, column].append(line)
    if returns_from is not None:
        for above, column, line in way_back(columns[returns_from], columns[returns_from - 1]):
            lines[returns_from - above, column].append(line)
    return tuple(
        tuple(
            FlowCell(
                symbol_of(row, len(columns)) if column == own else "", tuple(lines[row, column])
            )
            for column in range(width)
        )
        for row, own in enumerate(columns)
    )


def symbol_of(row: int, count: int) -> str:
    return "terminator" if row in (0, count - 1) else "activity"


def way_on(here: int, there: int) -> Iterator[tuple[int, int, str]]:
    """Lead from a symbol to the one a row below: (rows down, column, line)."""
    if here == there:
        yield 0, here, "out-bottom"
    else:
        yield from ((0, column, line) for column, line in sideways(here, there))
    yield 1, there, "in-top"


def way_back(here: int, there: int) -> Iterator[tuple[int, int, str]]:
    """Lead from a symbol back to the one a row above: (rows up, column, line)."""
    if here == there:
        yield 0, here, "back-loop-out"
        yield 1, here, "back-loop-in"
        return
    yield from ((0, column, f"back-{line}") for column, line in sideways(here, there))
    yield 1, there, "back-in-bottom"


def sideways(here: int, there: int) -> Iterator[tuple[int, str]]:
    """Lead from a symbol to the middle of another column of its row: (column, line)."""
    ahead, behind, step = ("right", "left", 1) if there > here else ("left", "right", -1)
    yield here, f"out-{ahead}"
    yield from ((column, "across") for column in range(here + step, there, step))
    yield there, f"turn-{behind}"
