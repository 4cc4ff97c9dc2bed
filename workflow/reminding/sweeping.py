"""Taking away what uploads, and reports half written, have left behind."""

from collections.abc import Iterator

from kinerja import evidence
from kinerja.signin import history
from workflow import archive
from workflow.reminding.told import Clock, Told


def sweep_uploads(now: Clock) -> Iterator[Told]:
    """Delete parts of uploads that nobody went on with, and bytes that no document needs."""
    swept = evidence.sweep(now())
    if swept:
        yield Told(f"{swept} sisa unggahan lama dihapus.")


def sweep_reports(now: Clock) -> Iterator[Told]:
    """Delete reports that were half written when something was killed."""
    swept = archive.sweep(now())
    if swept:
        yield Told(f"{swept} laporan setengah jadi dihapus.")


def forget_sign_ins(now: Clock) -> Iterator[Told]:
    """Forget sign-ins and wrong passwords of more than a year ago, and sessions that ended."""
    forgotten = history.forget(now())
    if forgotten:
        yield Told(f"{forgotten} catatan masuk dan sesi lama dihapus.")
