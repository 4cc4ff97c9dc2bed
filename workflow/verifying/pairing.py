"""Rows against what the journal told of them: each row told by one entry, and the reverse.

An entry that is older than one of its parts does not say it; what it says, its row has to hold.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

Parts = dict[str, object]


def unlike(
    told: Sequence[Parts], held: Sequence[Parts], *, name: Callable[[Parts], str]
) -> Iterator[str]:
    """Pair what was told with what is held, and name what is left over."""
    told, strange = list(told), []
    for row in held:
        fitting = next((each for each in told if fits(row, each)), None)
        if fitting is None:
            strange.append(row)
        else:
            told.remove(fitting)
    for row in strange:
        fault = "berbeda dari catatan jurnalnya" if told else "tidak tercatat di jurnal"
        yield f"{name(row)} {fault}."
        del told[:1]
    yield from (f"{name(each)} hilang; tercatat di jurnal." for each in told)


def fits(row: Mapping, told: Mapping) -> bool:
    return all(told[name] == part for name, part in row.items() if name in told)
