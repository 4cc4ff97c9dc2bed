"""What a step of the daily run tells, and how the failure of one unit leaves the others alone."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

Clock = Callable[[], datetime]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Told:
    """One line of the run: something that was done, or that failed."""

    text: str
    is_failure: bool = False


def each(things: Iterable, act: Callable[..., str], *, name: Callable[..., str]) -> Iterator[Told]:
    """Do the act for each thing and tell what it says; nothing said, nothing told."""
    for thing in things:
        try:
            said = act(thing)
        except Exception as error:
            # Whatever is wrong with one unit is told, and the others are served all the same.
            yield failed(name(thing), error)
            continue
        if said:
            yield Told(said)


def step(act: Callable[[Clock], Iterator[Told]], now: Clock) -> Iterator[Told]:
    """Take one step of the run; what stops it does not stop the next."""
    try:
        yield from act(now)
    except Exception as error:
        yield failed(act.__name__, error)


def failed(name: str, error: Exception) -> Told:
    log.error("daily: %s", name, exc_info=error)
    reason = getattr(error, "reason", "") or f"{type(error).__name__}: {error}"
    return Told(f"{name}: gagal. {reason}", is_failure=True)
