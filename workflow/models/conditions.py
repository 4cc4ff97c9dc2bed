"""The conditions of the record's transitions, each with the reason that people read."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model


@dataclass(frozen=True)
class Condition:
    """A condition of a transition, with the reason that people read where it does not hold."""

    holds: Callable[[Model], bool]
    reason: str

    def __call__(self, record: Model) -> bool:
        return self.holds(record)


every_form_is_out = Condition(
    lambda record: record.standing.forms_waiting == 0,
    "Masih ada formulir seksi yang belum didistribusikan.",
)
nothing_must_be_mended = Condition(
    lambda record: not record.standing.to_mend,
    "Masih ada baris yang wajib diperbaiki.",
)
every_row_is_accepted = Condition(
    lambda record: not record.standing.unaccepted,
    "Masih ada baris yang belum diterima.",
)
every_row_is_checked = Condition(
    lambda record: not record.standing.unchecked,
    "Masih ada baris yang belum dinyatakan sesuai.",
)
every_late_value_is_checked = Condition(
    lambda record: not record.standing.unchecked_late,
    "Masih ada nilai susulan yang belum dinyatakan sesuai.",
)
no_note_is_open = Condition(
    lambda record: not record.standing.open_notes,
    "Masih ada catatan yang belum ditutup.",
)
no_late_value_is_approved = Condition(
    lambda record: not record.standing.approved_late,
    "Ada nilai susulan periode ini yang sudah disetujui bersama berkas lain: tunggu berkas itu "
    "disegel, atau minta persetujuannya dibatalkan.",
)
the_edition_is_sealed = Condition(
    lambda record: record.standing.is_sealed,
    "Berkas belum disegel.",
)
the_edition_is_not_sealed = Condition(
    lambda record: not record.standing.is_sealed,
    "Berkas sudah disegel.",
)
the_review_has_not_begun = Condition(
    lambda record: not record.standing.review_has_begun,
    "Koreksi sudah dimulai.",
)
the_archive_has_its_paper = Condition(
    lambda record: record.standing.has_paper,
    "Salinan manual belum disimpan.",
)

every_awaited_receipt_is_here = Condition(
    lambda record: not record.standing.receipts_owed,
    "Tanda terima aplikasi luar yang ditunggu belum dicatat.",
)
