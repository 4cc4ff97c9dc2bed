"""A later agreement version for a record under way: what follows, what falls, what is prepared."""

from datetime import timedelta
from functools import partial
from threading import Event
from time import sleep

import make
import pytest
from deeds import DEEDS, LATER, STAGES, stage
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from strangers import strangers
from version_deeds import VERSION_DEEDS, adopt, adopted, amended, later, rows, values
from witness import at_once, nothing_changes, raised, refused, statements, verified

from kinerja.formula import Kind
from kinerja.models import EvidenceRow, Explanation, Line, Realisation
from workflow import actions
from workflow.actions import ClockWrong, Incomplete, NotNow, NotYours, Refused, Text
from workflow.models import FormState

pytestmark = pytest.mark.django_db(transaction=True)
DEED = VERSION_DEEDS["adopt_agreement"]


@pytest.fixture
def office():
    with transaction.atomic():
        return make.office()


# What follows


def test_values_follow_their_indicators_and_stay_one_cell(office):
    record = office.filled()
    before = Realisation.objects.count()
    amended(office, targets={"1.1": "85"})
    record, _ = adopted(office, record)
    assert record.agreement.version == 2
    assert values(record) == dict.fromkeys(office.codes(), "90")
    assert Realisation.objects.count() == before
    assert not Realisation.objects.filter(line__agreement=office.agreement).exists()


def test_value_follows_an_indicator_that_got_another_code(office):
    record = office.filled(entries={"1.1": make.entry("77")})
    amended(office, facts={"1.1": {"code": "1.1a"}})
    record, _ = adopted(office, record)
    assert values(record)["1.1a"] == "77"
    assert "1.1" not in values(record)


def test_acceptance_falls_where_target_or_kind_changed_and_nowhere_else(office):
    record = office.accepted()
    amended(
        office,
        targets={"1.1": "85"},
        facts={"1.2": {"kind": Kind.LOWER}, "2.1": {"person_in_charge": "Kasi"}},
    )
    record, _ = adopted(office, record)
    fallen = {code for code, each in rows(record).items() if not each.is_accepted}
    assert fallen == {"1.1", "1.2"}
    with pytest.raises(Incomplete):
        actions.submit(record, by=office.kasubag, at=LATER)
    actions.accept(record, rows=["1.1"], by=office.kasubag, at=LATER)


def test_target_of_a_later_quarter_lets_no_acceptance_fall(office):
    record = office.accepted()
    made = amended(office)
    made.lines.get(code="1.1").targets.filter(quarter=4).update(value=99)
    record, _ = adopted(office, record)
    assert all(each.is_accepted for each in rows(record).values())


def test_page_that_lay_open_before_is_stale_for_a_changed_row(office):
    record = office.filled()
    amended(office, targets={"1.1": "85"})
    record, _ = adopted(office, record)
    with pytest.raises(actions.Stale):
        actions.accept(record, rows={"1.1": 1}, by=office.kasubag, at=LATER)
    actions.accept(record, rows={"1.2": 1}, by=office.kasubag, at=LATER)


def test_explanations_follow_their_row_and_their_sasaran(office):
    record = office.filled()
    goal = actions.objective_key(1)
    texts = {"1.1": Text(drivers="Gotong royong"), goal: Text(obstacles="Cuaca")}
    actions.explain(record, texts=texts, by=office.kasubag, at=LATER)
    amended(office, targets={"1.1": "85"})
    record, _ = adopted(office, record)
    assert rows(record)["1.1"].row.words.drivers == "Gotong royong"
    assert record.standing.table.groups[0].words.obstacles == "Cuaca"
    assert Explanation.objects.count() == 2


def test_documents_follow_their_row_and_what_was_taken_off_stays_with_who_and_why(office):
    """The database refuses to move what was taken off: the act ended in a fault of the program."""
    record = office.filled()
    links = [f"https://contoh.go.id/{name}" for name in ("rekap", "rekap-benar")]
    actions.attach(record, rows=["1.1"], link=links[0], title="Rekap", by=office.kasubag, at=LATER)
    wrong = EvidenceRow.objects.get()
    why = {"reason": "Tertukar", "by": office.kasubag, "at": LATER}
    actions.replace_evidence(record, wrong.evidence, link=links[1], title="Rekap", **why)
    made = amended(office, targets={"1.1": "85"})
    adopted(office, record)
    assert EvidenceRow.objects.get(removed_at=None).line == made.lines.get(code="1.1")
    left = EvidenceRow.objects.get(pk=wrong.pk)
    assert (left.line, left.removed_by, left.reason) == (wrong.line, office.kasubag, "Tertukar")
    verified()


def test_value_measured_in_another_way_stays_behind_and_the_row_is_blank(office):
    record = office.accepted()
    amended(office, facts={"1.1": {"measure": Line.Measure.RATIO}})
    record, _ = adopted(office, record)
    row = rows(record)["1.1"]
    assert row.row.is_blank and not row.is_accepted
    entry = actions.Entry(numerator=make.entry("9").value, denominator=make.entry("10").value)
    actions.return_form(
        office.form(record), rows=["1.1"], reason="Isi pecahannya", by=office.kasubag, at=LATER
    )
    actions.hand_in(office.form(record), values={"1.1": entry}, by=office.kasi, at=LATER)
    assert not rows(record)["1.1"].is_accepted


def test_dropped_indicator_keeps_what_was_typed_and_is_not_asked(office):
    record = office.filled()
    amended(office, without=("1.1",))
    record, entry = adopted(office, record)
    assert "1.1" not in rows(record)
    assert Realisation.objects.get(line__code="1.1").line.agreement == office.agreement
    assert entry.after["dropped"] == "1.1"


def test_the_entry_tells_both_versions_and_what_differs(office):
    record = office.filled()
    amended(office, without=("1.2",), targets={"1.1": "85"}, extra={"3.1": None})
    _, entry = adopted(office, record)
    assert entry.before == {
        "agreement": "PK murni 2026, versi 1",
        "rows": {"1.1": dict.fromkeys(TARGETS, "80")},
    }
    assert entry.after == {
        "agreement": "PK perubahan 2026, versi 2",
        "added": "3.1",
        "dropped": "1.2",
        "prepared": "",
        "skipped": "",
        "rows": {"1.1": dict.fromkeys(TARGETS, "85")},
    }
    assert verified()


TARGETS = ("target Triwulan I", "target Triwulan II", "target Triwulan III")


# Refusals


@pytest.mark.parametrize("name", STAGES)
def test_it_is_offered_before_sending_on_alone(office, name):
    record = stage(office, name)
    amended(office)
    if name in DEED.stages:
        assert DEED.press(office, record)
        return
    error = refused(NotNow, lambda: DEED.press(office, record))
    assert error.reason


def test_wrong_person_changes_nothing_and_reads_who_can(office, neighbour):
    record = office.filled()
    amended(office)
    people = strangers(office, neighbour)
    with nothing_changes():
        for name, person in people.items():
            if person != office.kasubag:
                error = raised(NotYours, lambda by=person: DEED.press(office, record, by=by))
                assert office.kasubag.name in error.reason, name
        raised(NotYours, lambda: DEED.press(office, record, by=AnonymousUser()))


@pytest.mark.parametrize("strange", ["the same", "an earlier one", "another year", "another unit"])
def test_version_that_is_no_later_one_of_the_year_is_refused(office, neighbour, strange):
    record = office.filled()
    amended(office)
    adopted(office, record)
    chosen = {
        "the same": later(office),
        "an earlier one": office.agreement,
        "another year": make.agreement(office.unit, 2027, 3),
        "another unit": make.agreement(neighbour.unit, 2026, 3),
    }[strange]
    act = partial(actions.adopt_agreement, record, agreement=chosen, by=office.kasubag, at=LATER)
    assert "versi 2" in refused(NotNow, act).reason


def test_version_that_asks_nothing_in_the_period_is_refused(office):
    record = office.filled()
    amended(office, facts={code: {"schedule": "4"} for code in office.codes()})
    error = refused(Incomplete, lambda: DEED.press(office, record))
    assert "tidak mengukur apa pun" in error.reason


def test_later_edition_stays_with_the_agreement_that_was_sealed(office):
    record = stage(office, "reopened")
    amended(office)
    error = refused(NotNow, lambda: DEED.press(office, record))
    assert "PK murni 2026, versi 1" in error.reason


def test_of_two_presses_at_once_exactly_one_wins(office):
    with transaction.atomic():
        record = office.filled()
        amended(office, targets={"1.1": "85"})
    press = partial(adopt, office, record, office.kasubag, LATER)
    answers = at_once([press, press])
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    assert record.journal().filter(verb="adopt_agreement").count() == 1
    assert verified()


@pytest.mark.parametrize("verb", ["enter", "cancel"])
def test_act_that_waited_for_another_agreement_still_finds_the_record(office, verb):
    with transaction.atomic():
        record = office.filled()
        amended(office, targets={"1.1": "85"})
    is_held = Event()

    def adopting():
        with transaction.atomic():
            adopt(office, record, office.kasubag, LATER)
            is_held.set()
            sleep(0.5)  # for the other one to come and wait

    def coming_after():
        is_held.wait()
        return DEEDS[verb].press(office, record)

    _, answer = at_once([adopting, coming_after])
    assert not isinstance(answer, Refused)


def test_clock_before_the_last_entry_writes_nothing(office):
    record = office.filled()
    amended(office)
    earlier = make.at() - timedelta(microseconds=1)
    refused(ClockWrong, lambda: DEED.press(office, record, at=earlier))


@pytest.mark.parametrize("name", DEED.stages)
def test_it_takes_as_many_statements_of_400_rows_as_of_3(name):
    counts = []
    for count in (3, 200):
        with transaction.atomic():
            office = make.office(f"Kecamatan {count}", rows=count, prefix=f"k{count}.")
            record = stage(office, name)
            third = make.section(office.unit, "Seksi 3")
            amended(
                office,
                without=("1.2",),
                targets=dict.fromkeys(office.codes(), "85"),
                extra={"3.1": third, "3.2": None},
            )
        press = partial(
            actions.adopt_agreement, record, agreement=later(office), by=office.kasubag, at=LATER
        )
        sql = statements(press)
        counts.append(len(sql))
    assert counts[0] == counts[1]
    assert counts[0] <= 21  # one more than other acts: it also looks for a jeda to end


@pytest.mark.parametrize("name", ["opened", "entering"])
def test_it_takes_as_many_statements_of_8_dropped_sections_as_of_2(name):
    counts = []
    for count in (2, 8):
        with transaction.atomic():
            office = make.office(f"Kecamatan {count}", sections=count + 1, prefix=f"k{count}.")
            record = stage(office, name)
            kept = office.codes(office.sections[0])
            amended(office, without=tuple(code for code in office.codes() if code not in kept))
        press = partial(
            actions.adopt_agreement, record, agreement=later(office), by=office.kasubag, at=LATER
        )
        sql = statements(press)
        counts.append(len(sql))
        skipped = record.forms.filter(state=FormState.SKIPPED)
        assert skipped.count() == count
    assert counts[0] == counts[1]
    assert counts[0] <= 24
