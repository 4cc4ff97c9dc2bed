"""A section's value that step 2 replaced is known by itself, not guessed from the reason."""

import make
import pytest

from kinerja import recording
from kinerja.models import Line, Realisation
from kinerja.recording import Entry

TYPED = {"source": "phone", "reason": "Data akhir"}


@pytest.fixture
def write(office):
    """Write 1.1 of the third quarter; say whether it now stands for a section's value."""

    def written(entry: Entry, *, edition: int = 1) -> bool:
        where = {"period": make.period(), "edition": edition, "by": office.kasubag, "at": make.at()}
        recording.write({"1.1": office.lines[0]}, {"1.1": entry}, **where)
        return Realisation.objects.get(line__code="1.1", edition=edition).replaces_section

    return written


def test_value_of_step_2_that_replaces_a_sections_says_so(write):
    assert write(make.entry("90")) is False
    assert write(make.entry("85", **TYPED)) is True


def test_value_that_step_2_typed_first_replaces_nothing(write):
    assert write(make.entry("90", source="phone")) is False
    assert write(make.entry("85", **TYPED)) is False


def test_sections_value_typed_again_replaces_nothing(write):
    write(make.entry("90"))
    assert write(make.entry("90", source="phone")) is False


def test_status_in_the_place_of_a_value_replaces_it_too(write):
    write(make.entry("90"))
    assert write(Entry(status="not_measured", reason="Survei ditiadakan", source="phone")) is True


def test_later_writes_of_step_2_keep_it(write):
    write(make.entry("90"))
    write(make.entry("85", **TYPED))
    assert write(make.entry("86", source="document")) is True
    assert write(make.entry("90", source="document")) is True


def test_it_ends_when_the_section_gives_a_value_again(write):
    write(make.entry("90"))
    write(make.entry("85", **TYPED))
    assert write(make.entry("88")) is False


def test_next_edition_keeps_it(office, write):
    write(make.entry("90"))
    write(make.entry("85", **TYPED))
    lines, period = Line.objects.filter(agreement=office.agreement), make.period()
    keys = [line.pk for line in lines]
    recording.confirm(keys, period=period, edition=1, by=office.admin, at=make.at())
    recording.reopen(lines, period=period, edition=2)
    assert Realisation.objects.get(line__code="1.1", edition=2).replaces_section
    assert write(make.entry("87", source="document"), edition=2) is True
