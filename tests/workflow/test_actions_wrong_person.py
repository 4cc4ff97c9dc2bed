"""An act is done by its own people; whoever else presses changes nothing and reads who can."""

import make
import pytest
from deeds import DEEDS, LATER, stage
from django.contrib.auth.models import AnonymousUser
from strangers import strangers
from witness import nothing_changes, raised, refused

from kinerja.models import Assignment, Role
from workflow import actions
from workflow.actions import NotYours

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("verb", DEEDS)
def test_wrong_person_changes_nothing_and_reads_who_can(verb, office, neighbour):
    deed = DEEDS[verb]
    record = stage(office, deed.stage)
    doer = getattr(office, deed.doer)
    allowed = {doer, *(getattr(office, name) for name in deed.also)}
    # An administrator without a unit serves every unit, so the neighbour's may cancel here too.
    if "administrator" in deed.also:
        allowed.add(neighbour.administrator)
    people = strangers(office, neighbour)
    with nothing_changes():
        for name, person in people.items():
            if person in allowed:
                continue
            error = raised(NotYours, lambda by=person: deed.press(office, record, by=by))
            assert doer.name in error.reason, f"{verb} by {name}"
        raised(NotYours, lambda: deed.press(office, record, by=AnonymousUser()))
    assert deed.press(office, record) or verb in ("accept", "check", "acknowledge")


@pytest.mark.parametrize("verb", ["distribute_form", "fill"])
def test_petugas_acts_only_on_the_form_that_names_them(verb, office):
    record = office.opened()
    other = make.person("petugas2")
    make.assign(other, Role.FORM_FILLER, office.unit, office.sections[0], title="Staf 2")
    form = office.form(record)
    actions.order_form(form, people=[other], by=office.kasi, at=make.at())
    if verb == "fill":
        actions.distribute_form(form, by=other, at=make.at())
    error = refused(NotYours, lambda: DEEDS[verb].press(office, record, by=office.filler))
    assert other.name in error.reason
    assert DEEDS[verb].press(office, record, by=other).capacity == "Staf 2"


def test_petugas_named_by_one_section_does_not_fill_the_form_of_another(office):
    record = office.entering()
    form = office.form(record, 1)
    form.people.add(office.filler)
    values = {"2.1": make.entry("91")}
    refused(NotYours, lambda: actions.fill(form, values=values, by=office.filler, at=LATER))


def test_petugas_may_not_hand_in_for_the_head(office):
    record = office.opened()
    form = office.form(record)
    actions.distribute_form(form, people=[office.filler], by=office.kasi, at=make.at())
    refused(NotYours, lambda: actions.hand_in(form, by=office.filler, at=LATER))


def test_refusal_says_that_the_post_is_vacant_where_nobody_holds_it(office):
    record = office.archiving()
    Assignment.objects.filter(user=office.admin).delete()
    error = refused(NotYours, lambda: DEEDS["seal"].press(office, record))
    assert error.reason.endswith("Admin e-kejab, saat ini belum terisi.")


@pytest.mark.parametrize("verb", ["check", "send_back", "approve"])
@pytest.mark.parametrize("entering_verb", ["enter", "submit"])
def test_sekcam_cannot_review_own_entry(verb, entering_verb, office):
    """Whoever typed or sent on in this edition may not review it."""
    record = stage(office, "accepted")
    make.assign(office.sekcam, Role.PLANNING_HEAD, office.unit, title="Plt. Kasubag")
    if entering_verb == "enter":
        values = {"1.1": make.entry("88", reason="Salah hitung")}
        actions.enter(record, values=values, by=office.sekcam, at=LATER)
    submitter = office.kasubag if entering_verb == "enter" else office.sekcam
    actions.submit(record, by=submitter, at=LATER)
    error = refused(NotYours, lambda: DEEDS[verb].press(office, record))
    assert "atasan Anda" in error.reason


def test_sekcam_cannot_start_the_review_of_own_entry(office):
    record = stage(office, "accepted")
    make.assign(office.sekcam, Role.PLANNING_HEAD, office.unit, title="Plt. Kasubag")
    actions.submit(record, by=office.sekcam, at=LATER)
    run = record.runs.get(step=3)
    refused(NotYours, lambda: actions.start(run, by=office.sekcam, at=LATER))


def test_entry_of_an_earlier_edition_does_not_bar_from_reviewing_the_next(office):
    make.assign(office.sekcam, Role.PLANNING_HEAD, office.unit, title="Plt. Kasubag")
    other = make.person("sekcam2")
    make.assign(other, Role.SECRETARY, office.unit, title="Plh. Sekretaris Camat")
    record = stage(office, "accepted")
    actions.submit(record, by=office.sekcam, at=LATER)
    actions.check(record, rows=office.codes(), by=other, at=LATER)
    actions.approve(record, seen=10_000, by=other, at=LATER)
    actions.seal(record, filing="1", by=office.admin, at=LATER)
    actions.reopen(record, reason="Keliru", by=other, at=LATER)
    actions.accept(record, rows=office.codes(), by=office.kasubag, at=LATER)
    actions.submit(record, by=office.kasubag, at=LATER)
    actions.check(record, rows=office.codes(), by=office.sekcam, at=LATER)
    assert actions.approve(record, seen=10_000, by=office.sekcam, at=LATER)
