"""What a line takes: each rule answers with an Indonesian message, or None where it fits."""

from collections.abc import Mapping

from kinerja import numbers
from kinerja.models import Line, Predicate, Realisation
from kinerja.recording.entry import Entry

Predicates = Mapping[tuple[int, str], Predicate]

WITHOUT_NUMBER = (Realisation.Status.NOT_YET, Realisation.Status.NOT_MEASURED)
CHOOSABLE = ("", *WITHOUT_NUMBER)
SOURCES = ("", *Realisation.Source.values)
LONGEST_REASON = Realisation._meta.get_field("reason").max_length


def misfit(line: Line, entry: Entry, predicates: Predicates) -> str | None:
    """Say in Indonesian why the line cannot take the entry, or None."""
    if entry.status not in CHOOSABLE or entry.source not in SOURCES:
        return "Pilih status dan sumber dari daftarnya."
    if len(entry.reason) > LONGEST_REASON:
        return f"Alasan paling panjang {LONGEST_REASON} huruf."
    if entry.status in WITHOUT_NUMBER:
        return status_misfit(entry)
    if not entry.holds_number:
        return None
    return MISFITS[line.measure](line, entry, predicates)


def status_misfit(entry: Entry) -> str | None:
    if entry.holds_number:
        return "Pilih salah satu: isi nilainya, atau pilih statusnya."
    if not entry.reason.strip():
        return "Tuliskan alasannya."
    if entry.status == Realisation.Status.NOT_YET and entry.promised_on is None:
        return "Isi tanggal yang dijanjikan."
    return None


def number_misfit(line: Line, entry: Entry, _predicates: Predicates) -> str | None:
    if entry.value is None:
        return "Isi satu angka."
    if entry.value < 0 and not line.allows_negative:
        return f"Terbaca {numbers.exact(entry.value)}: nilai tidak boleh negatif."
    if entry.value > 100 and line.at_most_100:
        return f"Terbaca {numbers.exact(entry.value)}: paling tinggi 100."
    return None


def ratio_misfit(line: Line, entry: Entry, _predicates: Predicates) -> str | None:
    if entry.numerator is None or entry.denominator is None:
        return "Isi pembilang dan penyebut."
    if entry.denominator < 0 or (entry.numerator < 0 and not line.allows_negative):
        return "Pembilang dan penyebut tidak boleh negatif."
    if line.at_most_100 and entry.numerator > entry.denominator:
        return "Pembilang lebih besar daripada penyebut: paling tinggi 100%."
    return None


def choice_misfit(line: Line, entry: Entry, predicates: Predicates) -> str | None:
    if (line.scale_id, entry.choice) not in predicates:
        return f"“{entry.choice}” tidak ada dalam skala. Pilih dari daftar."
    return None


MISFITS = {
    Line.Measure.NUMBER: number_misfit,
    Line.Measure.RATIO: ratio_misfit,
    Line.Measure.CHOICE: choice_misfit,
}
