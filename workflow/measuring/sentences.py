"""The plain sentences of an evaluation: a row of a table for each case, the first that holds."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from kinerja.numbers import show
from workflow.measuring.figures import share
from workflow.measuring.line import Line
from workflow.timing.words import duration

# With fewer rounds a share says more about chance than about the SOP.
FEW = 5
NOTHING, SECOND = timedelta(0), timedelta(seconds=1)

Case = tuple[Callable[[Line], bool], str]
Tail = tuple[Callable[[Line], bool], Callable[[Line], str]]

CASES: tuple[Case, ...] = (
    (
        lambda line: not line.finished and line.by_order,
        "{subject} berjalan atas perintah tetap pada {by_order} {noun}; tidak ada yang diukur",
    ),
    (lambda line: not line.finished, "{subject} belum selesai satu kali pun pada rentang ini"),
    (
        lambda line: not line.measured,
        "{subject} selesai pada {finished} {noun}, tetapi waktu kerjanya tidak terukur",
    ),
    (
        lambda line: not line.judged,
        "{subject} selesai pada {measured} {noun} tanpa {limit}; setengahnya dalam {median}",
    ),
    (
        lambda line: line.judged < FEW,
        "{subject} selesai dalam {limit} pada {on_time} dari {judged} {noun}; terlalu sedikit "
        "untuk dinilai",
    ),
    (
        lambda line: line.on_time == line.judged,
        "{subject} selesai dalam {limit} pada semua {judged} {noun}; setengahnya dalam {median}",
    ),
    (
        lambda line: line.on_time == 0,
        "{subject} melampaui {limit} pada semua {judged} {noun}; setengahnya dalam {median}",
    ),
    (
        lambda line: True,
        "{subject} selesai dalam {limit} pada {on_time} dari {judged} {noun}; setengahnya dalam "
        "{median}",
    ),
)
TAILS: tuple[Tail, ...] = (
    (
        lambda line: line.waiting is not None and line.waiting.maximum > NOTHING,
        lambda line: f"; yang terlama menunggu {duration(line.waiting.maximum)}",
    ),
    (
        lambda line: bool(line.returned),
        lambda line: (
            f"; {line.returned} dari {line.reviewed} dikembalikan pada pemeriksaan pertama"
        ),
    ),
)


def tell(line: Line) -> str:
    """Tell a line in one sentence."""
    text = next(text for holds, text in CASES if holds(line))
    told = text.format(
        subject=line.subject,
        noun=line.noun,
        limit=line.limit,
        finished=line.finished,
        measured=line.measured,
        judged=line.judged,
        on_time=line.on_time,
        by_order=line.by_order,
        median=duration(line.working.median) if line.working else "",
    )
    return told + "".join(tail(line) for holds, tail in TAILS if holds(line)) + "."


def bottleneck(steps: Sequence[Line], times: Sequence[tuple[timedelta, timedelta]]) -> str:
    """Name the step with the largest share of the time; empty where no time was spent.

    `times` gives what records waited at each step, and were worked on.
    """
    totals = [waited + worked for waited, worked in times]
    whole = sum(totals, NOTHING)
    if not whole:
        return ""
    place = max(range(len(totals)), key=totals.__getitem__)
    step, (waited, worked) = steps[place], times[place]
    if step.finished < FEW:
        return (
            f"Baru {step.finished} putaran langkah {step.number}: terlalu sedikit untuk menunjuk "
            "langkah yang menyita waktu terbanyak."
        )
    part = show(share(totals[place] // SECOND, whole // SECOND), 0)
    mostly = "menunggu" if waited > worked else "dikerjakan"
    return (
        f"Waktu terbanyak ada pada langkah {step.number}, {step.name}: {part}% dari seluruh waktu "
        f"tunggu dan waktu kerja, sebagian besar {mostly}."
    )
