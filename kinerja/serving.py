"""Who is at work on the data: many serve at once, or one alone puts a backup in their place.

A lock on a file in DATA_DIR, which the system takes back from a process that ends in any way.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


class Occupied(Exception):
    """Somebody is at work who does not go together with what was asked."""


# Held until the process ends.
held: list[int] = []


def taken(kind: int) -> int:
    """Take the lock and give its file. Raises Occupied."""
    path = Path(settings.DATA_DIR) / "serving.lock"
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(file)
        raise Occupied from error
    return file


def hold() -> None:
    """Serve from now on, until this process ends. Raises Occupied while data is being restored."""
    held.append(taken(fcntl.LOCK_SH))


@contextmanager
def together() -> Iterator[None]:
    """Work beside others. Raises Occupied while data is being restored."""
    yield from under(fcntl.LOCK_SH)


@contextmanager
def alone() -> Iterator[None]:
    """Work while nobody else does. Raises Occupied where somebody is at work."""
    yield from under(fcntl.LOCK_EX)


def under(kind: int) -> Iterator[None]:
    file = taken(kind)
    try:
        yield
    finally:
        os.close(file)
