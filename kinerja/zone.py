"""The zone in which the office's day is told: one for the installation, named as people name it."""

from datetime import datetime

from django.utils import timezone

# Keppres 41/1987: Indonesia's three zones; Asia/Pontianak lies in the first.
WORDS = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}


def word(moment: datetime) -> str:
    """Name the zone beside a time of that moment; outside Indonesia as the zone's own rules do."""
    zone = timezone.get_current_timezone_name()
    return WORDS.get(zone) or timezone.localtime(moment).tzname()
