"""Whatever a row can hold comes back from the workbook as it was."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from workbooks import choice_row, filled, form, ratio_row, read, row, written

from kinerja import numbers
from kinerja.forms import CellTexts
from kinerja.recording import TEXT_FIELDS, Entry, Text
from kinerja.table import Words
from kinerja.workbook import read_form, read_unit, texts_of, write_form, write_unit
from kinerja.workbook.columns import STATUS_WORDS
from kinerja.workbook.shape import kept

# Each example starts a process that reads.
seldom = settings(max_examples=25, deadline=None)

digits = st.integers(-(10**15 - 1), 10**15 - 1)
figures = st.builds(
    lambda number, places: Decimal(number).scaleb(-places), digits, st.integers(0, 15)
)
ODD = (
    "=1+1",
    "+62811",
    "-menunggu",
    "@SUM(A1)",
    "'kutip",
    "\u202eterbalik",
    "😀 selesai",
    "_x000D_ apa adanya",
    "baris satu\nbaris dua",
    "a\x00b\x07c",
    "kata " * 1_200,
    "&lt;tebal&gt; <b>&",
    "#DIV/0!",
    "1.250,5",
    "TRUE",
)
LONGEST_REASON = 500
texts = st.sampled_from(ODD) | st.text(max_size=200)
NUMBER, RATIO, CHOICE, STATUS = "1.1", "1.2", "1.3", "1.4"
LABELS = ("BB", "B", "CC, sementara")


def held(text: str) -> str:
    """Give a text as a cell can hold it and a page would take it."""
    return kept(text).strip()


def shape(entries: dict[str, Entry], words: dict[str, Words]):
    """Make a form that holds these entries and words."""
    made = {
        NUMBER: row(NUMBER, satuan="dokumen"),
        RATIO: ratio_row(RATIO),
        CHOICE: choice_row(CHOICE, *LABELS),
        STATUS: row(STATUS),
    }
    fields = {
        code: {"texts": texts_of(entries.get(code)), "words": words.get(code, Words())}
        for code in made
    }
    return form(
        row(NUMBER, satuan="dokumen", **fields[NUMBER]),
        ratio_row(RATIO, **fields[RATIO]),
        choice_row(CHOICE, *LABELS, **fields[CHOICE]),
        row(STATUS, **fields[STATUS]),
    )


@seldom
@given(figures, figures, figures, st.sampled_from(LABELS))
def test_numbers_ratios_and_choices_come_back_as_they_went_out(value, over, under, label):
    entries = {
        NUMBER: Entry(value=value),
        RATIO: Entry(numerator=over, denominator=abs(under) or Decimal(1)),
        CHOICE: Entry(choice=label),
    }
    reading = read_form(write_form(shape(entries, {})), shape(entries, {}))
    assert reading.errors == ()
    assert reading.untouched == {NUMBER, RATIO, CHOICE, STATUS}
    for code, entry in entries.items():
        assert texts_of(reading.values[code]) == texts_of(entry)


@seldom
@given(figures)
def test_a_number_that_is_typed_in_comes_back_by_either_of_its_ways(value):
    plain = form(row(NUMBER, satuan="dokumen"), row("1.5", satuan="dokumen"))
    spoken, stored = numbers.exact(value), Decimal(numbers.canonical(value))
    cells = {(NUMBER, "value"): spoken, ("1.5", "value"): stored}
    reading = read(plain, written(plain, cells, formats=dict.fromkeys(cells, "General")))
    assert reading.errors == ()
    assert reading.values[NUMBER].value == reading.values["1.5"].value == value


@seldom
@given(
    st.sampled_from(sorted(STATUS_WORDS)),
    texts.filter(lambda text: 0 < len(held(text)) <= LONGEST_REASON),
    st.dates(date(2026, 1, 1), date(2030, 12, 31)),
    st.tuples(texts, texts, texts, texts),
)
def test_statuses_and_whatever_was_explained_come_back(status, reason, day, said):
    is_late = status == "not_yet"
    entry = Entry(status=status, reason=held(reason), promised_on=day if is_late else None)
    words = Words(**dict(zip(TEXT_FIELDS, map(held, said), strict=True)), version=4)
    full = shape({STATUS: entry}, {STATUS: words, NUMBER: words})
    reading = read_form(write_form(full), full)
    assert reading.errors == ()
    assert texts_of(reading.values[STATUS]) == texts_of(entry)
    expected = Text(*(getattr(words, name) for name in TEXT_FIELDS), seen=4) if words else None
    assert reading.words.get(STATUS) == reading.words.get(NUMBER) == expected


@seldom
@given(texts.filter(held))
def test_a_text_that_is_typed_in_is_a_text(said):
    blank = form(row(NUMBER))
    reading = read(blank, filled(write_form(blank), {(NUMBER, "drivers"): held(said)}))
    assert reading.words[NUMBER].drivers == held(said)


def test_the_same_form_is_the_same_bytes():
    full = shape({NUMBER: Entry(value=Decimal("82.5"))}, {})
    assert write_form(full) == write_form(full)


def test_a_units_workbook_brings_every_section_back():
    one = form(row("1.1", texts=CellTexts(value="82,5")))
    two = form(row("2.1", texts=CellTexts(value="7")), section=12)
    first, second = read_unit(write_unit([one, two]), [one, two])
    assert (first.untouched, second.untouched) == ({"1.1"}, {"2.1"})
    assert second.values["2.1"].value == 7
