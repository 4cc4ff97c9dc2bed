"""The zone in which the office's day is told: one for the installation, named as people name it."""

from datetime import datetime, timedelta

from django.utils import timezone

# Keppres 41/1987: Indonesia's three zones; Asia/Pontianak lies in the first.
WORDS = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}


# Reports whose snapshot names no zone were told in this one; it has no daylight saving.
FIRST, FIRST_OFFSET = "Asia/Jakarta", timedelta(hours=7)


def word(moment: datetime) -> str:
    """Name the zone beside a time of that moment; outside Indonesia as the zone's own rules do."""
    zone = timezone.get_current_timezone_name()
    return WORDS.get(zone) or timezone.localtime(moment).tzname()


def told(moment: datetime) -> dict:
    """Write the zone as a snapshot keeps it: no table of zones is asked again later.

    Its offset is that of the moment, in minutes; where clocks change, the whole report keeps it.
    """
    offset = timezone.localtime(moment).utcoffset()
    name = timezone.get_current_timezone_name()
    return {"name": name, "word": word(moment), "offset": offset // timedelta(minutes=1)}
