"""Which record carries a late value: cancelled, opened again, in other years, two at once."""

import json
from datetime import date
from functools import partial

import make
import pytest
from deeds import LATER
from django.db import transaction
from susulan import approved, figure, sealed, the_late
from witness import at_once, refused, statements, verified

from kinerja import table
from kinerja.formula import Accumulation, Basis
from kinerja.models import Line, Realisation
from kinerja.recording import Entry, Text
from workflow import actions
from workflow.actions import Incomplete
from workflow.models import LateValue
from workflow.refused import Refused

AT_MOST, WHEN_IT_MOVES = 20, 28


@pytest.fixture
def origin(office):
    """Triwulan II, sealed without its first value."""
    return office.promised(quarter=2)


@pytest.fixture
def enter(office, origin):
    def press(value="91", *, texts=None, by=None, at=LATER, code="1.1", **fields):
        values = {code: make.entry(value, **fields)} if value else {}
        given = {"values": values, "texts": texts}
        return actions.enter_late(origin, **given, by=by or office.kasubag, at=at)

    return press


def test_cancelled_carrier_lets_it_wait_again(office, enter):
    record = office.reviewing()
    enter()
    actions.check(record, rows=[the_late().key], by=office.sekcam, at=LATER)
    actions.cancel(record, reason="Keliru", by=office.sekcam, at=LATER)
    assert (the_late().carrier, the_late().checked_at) == (None, None)
    again = office.opened(when=LATER)
    assert the_late().carrier == again


def test_cancelled_carrier_hands_it_to_another_open_record(office, enter):
    other = office.opened(quarter=1)
    record = office.opened()
    enter()
    actions.cancel(record, reason="Keliru", by=office.sekcam, at=LATER)
    assert the_late().carrier == other


def test_edition_of_a_record_that_was_reopened_carries_it_too(office, enter):
    record = office.archived()
    enter()
    actions.reopen(record, reason="Keliru", by=office.sekcam, at=LATER)
    assert (the_late().carrier, the_late().carrier_edition) == (record, 2)
    actions.cancel(record, reason="Tidak jadi", by=office.sekcam, at=LATER)
    assert the_late().carrier is None


def test_reopened_origin_passes_by_the_edition_of_its_late_value(office, origin, enter):
    carrier = office.reviewing()
    enter()
    sealed(office, carrier)
    actions.reopen(origin, reason="Keliru", by=office.sekcam, at=LATER)
    record = make.fresh(origin)
    assert record.edition == 3
    rows = dict(Realisation.objects.filter(edition=3).values_list("line__code", "value"))
    assert rows == {"1.1": 91, **dict.fromkeys(office.codes()[1:], 90)}
    values = {"1.1": make.entry("95", reason="Data akhir")}
    actions.enter(record, values=values, by=office.kasubag, at=LATER)
    actions.cancel(record, reason="Tidak jadi", by=office.sekcam, at=LATER)
    record = make.fresh(record)
    assert (record.state, record.edition) == ("archived", 1)
    assert figure(office) == 91
    actions.reopen(record, reason="Perlu juga", by=office.sekcam, at=LATER)
    assert make.fresh(record).edition == 3
    assert Realisation.objects.get(edition=3, line__code="1.1").value == 91
    assert verified()


def test_origin_reopened_meanwhile_takes_its_late_value_back(office, origin, enter):
    """The row is an ordinary one again: its number is not kept in two places."""
    carrier = office.reviewing()
    enter("40", texts={"1.1": Text(obstacles="Cuaca", follow_up="Ulang")})
    actions.reopen(origin, reason="Keliru", by=office.sekcam, at=LATER)
    assert not LateValue.objects.exists()
    record = make.fresh(origin)
    cell = Realisation.objects.get(line__code="1.1", period=record.period, confirmed_at=None)
    assert (record.edition, cell.edition, cell.value) == (2, 2, 40)
    approved(office, carrier)
    assert verified()


def test_origin_is_not_reopened_between_approval_and_seal_of_its_late_value(office, origin, enter):
    carrier = office.reviewing()
    enter()
    approved(office, carrier)
    reopen = partial(actions.reopen, origin, reason="Keliru", by=office.sekcam, at=LATER)
    assert "sudah disetujui bersama berkas lain" in refused(Incomplete, reopen).reason
    actions.seal(carrier, filing="000.8/8", by=office.admin, at=LATER)
    assert reopen()


def test_abandoned_edition_does_not_stand_in_the_way(office, origin, enter):
    actions.reopen(origin, reason="Keliru", by=office.sekcam, at=LATER)
    actions.cancel(origin, reason="Tidak jadi", by=office.sekcam, at=LATER)
    enter()
    assert the_late().cell.edition == 3
    sealed(office, office.reviewing(when=LATER))
    assert figure(office) == 91


def test_later_quarters_sums_take_it_by_itself(db):
    """A sum is incomplete without it; what is sealed together counts together."""
    office = make.office()
    sums = {"accumulation": Accumulation.SUM, "basis": Basis.QUARTER, "satuan": "orang"}
    Line.objects.filter(code="1.1").update(schedule="23", **sums)
    origin = office.promised(quarter=2)
    carrier = office.reviewing(quarter=3, entries={"1.1": make.entry("170")})
    assert not first_row(office, 3).is_complete
    values = {"1.1": make.entry("10")}
    actions.enter_late(origin, values=values, by=office.kasubag, at=LATER)
    assert not first_row(office, 3).is_complete
    sealed(office, carrier)
    content = json.loads(carrier.archives.get().snapshot)
    assert content["objectives"][0]["rows"][0]["realised"] == "180"
    assert first_row(office, 3).is_complete
    assert first_row(office, 3).realised == 180


def first_row(office, quarter):
    (read,) = table.read_year(office.agreement, [make.period(2026, quarter)])
    return read.rows[0]


def test_value_of_last_year_is_measured_against_last_years_target(db):
    office = make.office()
    before = make.agreement(office.unit, year=2025)
    for line in office.lines:
        make.line(before, line.section, line.code, target="50", quarters=(4,))
    now, office.agreement = office.agreement, before
    origin = year_before(office)
    office.agreement = now
    carrier = office.reviewing()
    values = {"1.1": make.entry("60")}
    actions.enter_late(origin, values=values, by=office.kasubag, at=LATER)
    sealed(office, carrier)
    (written,) = json.loads(carrier.archives.get().snapshot)["late"]
    assert (written["target"], written["realised"], written["achievement"]) == ("50", "60", "120")
    assert written["period"] == "Triwulan IV Tahun 2025"


def year_before(office):
    when = {"by": office.kasubag, "at": make.at()}
    actions.open_submission(unit=office.unit, period=make.period(2025, 4), **when)
    record = office.unit.submissions.get(period__year=2025)
    for number, head in enumerate(office.heads):
        actions.distribute_form(office.form(record, number), by=head, at=make.at())
    missing = Entry(status="not_yet", reason="Menunggu", promised_on=date(2026, 10, 20))
    values = dict.fromkeys(office.codes(), make.entry("60")) | {"1.1": missing}
    actions.enter(record, values=values, **when)
    actions.accept(record, rows=office.codes(), **when)
    actions.submit(record, **when)
    actions.check(record, rows=office.codes(), by=office.sekcam, at=make.at())
    actions.approve(record, seen=10_000, by=office.sekcam, at=make.at())
    actions.seal(record, filing="1", by=office.admin, at=make.at())
    return make.fresh(record)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_told(office):
    with transaction.atomic():
        origin = office.promised(quarter=2)
    values = {"1.1": make.entry("91", seen=0)}
    press = partial(actions.enter_late, origin, values=values, by=office.kasubag, at=LATER)
    answers = at_once([press] * 4)
    assert sum(isinstance(answer, Refused) for answer in answers) == 3
    assert LateValue.objects.count() == 1
    assert verified()


@pytest.mark.django_db(transaction=True)
def test_value_and_approval_at_once_never_leave_it_unchecked(office):
    """Either it came before and the approval is refused, or after and it waits."""
    with transaction.atomic():
        origin = office.promised(quarter=2)
        record = office.reviewing()
        actions.check(record, rows=office.codes(), by=office.sekcam, at=LATER)
    values = {"1.1": make.entry("91")}
    at_once(
        [
            partial(actions.enter_late, origin, values=values, by=office.kasubag, at=LATER),
            partial(actions.approve, record, seen=10_000, by=office.sekcam, at=LATER),
        ]
    )
    is_approved = make.fresh(record).state == "archiving"
    assert (the_late().carrier is None) == is_approved
    assert verified()


@pytest.mark.django_db(transaction=True)
def test_opening_and_a_value_at_once_find_each_other(office):
    with transaction.atomic():
        origin = office.promised(quarter=2)
        period = make.period()
    values = {"1.1": make.entry("91")}
    who = {"by": office.kasubag, "at": LATER}
    at_once(
        [
            partial(actions.enter_late, origin, values=values, **who),
            partial(actions.open_submission, unit=office.unit, period=period, **who),
        ]
    )
    assert the_late().carrier.period == period


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("verb", ["enter_late", "check", "send_back", "approve", "seal", "reopen"])
def test_acts_with_late_values_ask_as_much_of_30_rows_as_of_3(verb):
    counts = []
    for rows in (3, 30):
        with transaction.atomic():
            office = make.office(f"Kecamatan {rows}", rows=rows, prefix=f"k{rows}.")
            press = with_late_values(verb, office)
        counts.append(len(statements(press)))
    moves = verb in ("approve", "send_back", "seal", "reopen")
    assert counts[0] == counts[1]
    assert counts[0] <= (WHEN_IT_MOVES if moves else AT_MOST)


def with_late_values(verb, office):
    """Bring two records to where the verb is about late values of all rows."""
    codes = office.codes()
    origin, carrier = office.promised(quarter=2, codes=codes), office.reviewing()
    values = {code: make.entry("91") for code in codes}
    by_sekcam = {"by": office.sekcam, "at": LATER}
    enter = partial(actions.enter_late, origin, values=values, by=office.kasubag, at=LATER)
    if verb == "enter_late":
        return enter
    enter()
    keys = [late.key for late in carrier.carried.all()]
    if verb == "reopen":
        return partial(actions.reopen, origin, reason="Keliru", **by_sekcam)
    if verb == "check":
        return partial(actions.check, carrier, rows=[*codes, *keys], **by_sekcam)
    if verb == "send_back":
        return partial(actions.send_back, carrier, reason="Salah", rows=keys, **by_sekcam)
    actions.check(carrier, rows=[*codes, *keys], **by_sekcam)
    if verb == "seal":
        actions.approve(carrier, seen=10_000, **by_sekcam)
        by_admin = {"filing": "1", "by": office.admin, "at": LATER}
        prepared = actions.prepare_seal(carrier, **by_admin)
        return partial(actions.seal, carrier, **by_admin, prepared=prepared)
    return partial(actions.approve, carrier, seen=10_000, **by_sekcam)
