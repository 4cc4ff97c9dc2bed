"""A planning document that went through LibreOffice says what it said."""

import pytest
from libreoffice import KEPT_PLAN, SOFFICE, kept_plan, saved_by_libreoffice, typed_plan

from kinerja.planning.reading import read_plan


def is_as_written(content: bytes) -> None:
    lines, known = kept_plan()
    found = read_plan(content, known)
    assert (found.errors, found.notes) == ((), ())
    assert [dict(line.values) for line in found.lines] == [dict(line.values) for line in lines]
    assert [line.place for line in found.lines] == [line.place for line in lines]


def test_the_kept_document_of_libreoffice_is_read_as_it_was_written():
    is_as_written(KEPT_PLAN.read_bytes())


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_of_today_saves_the_document_the_same():
    is_as_written(saved_by_libreoffice(typed_plan()))
