"""Indikator kembar: names that differ only in how they are written, and codes used again."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kinerja.models import Agreement, Indicator
from kinerja.planning.plan import PlannedLine

# Of a name what says nothing about which indicator it is.
IDLE = re.compile(r"\bpersentase\b|\bpersen\b|[^\w]|_")


def name_key(name: str) -> str:
    """Fold a name to what tells it apart.

    >>> name_key("Persentase  Desa yang ber-SPM (%)") == name_key("desa yang berSPM")
    True
    """
    return IDLE.sub("", name.casefold()) or name.casefold()


@dataclass(frozen=True)
class Twin:
    """A row that may be about an indicator that the unit measures already."""

    line: PlannedLine
    indicator: Indicator
    reason: str

    @property
    def value(self) -> str:
        """Name this indicator among the choices about the row."""
        return str(self.indicator.pk)


def choice_key(line: PlannedLine) -> str:
    """Name the choice that the person makes about a row."""
    return f"twin-{line.place}"


class Matching:
    """Which indicator of the unit each row is about: the same name, or a twin to be chosen."""

    def __init__(self, indicators: Iterable[Indicator], codes: dict[str, Indicator]) -> None:
        indicators = tuple(indicators)
        self.by_name = {each.name: each for each in indicators}
        self.by_key = {name_key(each.name): each for each in indicators}
        self.by_code = codes

    def same(self, line: PlannedLine) -> Indicator | None:
        return self.by_name.get(line.indicator)

    def twins(self, line: PlannedLine) -> tuple[Twin, ...]:
        """List what the row may be the same as; nothing where its name is known, or is all new."""
        if self.same(line):
            return ()
        like, coded = self.by_key.get(name_key(line.indicator)), self.by_code.get(line.code)
        found = [Twin(line, like, "nama sama, ditulis lain")] if like else []
        if coded and coded != like:
            found.append(Twin(line, coded, f"kode {line.code} pada versi terakhir"))
        return tuple(found)


def matching(base: Agreement | None, indicators: Iterable[Indicator]) -> Matching:
    """Read what rows are matched against, at one question beside the indicators' own."""
    lines = base.lines.select_related("indicator") if base else ()
    return Matching(indicators, {line.code: line.indicator for line in lines})
