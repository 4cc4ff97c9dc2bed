"""The word beside a time comes from the zone of the installation, in one place."""

import ast

import make
import pytest
from house import PYTHON, SCRIPTS, TEMPLATES, each, named, tree

from kinerja.templatetags.office import moment
from workflow.actions.door import what_happened
from workflow.calendars.reading import Calendars

# 10.15 in Jakarta.
AT = make.at("2026-11-24 10:15")


@pytest.mark.parametrize(("zone", "said"), [
    ("Asia/Jakarta", "10.15 WIB"),
    ("Asia/Pontianak", "10.15 WIB"),
    ("Asia/Makassar", "11.15 WITA"),
    ("Asia/Jayapura", "12.15 WIT"),
    ("Europe/Berlin", "04.15 CET"),
])  # fmt: skip
def test_time_is_told_in_the_zone_of_the_installation(settings, zone, said):
    settings.TIME_ZONE = zone
    assert moment(AT) == f"Selasa, 24 November 2026, pukul {said}"


def test_refusal_tells_its_time_in_the_same_zone(office, settings):
    record = office.opened(when=AT)
    settings.TIME_ZONE = "Asia/Makassar"
    assert what_happened(record).endswith("24-11-2026 pukul 11.15 WITA.")


def test_working_hours_are_read_in_the_zone_of_the_installation(office, settings):
    """07.30 in Makassar is 06.30 in Jakarta."""
    settings.TIME_ZONE = "Asia/Makassar"
    calendar = Calendars([office.unit.pk]).of(office.unit.pk, known_at=AT)
    assert calendar.week.opening(make.at("2026-11-24 05:00")) == make.at("2026-11-24 06:30")


WORDS = ("WIB", "WITA")


@each(PYTHON)
def test_no_other_module_writes_the_word(path):
    if named(path) == "kinerja/zone.py":
        return
    said = {
        part
        for part in ast.walk(tree(path))
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    } - set(docstrings(tree(path)))
    assert not [part.value for part in said if any(word in part.value for word in WORDS)]


def docstrings(module: ast.Module):
    for node in ast.walk(module):
        if isinstance(node, ast.Expr):
            yield node.value


@pytest.mark.parametrize("path", [*TEMPLATES, *SCRIPTS], ids=named)
def test_no_page_writes_the_word(path):
    assert not [word for word in WORDS if word in path.read_text()]
