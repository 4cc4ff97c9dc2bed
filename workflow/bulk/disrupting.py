"""A gangguan kerja of the last days, in a few of the generated offices."""

from datetime import datetime, time, timedelta
from random import Random

from django.utils import timezone

from kinerja.keeping.change import chain_key
from kinerja.models import Chain
from workflow.bulk.chains import Note, bind
from workflow.bulk.ledger import Ledger
from workflow.bulk.office import Office
from workflow.calendars.calendar import Calendar
from workflow.calendars.disruptions import named
from workflow.models import Disruption

EVERY = 12  # which offices, by their numbers
REASON = "Listrik padam di seluruh kecamatan"


def disrupt(
    ledger: Ledger, office: Office, number: int, rng: Random, calendar: Calendar, *, now: datetime
) -> Disruption | None:
    """Let some hours of a recent day fall out: recorded that afternoon, confirmed after it."""
    if number % EVERY:
        return None
    day = calendar.working_day_before(timezone.localdate(now), rng.randint(1, 5))
    began = timezone.make_aware(datetime.combine(day, time(9)))
    recorder, confirmer = office.duties["kasubag"], office.duties["sekcam"]
    return ledger.add(
        Disruption(
            unit=office.unit,
            starts_at=began,
            ends_at=began + timedelta(hours=rng.randint(2, 5)),
            reason=REASON,
            recorded_at=began + timedelta(hours=6),
            recorded_by=recorder.user,
            confirmed_at=began + timedelta(hours=6, minutes=30),
            confirmed_by=confirmer.user,
        )
    )


def tell(ledger: Ledger, office: Office, disruption: Disruption) -> None:
    """Put both acts into the unit's chain."""
    recorder, confirmer = office.duties["kasubag"], office.duties["sekcam"]
    chain = ledger.add(Chain(key=chain_key(office.unit)))
    facts = {
        "starts_at": disruption.starts_at.isoformat(),
        "ends_at": disruption.ends_at.isoformat(),
        "reason": disruption.reason,
    }
    notes = [
        Note(verb, duty.user, duty.title, at, after=facts, note=named(disruption))
        for verb, duty, at in (
            ("record_disruption", recorder, disruption.recorded_at),
            ("confirm_disruption", confirmer, disruption.confirmed_at),
        )
    ]
    ledger.extend(bind(chain, notes))
