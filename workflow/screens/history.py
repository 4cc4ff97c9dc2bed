"""What happened to a record, as people read it: newest first, values from what to what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from kinerja import numbers
from kinerja.models import JournalEntry, Realisation
from kinerja.signature import Outcome
from kinerja.templatetags.office import day
from workflow import rules
from workflow.models import Correction, SectionForm, State, Submission, Urgency

PART_NAMES = {
    "value": "",
    "numerator": "pembilang",
    "denominator": "penyebut",
    "choice": "",
    "status": "",
    "reason": "alasan",
    "promised_on": "dijanjikan",
    "source": "sumber",
    "drivers": "faktor pendorong",
    "obstacles": "faktor penghambat",
    "follow_up": "tindak lanjut",
    "evidence_note": "catatan dokumen",
}
FACTS = {
    "sheet": "lembar",
    "to": "kepada",
    "instructions": "dengan hormat harap",
    "row": "baris",
    "urgency": "sifat",
    "deadline": "batas waktu",
    "agenda_number": "nomor agenda",
    "letter_number": "nomor surat",
    "letter_date": "tanggal surat",
    "received_on": "diterima tanggal",
    "people": "petugas",
    "instruction": "perintah",
    "due": "kembali paling lambat",
    "returned": "baris",
    "added": "baris baru",
    "dropped": "baris yang tidak ditanyakan lagi",
    "prepared": "formulir disiapkan",
    "skipped": "formulir tidak diperlukan lagi",
    "late": "susulan yang dibawa",
    "carrier": "dikoreksi bersama",
    "title": "dokumen",
    "supports": "mendukung baris",
    "removed": "dilepas",
    "link": "tautan",
    "scan_of": "pindaian formulir",
    "register_number": "nomor arsip",
    "sha256": "SHA-256 isi",
    "file_sha256": "SHA-256 laporan",
    "template": "versi templat",
    "typst": "versi typst",
    "sealed_sha256": "SHA-256 laporan yang disegel",
    "signed_by": "ditandatangani oleh",
    "check": "pemeriksaan",
    "box": "boks",
    "shelf": "rak",
    "signers": "ditandatangani",
    "copy_of": "salinan edisi",
    "archive_of": "arsip edisi",
    "superseded": "salinan edisi",
    "application": "aplikasi",
    "receipt": "nomor tanda terima",
    "classification": "kode klasifikasi",
    "retention": "retensi",
    "fate": "nasib akhir",
    "edition": "edisi",
    "form": "formulir",
    "agreement": "perjanjian kinerja",
    "answer": "jawaban",
}
# Told where data arsip were corrected; beside a seal they would be too many.
DESCRIBED = {
    "summary": "uraian",
    "from_day": "kurun waktu dari",
    "to_day": "kurun waktu sampai",
    "development": "tingkat perkembangan",
    "medium": "media",
    "security": "klasifikasi keamanan",
    "location": "lokasi",
}


@dataclass(frozen=True)
class RowChange:
    """What one row held before and after."""

    code: str
    before: str
    after: str


@dataclass(frozen=True)
class Event:
    """One entry of the journal in the words of the office."""

    number: int
    moment: datetime
    who: str
    capacity: str
    what: str
    note: str
    facts: tuple[str, ...]
    rows: tuple[RowChange, ...]


def read(submission: Submission) -> tuple[Event, ...]:
    """Tell the record's chain, newest first."""
    return tuple(event(entry) for entry in submission.journal().order_by("-number"))


def event(entry: JournalEntry) -> Event:
    before, after = entry.before.get("rows", {}), entry.after.get("rows", {})
    return Event(
        number=entry.number,
        moment=entry.moment,
        who=entry.name or entry.capacity,
        capacity=entry.capacity if entry.name else "",
        what=rules.told(entry.verb),
        note=entry.note,
        facts=tuple(facts(entry.after)),
        rows=tuple(
            RowChange(code, worded(before.get(code, {})), worded(after[code])) for code in after
        ),
    )


def facts(after: Mapping[str, str]) -> list[str]:
    told = FACTS | (DESCRIBED if "archive_of" in after else {})
    found = [f"{word}: {part(name, after[name])}" for name, word in told.items() if after.get(name)]
    if "state" in after:
        found.append(f"keadaan: {State(after['state']).label}")
    return found


def worded(parts: Mapping[str, str]) -> str:
    """Write what a cell held: "90,5; sumber dari seksi"."""
    return "; ".join(
        f"{PART_NAMES.get(name, name)} {part(name, text)}".strip() for name, text in parts.items()
    )


def part(name: str, text: str) -> str:
    """Write one part of the journal's plain texts in the words of the office."""
    return WORDINGS.get(name, str)(text)


def number(text: str) -> str:
    return numbers.exact(Decimal(text))


def calendar_day(text: str) -> str:
    return day(date.fromisoformat(text))


WORDINGS = {
    "value": number,
    "numerator": number,
    "denominator": number,
    "due": calendar_day,
    "deadline": calendar_day,
    "promised_on": calendar_day,
    "letter_date": calendar_day,
    "received_on": calendar_day,
    "from_day": calendar_day,
    "to_day": calendar_day,
    "check": lambda text: Outcome(text).label,
    "answer": lambda text: Correction.Answer(text).label,
    "urgency": lambda text: Urgency(text).label,
    "status": lambda text: Realisation.Status(text).label,
    "source": lambda text: Realisation.Source(text).label,
}


def last_return(submission: Submission) -> JournalEntry | None:
    """Find the entry by which this edition was last returned."""
    entries = submission.journal().filter(number__gte=submission.edition_began)
    return entries.filter(verb="send_back").order_by("-number").first()


def last_form_return(form: SectionForm) -> JournalEntry | None:
    """Find the entry by which step 2 last returned this form."""
    entries = form.submission.journal().filter(verb="return_form", after__form=form.section.name)
    return entries.order_by("-number").first()
