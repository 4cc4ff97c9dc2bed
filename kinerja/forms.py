"""What people type into cells, read into entries; every message names what was read."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, field
from datetime import date

from kinerja import keys as row_keys
from kinerja import numbers
from kinerja.models import Line
from kinerja.recording import TEXT_FIELDS, Entry, Text
from kinerja.table import Reading, Words


@dataclass(frozen=True)
class CellTexts:
    """The texts of one cell's inputs, as they stand on the page."""

    value: str = ""
    numerator: str = ""
    denominator: str = ""
    status: str = ""
    reason: str = ""
    promised_on: str = ""
    source: str = ""

    @property
    def print(self) -> str:
        """Fingerprint the texts: a cell whose print is as it was shown was not touched."""
        return fingerprint(astuple(self))

    @property
    def echo(self) -> str:
        """Say what an ambiguous number was read as: "1.100 = seribu seratus"."""
        if not numbers.ambiguous(self.value):
            return ""
        read = numbers.parse(self.value)
        return f"{self.value} = {numbers.words(read)}"


@dataclass(frozen=True)
class Typed:
    """What came back from a page of cells."""

    cells: dict[str, CellTexts] = field(default_factory=dict)
    words: dict[str, Text] = field(default_factory=dict)
    values: dict[str, Entry] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def holds_something(self) -> bool:
        """Say whether there is anything to write."""
        return bool(self.values or self.words)


def messages(typed: Typed | None, refused_errors: Mapping[str, str]) -> dict[str, str]:
    """Lay together what reading and writing found wrong, by code."""
    return {**refused_errors, **(typed.errors if typed else {})}


def fingerprint(texts: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()[:12]


def shown(reading: Reading | None) -> CellTexts:
    """Give the texts that a page shows for a cell."""
    if reading is None or reading.is_blank:
        return CellTexts()
    has_status = reading.status != "measured"
    return CellTexts(
        value=reading.choice or numbers.exact(reading.value),
        numerator=numbers.exact(reading.numerator),
        denominator=numbers.exact(reading.denominator),
        status=reading.status if has_status else "",
        reason=reading.reason,
        promised_on=reading.promised_on.isoformat() if reading.promised_on else "",
    )


def words_print(words: Words | Text) -> str:
    """Fingerprint what is written about a row.

    Without a note it is as before there were notes: forms that were downloaded then stay known.
    """
    said = [getattr(words, name).strip() for name in TEXT_FIELDS]
    return fingerprint(said if words.evidence_note.strip() else said[:-1])


def read(post: Mapping[str, str], measures: Mapping[str, str], keys: Iterable[str]) -> Typed:
    """Read the touched cells of these codes (each with its measure) and the words of these keys."""
    typed = Typed()
    for code, measure in measures.items():
        texts = posted(post, code)
        if texts is None or texts.print == post.get(f"shown-{code}", CellTexts().print):
            continue
        typed.cells[code] = texts
        try:
            typed.values[code] = entry(texts, measure, seen=version(post.get(f"seen-{code}")))
        except ValueError as error:
            typed.errors[code] = str(error)
    for key in keys:
        text = posted_words(post, key)
        if text and words_print(text) != post.get(f"wshown-{key}", words_print(Text())):
            typed.words[key] = text
    return typed


def posted(post: Mapping[str, str], code: str) -> CellTexts | None:
    """Collect the texts of one cell; None where the page held no such cell."""
    names = list(CellTexts.__dataclass_fields__)
    if not any(f"{name}-{code}" in post for name in names):
        return None
    return CellTexts(**{name: post.get(f"{name}-{code}", "").strip() for name in names})


def posted_words(post: Mapping[str, str], key: str) -> Text | None:
    if not any(f"{name}-{key}" in post for name in TEXT_FIELDS):
        return None
    texts = {name: post.get(f"{name}-{key}", "").replace("\r\n", "\n") for name in TEXT_FIELDS}
    return Text(**texts, seen=version(post.get(f"wseen-{key}")))


def version(text: str | None) -> int | None:
    return row_keys.key(text)


def entry(texts: CellTexts, measure: str, *, seen: int | None) -> Entry:
    """Turn a cell's texts into an entry. Raises ValueError with an Indonesian message."""
    parts = {} if texts.status else PARTS[measure](texts)
    return Entry(
        **parts,
        status=texts.status,
        reason=texts.reason,
        promised_on=promised(texts.promised_on),
        source=texts.source,
        seen=seen,
    )


def correction_entry(post: Mapping[str, str], code: str, measure: str) -> Entry:
    """Read the one cell that a reviewer corrects. Raises ValueError with an Indonesian message."""
    texts = posted(post, code) or CellTexts()
    read = entry(texts, measure, seen=version(post.get(f"seen-{code}")))
    if not (read.holds_number or read.status):
        raise ValueError("Isi nilai yang benar, atau pilih keadaannya.")
    return read


def number_part(texts: CellTexts) -> dict:
    return {"value": numbers.parse(texts.value)} if texts.value else {}


def ratio_parts(texts: CellTexts) -> dict:
    given = {"numerator": texts.numerator, "denominator": texts.denominator}
    return {name: numbers.parse(text) for name, text in given.items() if text}


def choice_part(texts: CellTexts) -> dict:
    return {"choice": texts.value} if texts.value else {}


PARTS = {
    Line.Measure.NUMBER: number_part,
    Line.Measure.RATIO: ratio_parts,
    Line.Measure.CHOICE: choice_part,
}


def promised(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"Terbaca “{text}”: tulis tanggal seperti 2026-11-15.") from None
