"""Keeping a shelf small: of the backups that are whole, the newest stay and the others go."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kinerja.backup import checking, shelf
from kinerja.backup.progress import Tell, silent


@dataclass(frozen=True)
class Thinned:
    """What was taken away, and what is wrong with those that were left because they are damaged."""

    gone: tuple[str, ...]
    faults: tuple[str, ...]


def thin(target: Path, *, keep: int, at: datetime, tell: Tell = silent) -> Thinned:
    """Keep this many whole backups; a damaged one counts for none, and stays to be looked at."""
    with shelf.locked(target, moment=at):
        hashes, whole, wrong = {}, [], []
        for folder in shelf.backups(target):
            found = list(checking.faults(folder, hashes=hashes, tell=tell))
            wrong += found
            whole += [] if found else [folder]
        for folder in whole[keep:]:
            shelf.remove(folder)
    return Thinned(tuple(folder.name for folder in whole[keep:]), tuple(wrong))
