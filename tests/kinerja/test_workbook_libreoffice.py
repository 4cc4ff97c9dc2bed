"""A form that went through LibreOffice comes back as it was filled in."""

from datetime import date
from decimal import Decimal

import pytest
from libreoffice import KEPT, LONG, SOFFICE, kept_form, saved_by_libreoffice
from workbooks import read, written

from kinerja.recording import Entry
from kinerja.workbook import FormReading, write_form


def is_as_filled(reading: FormReading) -> None:
    assert {code: entry.value for code, entry in reading.values.items() if entry.value} == {
        "1.1": Decimal(1100),
        "1.2": Decimal("1250.5"),
        "2.2": Decimal("82.5"),
        "2.3": Decimal("82.5"),
    }
    assert reading.values["1.3"] == Entry(
        numerator=Decimal("33.3"), denominator=Decimal(40), seen=0
    )
    assert reading.values["1.10"].choice == "CC, sementara"
    late = reading.values["2.1"]
    assert (late.status, late.reason) == ("not_yet", "-menunggu BPS 😀")
    assert late.promised_on == date(2026, 11, 15)
    assert reading.words["2.2"].drivers == "=1+1"
    assert reading.words["2.3"].drivers == LONG.strip()
    assert reading.words["2.3"].obstacles == "@baris satu\nbaris dua"
    assert reading.words["2.3"].evidence_note == "BA 12/2026, map biru"
    assert [(error.code, error.cell) for error in reading.errors] == [("2.4", "H17")]
    assert reading.untouched == {"1.2"}
    assert reading.mismatches == ()


def test_the_kept_file_of_libreoffice_is_read_as_it_was_filled():
    shape, _, _ = kept_form()
    is_as_filled(read(shape, KEPT.read_bytes()))


needs_soffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


@needs_soffice
def test_libreoffice_of_today_saves_it_the_same():
    shape, cells, formats = kept_form()
    is_as_filled(read(shape, saved_by_libreoffice(written(shape, cells, formats=formats))))


@needs_soffice
def test_a_form_that_libreoffice_only_saved_is_untouched():
    shape, _, _ = kept_form()
    reading = read(shape, saved_by_libreoffice(write_form(shape)))
    assert reading.untouched == set(shape.by_code)
