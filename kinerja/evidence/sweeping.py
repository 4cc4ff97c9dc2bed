"""Taking away what nobody needs any more: old parts of uploads, and bytes without a row."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from kinerja.evidence import storing
from kinerja.models import StoredFile

# Longer than a browser may be without a line; longer than any act, and any backup, takes.
PARTS_KEPT, STRAYS_KEPT = timedelta(days=3), timedelta(days=1)


def sweep(at: datetime) -> int:
    """Delete old parts, and old bytes that no document names; count the files."""
    parts = Path(settings.DATA_DIR) / "uploads"
    old = [*older(parts.glob("*/*.part"), at - PARTS_KEPT), *strays(at - STRAYS_KEPT)]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def strays(before: datetime) -> Iterator[Path]:
    """List what a crash, an act that was refused, or a document taken away has left.

    The names are asked for first: bytes that get a row meanwhile are too young to be listed.
    """
    place = storing.folder()
    named = set(StoredFile.objects.values_list("stored_name", flat=True))
    yield from older(place.glob("*/*.tmp"), before)
    for path in older(place.glob("*/*/*"), before):
        if path.relative_to(place).as_posix() not in named:
            yield path


def older(paths: Iterator[Path], before: datetime) -> Iterator[Path]:
    for path in paths:
        if path.is_file() and datetime.fromtimestamp(path.stat().st_mtime, UTC) < before:
            yield path
