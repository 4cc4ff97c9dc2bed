from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError, connection
from django.utils.timezone import localtime

from kinerja import zone
from workflow.health.checks import BACKUP, CHECKS, CLOCK, DATABASE, DISK, VERIFY, Found

# What the administrator looks for first.
FIRST_READ = (CLOCK, DISK, BACKUP, VERIFY)
NOT_ANSWERED = "Periksa basis data di server: panduan server, bagian Gangguan."


@dataclass(frozen=True)
class Health:
    """How the installation stood at one moment."""

    at: datetime
    found: tuple[Found, ...]

    @property
    def is_well(self) -> bool:
        return not self.faults

    @property
    def faults(self) -> tuple[Found, ...]:
        return tuple(each for each in self.found if not each.is_well)

    @property
    def answers(self) -> bool:
        """Say whether the database can be asked for more."""
        return all(each.name != DATABASE for each in self.faults)

    @property
    def first(self) -> Found:
        """Give the fault that is told where there is room for one sentence."""
        return self.faults[0]

    @property
    def others(self) -> int:
        return len(self.faults[1:])

    @property
    def in_short(self) -> str:
        return " ".join(each.said for each in self.found if each.name in FIRST_READ)

    def in_public(self) -> dict:
        """Say it to anybody: which check is well, and no figure, path or name."""
        return {
            "keadaan": told(self.is_well),
            "pada": localtime(self.at).isoformat(),
            "zona": zone.word(self.at),
            "pemeriksaan": {each.name: told(each.is_well) for each in self.found},
        }


def told(is_well: bool) -> str:
    return "baik" if is_well else "perlu diperiksa"


def read(*, at: datetime) -> Health:
    """Do every check; what asks the database is left out once it does not answer."""
    found, answers = [], True
    for check in CHECKS:
        if check.asks_database and not answers:
            continue
        try:
            found.append(check.run(check.name, at))
        except DatabaseError:
            answers = False
            # Broken off in the middle it would refuse the next request too.
            connection.close()
            found.append(Found(DATABASE, False, "Basis data tidak menjawab.", NOT_ANSWERED))
    return Health(at, tuple(found))
