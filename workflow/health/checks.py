"""The checks: each a row, cheap enough to be asked every minute, in words for who keeps it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Q

from kinerja import upkeep
from kinerja.backup import durable
from kinerja.models import JournalEntry
from kinerja.templatetags.office import moment
from workflow.models import Mail

# One night may be missed, and one week; see the timers in deploy/systemd.
BACKUP_WITHIN, VERIFY_WITHIN = timedelta(hours=50), timedelta(days=9)
# Timers of working days alone rest from Friday to Monday.
DAILY_WITHIN = timedelta(days=3, hours=12)
# A mail host may be away for a night; what is given up is told of for as long as it was tried.
MAIL_WITHIN, MAIL_TOLD = timedelta(days=1), timedelta(days=7)
LEAST_FREE_MB = 1024
MEGABYTE = 1024 * 1024
DATABASE, CLOCK, DISK = "basis data", "jam server", "ruang disk"
BACKUP, VERIFY = "cadangan", "pemeriksaan (verify)"


@dataclass(frozen=True)
class Found:
    """What one check found: how it stands, and where it is not well what to do, on which page."""

    name: str
    is_well: bool
    said: str
    remedy: str = ""
    page: str = ""


@dataclass(frozen=True)
class Check:
    name: str
    run: Callable[[str, datetime], Found]
    asks_database: bool = False


def database(name: str, _at: datetime) -> Found:
    """Read one row through the connection that pages use. Raises DatabaseError."""
    JournalEntry.objects.values_list("pk").first()
    return Found(name, True, "Basis data menjawab.")


def clock(name: str, at: datetime) -> Found:
    """Compare the server's clock with what was written last: time does not run backwards."""
    last = JournalEntry.objects.order_by("-pk").values_list("moment", flat=True).first()
    if last is None or last <= at:
        return Found(name, True, f"Jam server {moment(at)}.")
    said = f"Jam server {moment(at)}, lebih awal daripada catatan terakhir ({moment(last)})."
    return Found(name, False, said, "Perbaiki jam server; sampai itu tidak ada yang ditulis.")


def outbox(name: str, at: datetime) -> Found:
    """Look for letters that were tried and are still here, or were given up."""
    if not settings.EMAIL_HOST:
        return Found(name, True, "Surel tidak dipakai.")
    late = Q(next_attempt_at__isnull=False, created_at__lt=at - MAIL_WITHIN)
    given_up = Q(next_attempt_at=None, created_at__gte=at - MAIL_TOLD)
    stuck = Mail.objects.filter(late | given_up, sent_at=None, attempts__gt=0)
    oldest = stuck.order_by("created_at").values_list("created_at", flat=True).first()
    if oldest is None:
        return Found(name, True, "Surel keluar terkirim.")
    said = f"Ada surel yang tidak terkirim sejak {moment(oldest)}."
    return Found(name, False, said, "Sebabnya ada di Pengelola, Surel keluar.")


def disk(name: str, _at: datetime) -> Found:
    """Ask the disks of the data and of its backups what is left."""
    places = (Path(settings.DATA_DIR), durable.existing(Path(settings.BACKUP_DIR)))
    free = min(durable.room_below(place) for place in places) // MEGABYTE
    said = f"Ruang disk tersisa {size(free)}."
    if free >= LEAST_FREE_MB:
        return Found(name, True, said)
    return Found(name, False, said, "Kosongkan disk sebelum penuh: pindahkan cadangan lama.")


def backup(name: str, at: datetime) -> Found:
    found = upkept(name, upkeep.BACKUP, at, within=BACKUP_WITHIN, word="Cadangan", do=MAKE_BACKUP)
    return found if found.is_well else replace(found, page="backup")


def verify(name: str, at: datetime) -> Found:
    return upkept(
        name, upkeep.VERIFY, at, within=VERIFY_WITHIN, word="Pemeriksaan (verify)", do=RUN_VERIFY
    )


def daily(name: str, at: datetime) -> Found:
    word = "Pekerjaan harian"
    return upkept(name, upkeep.DAILY, at, within=DAILY_WITHIN, word=word, do=RUN_DAILY)


MAKE_BACKUP = "Buat sekarang: Kantor, Cadangan."
RUN_VERIFY = "Jalankan manage.py verify di server dan baca yang disebutnya."
RUN_DAILY = "Periksa timer kinerja-daily di server."


def upkept(name: str, kind: str, at: datetime, *, within: timedelta, word: str, do: str) -> Found:
    """Judge a note of upkeep; where none was written yet, from the first act on."""
    note = upkeep.last(kind)
    if note is None:
        first = JournalEntry.objects.order_by("pk").values_list("moment", flat=True).first()
        is_new = first is None or at - first <= within
        return Found(name, is_new, f"{word} belum pernah dijalankan.", "" if is_new else do)
    if not note.is_well:
        return Found(name, False, f"{word} gagal {moment(note.at)}.", do)
    said = f"{word} terakhir {moment(note.at)}"
    if at - note.at > within:
        return Found(name, False, f"{said}, terlalu lama.", do)
    return Found(name, True, f"{said}.")


CHECKS = (
    Check(DATABASE, database, asks_database=True),
    Check(CLOCK, clock, asks_database=True),
    Check(DISK, disk),
    Check(BACKUP, backup, asks_database=True),
    Check(VERIFY, verify, asks_database=True),
    Check("pekerjaan harian", daily, asks_database=True),
    Check("surel keluar", outbox, asks_database=True),
)


def size(megabytes: int) -> str:
    return f"{megabytes} MB" if megabytes < 10 * 1024 else f"{megabytes // 1024} GB"
