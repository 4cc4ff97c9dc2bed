"""Percentiles of times: always a time that was really measured, never one between two."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Self


@dataclass(frozen=True)
class Spread:
    """Where the times of some rounds lie: half took no more than `median`, nine tenths than p90."""

    median: timedelta
    p90: timedelta
    maximum: timedelta

    @classmethod
    def of(cls, spans: Sequence[timedelta]) -> Self | None:
        """Spread out the times; None without any."""
        if not spans:
            return None
        return cls(nearest_rank(spans, 50), nearest_rank(spans, 90), max(spans))


def nearest_rank(spans: Sequence[timedelta], percent: int) -> timedelta:
    """Give the smallest time that at least `percent` of the times do not exceed.

    Nearest rank, the inverse of the empirical distribution function: definition 1 in R. J. Hyndman
    and Y. Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50 (1996) 4,
    pp. 361-365. Nothing is interpolated: with few rounds a time between two would be nobody's.

    >>> hours = [timedelta(hours=count) for count in (1, 2, 3, 4)]
    >>> [nearest_rank(hours, percent) // timedelta(hours=1) for percent in (25, 50, 51, 90)]
    [1, 2, 3, 4]
    """
    rank = -(-percent * len(spans) // 100)
    return sorted(spans)[max(rank, 1) - 1]
