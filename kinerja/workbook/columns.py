"""The columns of the form, in their order: one table for writing and for reading back."""

from dataclasses import dataclass

from kinerja.recording import TEXT_FIELDS

NUMBER_KEYS = ("value", "numerator", "denominator")
STATUS_KEYS = ("status", "reason", "promised_on")


@dataclass(frozen=True)
class Column:
    """One column: what it holds, its head, and how wide it is in characters."""

    key: str
    head: str
    width: int
    is_input: bool = False


# The hidden column goes with its row wherever the row is moved; the sheet's own key is in A1.
COLUMNS = (
    Column("key", "Kunci", 4),
    Column("code", "Kode", 7),
    Column("indicator", "Indikator", 32),
    Column("satuan", "Satuan", 9),
    Column("basis", "Dasar", 10),
    Column("target", "Target", 10),
    Column("previous", "Lalu", 10),
    Column("value", "Realisasi", 12, is_input=True),
    Column("numerator", "Pembilang", 11, is_input=True),
    Column("denominator", "Penyebut", 11, is_input=True),
    Column("status", "Keadaan", 13, is_input=True),
    Column("reason", "Alasan", 18, is_input=True),
    Column("promised_on", "Dijanjikan tanggal", 11, is_input=True),
    Column("drivers", "Faktor pendorong", 19, is_input=True),
    Column("obstacles", "Faktor penghambat", 19, is_input=True),
    Column("follow_up", "Tindak lanjut", 19, is_input=True),
    Column("evidence_note", "Catatan dokumen pendukung", 15, is_input=True),
)
OF_RATIOS = ("numerator", "denominator")
GIVEN_KEYS = (*NUMBER_KEYS, *STATUS_KEYS, *TEXT_FIELDS)

STATUS_WORDS = {"not_yet": "belum tersedia", "not_measured": "tidak diukur"}
ALSO_MEASURED = ("", "ada angkanya", "terisi", "-")
