"""How often one may ask for what costs the server: a count per asker and hour, of all workers.

An asker is an address of the public, or a person who uploads or has files made; the count is in
the database, which all workers share.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F
from django.utils.crypto import salted_hmac

from workflow.models import Attempts

KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Limit:
    """What is counted apart, and the setting that says how much of it fits into an hour."""

    kind: str
    setting: str
    unit: int = 1

    @property
    def most(self) -> int:
        return getattr(settings, self.setting) * self.unit


VERIFICATION = Limit("workflow.attempts", "VERIFICATIONS_PER_HOUR")
# Counted in kilobytes: forty small chunks cost as much as the document that they are.
UPLOAD = Limit("workflow.attempts.upload", "UPLOAD_MB_PER_HOUR", unit=1024)
MADE_FILE = Limit("workflow.attempts.made", "FILES_PER_HOUR")


def may_ask(limit: Limit, asker: str, *, at: datetime, weight: int = 1) -> bool:
    """Count what is asked; False where the hour's measure is used up, and nothing is counted."""
    hour = at.replace(minute=0, second=0, microsecond=0)
    name = salted_hmac(limit.kind, asker, algorithm="sha256").hexdigest()
    own = Attempts.objects.filter(address=name, hour=hour)
    if counted(own, limit, weight):
        return True
    if own.exists():
        return False
    Attempts.objects.filter(hour__lt=hour - KEPT).delete()
    Attempts.objects.bulk_create([Attempts(address=name, hour=hour)], ignore_conflicts=True)
    return counted(own, limit, weight)


def counted(own, limit: Limit, weight: int) -> bool:
    """Add what still fits, in one statement: two at once never share the last."""
    fitting = own.filter(count__lte=limit.most - weight)
    return fitting.update(count=F("count") + weight) == 1
