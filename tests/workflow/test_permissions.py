"""Who may do what: found in the assignments in force, through the SOP's actor column."""

from datetime import date, timedelta

import make
import pytest
from deeds import DEEDS, LATER, stage
from django.db.models import F
from witness import raised, refused

from kinerja.models import Assignment, Role
from workflow import actions, permissions, rules
from workflow.actions import NotYours
from workflow.models import SopStep

TODAY = LATER.date()


def hold(person, **dates) -> None:
    Assignment.objects.filter(user=person).update(**dates)


# First and last day of the assignment, whether its holder may act on the day of LATER.
DATES = [
    (TODAY, TODAY, True),
    (TODAY, None, True),
    (TODAY - timedelta(1), TODAY, True),
    (TODAY - timedelta(2), TODAY - timedelta(1), False),
    (TODAY + timedelta(1), None, False),
]


@pytest.mark.parametrize(("start", "end", "may"), DATES)
def test_first_and_last_day_are_both_in_force(office, start, end, may):
    record = office.archiving()
    hold(office.admin, start=start, end=end)
    if may:
        assert DEEDS["seal"].press(office, record)
    else:
        refused(NotYours, lambda: DEEDS["seal"].press(office, record))


@pytest.mark.parametrize(("moment", "may"), [("23:59:59", True), ("00:00:00", False)])
def test_day_ends_at_midnight_in_natuna(office, moment, may):
    """WIB, not UTC: at 00.00 WIB it is still the day before in Greenwich."""
    record = office.archiving()
    hold(office.admin, end=TODAY)
    day = TODAY if may else TODAY + timedelta(1)
    at = make.at(f"{day} {moment}")
    if may:
        assert DEEDS["seal"].press(office, record, at=at)
    else:
        refused(NotYours, lambda: DEEDS["seal"].press(office, record, at=at))


def test_account_that_was_switched_off_does_nothing(office):
    record = office.archiving()
    office.admin.is_active = False
    office.admin.save()
    refused(NotYours, lambda: DEEDS["seal"].press(office, record))


def test_post_that_passed_to_another_passes_its_rights_with_it(office):
    record = office.archiving()
    successor = make.person("admin2")
    position = Assignment.objects.get(user=office.admin).position
    hold(office.admin, end=TODAY - timedelta(1))
    make.assign(successor, Role.ARCHIVIST, office.unit, title=position.title, start=TODAY)
    error = refused(NotYours, lambda: DEEDS["seal"].press(office, record))
    assert error.reason == "Yang dapat melakukannya: Admin e-kejab (Admin2)."
    assert DEEDS["seal"].press(office, record, by=successor).capacity == "Admin e-kejab"


@pytest.mark.parametrize(
    ("step", "role", "who", "verb"),
    [
        (2, Role.SECRETARY, "sekcam", "submit"),
        (3, Role.LEADER, "camat", "send_back"),
        (4, Role.OPERATOR, "operator", "seal"),
    ],
)
def test_actor_of_a_step_is_what_the_sop_says(office, step, role, who, verb):
    record = stage(office, DEEDS[verb].stage)
    SopStep.objects.filter(sop=record.sop, number=step).update(actor=role)
    former = getattr(office, DEEDS[verb].doer)
    error = refused(NotYours, lambda: DEEDS[verb].press(office, record, by=former))
    assert getattr(office, who).name in error.reason
    assert DEEDS[verb].press(office, record, by=getattr(office, who))


def test_office_may_let_kasubag_distribute_every_form(office):
    """An actor of step 1 without a section acts for them all, and is named to the others."""
    record = office.opened()
    SopStep.objects.filter(sop=record.sop, number=1).update(actor=Role.PLANNING_HEAD)
    error = refused(NotYours, lambda: DEEDS["distribute_form"].press(office, record))
    assert "Kasubag Perencanaan (Kasubag)" in error.reason
    for number in (0, 1):
        actions.distribute_form(office.form(record, number), by=office.kasubag, at=LATER)
    assert make.fresh(record).state == "entering"


def test_person_with_two_posts_acts_in_the_one_that_fits(office):
    record = office.archiving()
    make.assign(office.kasubag, Role.ARCHIVIST, office.unit, title="Admin e-kejab cadangan")
    entry = DEEDS["seal"].press(office, record, by=office.kasubag)
    assert entry.capacity == "Admin e-kejab cadangan"


def test_same_role_in_another_unit_is_a_stranger(office, neighbour):
    record = office.archiving()
    refused(NotYours, lambda: DEEDS["seal"].press(office, record, by=neighbour.admin))
    make.assign(neighbour.admin, Role.ARCHIVIST, office.unit, title="Admin bersama")
    assert DEEDS["seal"].press(office, record, by=neighbour.admin)


def test_only_the_administrator_serves_every_unit(office, neighbour):
    record = office.opened()
    error = refused(NotYours, lambda: DEEDS["cancel"].press(office, record, by=office.operator))
    for person in (office.sekcam, office.administrator):
        assert person.name in error.reason
    assert DEEDS["cancel"].press(office, record, by=neighbour.administrator)


def test_refusal_names_the_petugas_who_may_do_it_too(office):
    record = office.opened()
    form = office.form(record)
    actions.order_form(form, people=[office.filler], by=office.kasi, at=make.at())
    named = raised(NotYours, lambda: actions.distribute_form(form, by=office.camat, at=LATER))
    assert "Kepala Seksi 1 (Kasi1), Staf Seksi 1 (Petugas)" in named.reason
    other = office.form(record, 1)
    unnamed = raised(NotYours, lambda: actions.distribute_form(other, by=office.camat, at=LATER))
    assert unnamed.reason == "Yang dapat melakukannya: Kepala Seksi 2 (Kasi2)."


def test_petugas_are_listed_once_while_they_serve(office):
    section = office.sections[0]
    make.assign(office.filler, Role.FORM_FILLER, office.unit, section, title="Staf lain")
    former = make.person("lama")
    make.assign(former, Role.FORM_FILLER, office.unit, section, end=date(2026, 1, 31))
    assert permissions.fillers(section, LATER) == [office.filler]
    assert permissions.fillers(office.sections[1], LATER) == []


@pytest.mark.parametrize("verb", DEEDS)
def test_every_verb_has_its_word_and_its_telling(verb):
    rule = rules.RULES[verb]
    assert rule.label
    assert rules.told(verb) == rule.told != verb


def test_what_the_journal_tells_of_an_unknown_verb_is_the_verb():
    assert rules.told("dissolve") == "dissolve"


def test_entering_verbs_and_value_verbs_are_verbs():
    assert {*rules.VALUE_VERBS, *rules.ENTERING_VERBS} <= set(rules.RULES)


def test_assignments_end_on_or_after_their_start(office):
    assert not Assignment.objects.filter(end__lt=F("start")).exists()
