"""A record's values as a table to take along."""

from datetime import datetime

from kinerja.tables_out import TableFile, record
from kinerja.tables_out import measurement as measurements
from kinerja.templatetags.office import moment
from workflow import remarks
from workflow.models import Submission


def table_file(submission: Submission, *, at: datetime) -> TableFile:
    """Lay out the record's present edition, with its remarks; its standing must have been read."""
    return record.table_file(
        submission.standing.table,
        submission.unit,
        edition=submission.edition,
        standing=standing(submission, at),
        remarks=(*remarks.read(submission), *left_out(submission)),
    )


def measurement(submission: Submission, *, at: datetime) -> TableFile:
    """Lay out Pengukuran Kinerja of the record's present edition."""
    return measurements.table_file(
        submission.standing.table,
        submission.unit,
        edition=submission.edition,
        standing=standing(submission, at),
    )


def standing(submission: Submission, at: datetime) -> str:
    archive = submission.standing.archive
    if archive is None:
        state = submission.get_state_display()
        return f"SEMENTARA, keadaan {moment(at)}; berkas pada: {state}"
    sealed = moment(archive.sealed_at)
    return f"FINAL, nomor arsip {archive.register_number}, disegel {sealed}"


def left_out(submission: Submission) -> list[str]:
    """Tell of late values of other periods, which stand in the record's report."""
    count = len(submission.standing.late)
    return [f"Tidak dimuat: {count} nilai susulan periode lain, lihat laporan."] if count else []
