"""A later agreement version and the sections: forms prepared and let go, rounds that wait."""

import make
import pytest
from deeds import LATER
from django.db import transaction
from version_deeds import adopted, amended, rows, values
from witness import verified

from workflow import actions, rules
from workflow.actions.standing_orders import distribute_by_standing_order, forms_in_wait
from workflow.models import StandingOrder

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office():
    with transaction.atomic():
        return make.office()


def test_section_that_is_asked_now_gets_a_form_and_does_step_1(office):
    record = office.filled()
    with transaction.atomic():
        third = make.section(office.unit, "Seksi 3")
        head = make.person("kasi3")
        make.assign(head, make.Role.SECTION_HEAD, office.unit, third, title="Kepala Seksi 3")
    amended(office, extra={"3.1": third})
    record, entry = adopted(office, record)
    form = record.forms.get(section=third)
    assert (form.state, entry.after["prepared"]) == ("prepared", "Seksi 3")
    assert record.state == "entering"
    assert not record.runs.filter(step=2).exists()  # step 2 waits for this form
    assert form.runs.get().arrived_at == LATER
    actions.order_form(form, by=head, at=LATER)
    actions.distribute_form(form, by=head, at=LATER)
    actions.hand_in(form, values={"3.1": make.entry("70")}, by=head, at=LATER)
    record = make.fresh(record)
    assert record.state == "entering"
    assert record.runs.get(step=2).arrived_at == LATER
    assert values(record)["3.1"] == "70"


def test_round_of_step_2_that_was_begun_goes_on_beside_a_new_form(office):
    record = office.accepted()
    third = make.section(office.unit, "Seksi 3")
    amended(office, extra={"3.1": third})
    record, _ = adopted(office, record)
    assert record.runs.get(step=2).started_at
    entry = {"3.1": make.entry("70")}
    actions.enter(record, values=entry, by=office.kasubag, at=LATER)
    form = record.forms.get(section=third)
    actions.skip_form(form, reason="Jabatan kosong", by=office.kasubag, at=LATER)


def test_standing_order_lets_the_new_form_go(office):
    record = office.filled()
    third = make.section(office.unit, "Seksi 3")
    head = make.person("kasi3")
    make.assign(head, make.Role.SECTION_HEAD, office.unit, third, title="Kepala Seksi 3")
    actions.give_standing_order(third, by=head, at=make.at())
    amended(office, extra={"3.1": third})
    adopted(office, record)
    (form,) = forms_in_wait()
    distribute_by_standing_order(form, at=LATER)
    assert record.forms.get(section=third).state == "distributed"
    assert StandingOrder.objects.count() == 1


def test_section_without_rows_loses_its_form_and_the_record_goes_on(office):
    record = office.opened()
    actions.distribute_form(office.form(record), by=office.kasi, at=make.at())
    actions.order_form(office.form(record, 1), by=office.heads[1], at=make.at())
    amended(office, without=tuple(office.codes(office.sections[1])))
    record, entry = adopted(office, record)
    assert office.form(record, 1).state == "skipped"
    assert entry.after["skipped"] == "Seksi 2"
    assert record.state == entry.after["state"] == "entering"
    assert office.form(record, 1).runs.get().outcome == "adopt_agreement"
    assert record.sheets.get(form=office.form(record, 1)).cancelled_at == LATER


def test_last_awaited_form_that_goes_lets_step_2_arrive(office):
    record = office.entering()
    actions.hand_in(office.form(record), by=office.kasi, at=make.at())
    amended(office, without=tuple(office.codes(office.sections[1])))
    record, _ = adopted(office, record)
    assert record.runs.get(step=2).arrived_at == LATER


def test_round_about_some_rows_takes_in_those_that_are_new_or_changed(office):
    record = office.checked()
    actions.send_back(record, reason="Periksa", rows=["1.1"], by=office.sekcam, at=LATER)
    amended(office, targets={"1.2": "85"}, extra={"3.1": None})
    record, _ = adopted(office, record)
    open_rows = {code for code, each in rows(record).items() if each.is_editable}
    assert open_rows == {"1.1", "1.2", "3.1"}


def test_record_in_its_first_step_stays_there(office):
    record = office.opened()
    amended(office, targets={"1.1": "85"})
    record, _ = adopted(office, record)
    assert record.state == "distributing"
    assert not record.runs.filter(started_at__isnull=False).exists()


def test_review_of_what_was_changed_meanwhile_is_stale(office):
    assert "adopt_agreement" in rules.VALUE_VERBS


def test_adopted_record_goes_all_the_way(office):
    record = office.accepted()
    amended(office, targets={"1.1": "85"})
    record, _ = adopted(office, record)
    actions.accept(record, rows=["1.1"], by=office.kasubag, at=LATER)
    actions.submit(record, by=office.kasubag, at=LATER)
    actions.check(record, rows=office.codes(), by=office.sekcam, at=LATER)
    actions.approve(record, seen=10_000, by=office.sekcam, at=LATER)
    actions.seal(record, filing="1", by=office.admin, at=LATER)
    assert verified()
