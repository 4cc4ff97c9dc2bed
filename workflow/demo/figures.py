"""The sample's targets and realisations, as offices write them.

A cell is a number, a ratio "pembilang/penyebut", a range "bawah..atas", a predicate, or "–" where
there is none. A line has five cells: Triwulan I to IV, Tahunan.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class YearPlan:
    """One line's targets and realisations in one year."""

    targets: tuple[str, ...]
    realised: tuple[str, ...]


def year(targets: str, realised: str) -> YearPlan:
    """Read two rows of five cells each."""
    return YearPlan(cells(targets), cells(realised))


def cells(text: str) -> tuple[str, ...]:
    found = tuple(cell.strip() for cell in text.split("|"))
    if len(found) != 5:
        raise ValueError(f"five cells expected: {text!r}")
    return found


# By code: the year before, then the year of the latest closed quarter.
SUAK_MIDAI: dict[str, tuple[YearPlan, YearPlan]] = {
    "1.1": (
        year("– | 82 | – | 83 | –", "– | 82,45 | – | 83,12 | –"),
        year("– | 83 | – | 84 | –", "– | 83,62 | – | 84,20 | –"),
    ),
    "1.2": (
        year("90 | 90 | 90 | 90 | –", "188/204 | 176/190 | 201/219 | 167/181 | –"),
        year("92 | 92 | 92 | 92 | –", "197/211 | 205/223 | 214/230 | 190/204 | –"),
    ),
    "1.3": (
        year("30 | 30 | 30 | 30 | –", "29,5 | 28 | 29 | 27,5 | –"),
        year("28 | 28 | 28 | 28 | –", "27,5 | 27 | 26,5 | 26 | –"),
    ),
    "2.1": (
        year("100 | 100 | 100 | 100 | –", "4/4 | 3/4 | 4/4 | 4/4 | –"),
        year("100 | 100 | 100 | 100 | –", "4/4 | 4/4 | 4/4 | 4/4 | –"),
    ),
    "2.2": (
        year("3 | 3 | 3 | 3 | 12", "3 | 3 | 4 | 2 | –"),
        year("3 | 4 | 4 | 3 | 14", "3 | 4 | 4 | 3 | –"),
    ),
    "2.3": (
        year("– | – | – | – | 50", "– | – | – | – | 2/4"),
        year("– | – | – | – | 75", "– | – | – | – | 3/4"),
    ),
    "3.1": (
        year("90 | 90 | 90 | 90 | –", "18/20 | 22/24 | 19/21 | 25/27 | –"),
        year("92 | 92 | 92 | 92 | –", "24/26 | 20/21 | 17/21 | 22/23 | –"),
    ),
    "3.2": (
        year("60 | 120 | 180 | 240 | –", "64 | 121 | 183 | 240 | –"),
        year("65 | 130 | 195 | 260 | –", "61 | 133 | 198 | 262 | –"),
    ),
    "3.3": (
        year("3 | 3 | 3 | 3 | 12", "2 | 3 | 3 | 3 | –"),
        year("3 | 2 | 3 | 2 | 10", "3 | 2 | 2 | 2 | –"),
    ),
    "3.4": (
        year("95 | 95 | 95 | 95 | –", "12/12 | 12/12 | 11/12 | 12/12 | –"),
        year("95 | 95 | 95 | 95 | –", "13/13 | 12/13 | 13/13 | 13/13 | –"),
    ),
    "3.5": (
        year("45 | 45 | 45 | 45 | –", "44 | 42 | 43 | 41 | –"),
        year("40 | 40 | 40 | 40 | –", "39 | 40 | 38,5 | 38 | –"),
    ),
    "4.1": (
        year("– | – | – | – | B", "– | – | – | – | B"),
        year("– | – | – | – | BB", "– | – | – | – | BB"),
    ),
    "4.2": (
        year(
            "Tepat waktu | Tepat waktu | Tepat waktu | Tepat waktu | –",
            "Tepat waktu | Terlambat | Tepat waktu | Tepat waktu | –",
        ),
        year(
            "Tepat waktu | Tepat waktu | Tepat waktu | Tepat waktu | –",
            "Tepat waktu | Tepat waktu | Tepat waktu | Tepat waktu | –",
        ),
    ),
    "4.3": (
        year("15..25 | 40..50 | 65..75 | 90..98 | –", "17,4 | 42,85 | 68,1 | 95,37 | –"),
        year("15..25 | 40..50 | 65..75 | 90..98 | –", "18,92 | 38,6 | 69,75 | 96,12 | –"),
    ),
}
MIDAI: dict[str, tuple[YearPlan, YearPlan]] = {
    "1.2": (
        year("88 | 88 | 88 | 88 | –", "141/158 | 150/169 | 148/166 | 155/173 | –"),
        year("90 | 90 | 90 | 90 | –", "165/179 | 158/174 | 170/188 | 166/183 | –"),
    ),
    "1.3": (
        year("35 | 35 | 35 | 35 | –", "34 | 33,5 | 33 | 33 | –"),
        year("33 | 33 | 33 | 33 | –", "32 | 32,5 | 31 | 31,5 | –"),
    ),
    "2.2": (
        year("2 | 3 | 3 | 2 | 10", "2 | 3 | 3 | 2 | –"),
        year("3 | 3 | 3 | 3 | 12", "3 | 3 | 2 | 4 | –"),
    ),
    "2.3": (
        year("– | – | – | – | 40", "– | – | – | – | 2/5"),
        year("– | – | – | – | 60", "– | – | – | – | 3/5"),
    ),
    "3.3": (
        year("4 | 4 | 4 | 4 | 16", "4 | 3 | 4 | 4 | –"),
        year("4 | 3 | 3 | 3 | 13", "3 | 3 | 3 | 2 | –"),
    ),
}
