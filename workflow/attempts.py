"""How often the public may ask: a count per address and hour, in the database of all workers."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F
from django.utils.crypto import salted_hmac

from workflow.models import Attempts

KEPT = timedelta(days=1)


def may_ask(address: str, *, at: datetime) -> bool:
    """Count one attempt of an address; False where it has used up its hour, and is not counted."""
    hour = at.replace(minute=0, second=0, microsecond=0)
    name = salted_hmac("workflow.attempts", address, algorithm="sha256").hexdigest()
    own = Attempts.objects.filter(address=name, hour=hour)
    if counted(own):
        return True
    if own.exists():
        return False
    Attempts.objects.filter(hour__lt=hour - KEPT).delete()
    Attempts.objects.bulk_create([Attempts(address=name, hour=hour)], ignore_conflicts=True)
    return counted(own)


def counted(own) -> bool:
    """Add one below the limit, in one statement: two at once never share the last."""
    limit = settings.VERIFICATIONS_PER_HOUR
    return own.filter(count__lt=limit).update(count=F("count") + 1) == 1
