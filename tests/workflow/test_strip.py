"""The strip tells who, since when, in what round; only a return makes a perbaikan."""

from datetime import timedelta

import make
import pytest

from workflow import actions
from workflow.screens.strip import duration, strip

NOON = make.at("2026-10-05 12:00")


def lines(record, number: int) -> str:
    return " · ".join(strip(make.fresh(record), at=NOON)[number - 1].lines)


@pytest.mark.parametrize(("span", "words"), [
    (timedelta(seconds=20), "kurang dari 1 menit"),
    (timedelta(minutes=12), "12 menit"),
    (timedelta(hours=5, minutes=10), "5 jam 10 menit"),
    (timedelta(days=2, hours=3, minutes=4), "2 hari 3 jam"),
])  # fmt: skip
def test_a_span_is_said_in_two_words_at_most(span, words):
    assert duration(span) == words


def test_step_1_counts_the_forms_that_are_out(office):
    record = office.opened()
    actions.distribute_form(office.form(record), by=office.kasi, at=make.at())
    assert "1 dari 2 formulir didistribusikan" in lines(record, 1)


def test_a_return_makes_a_perbaikan_and_is_marked_as_an_addition(office):
    record = office.reviewing()
    actions.send_back(record, reason="Periksa", by=office.sekcam, at=make.at())
    assert "perbaikan ke-1" in lines(record, 2)
    assert "tambahan dari SOP" in strip(make.fresh(record), at=NOON)[2].back


def test_a_withdrawal_makes_no_perbaikan(office):
    record = office.reviewing()
    actions.withdraw(record, by=office.kasubag, at=make.at())
    assert "perbaikan" not in lines(record, 2)
