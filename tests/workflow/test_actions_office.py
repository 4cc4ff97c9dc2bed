"""The office's own acts: right person, one of two at once, a true clock, few statements."""

from datetime import datetime, timedelta
from functools import partial

import make
import pytest
from deeds import LATER
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from office_deeds import OFFICE_DEEDS
from strangers import strangers
from witness import at_once, nothing_changes, raised, refused, statements, verified

from kinerja.keeping.change import chain_key
from kinerja.models import JournalEntry
from workflow import actions, rules
from workflow.actions import ClockWrong, NotYours, Refused

pytestmark = pytest.mark.django_db(transaction=True)
VERBS = pytest.mark.parametrize("verb", OFFICE_DEEDS)


@pytest.fixture
def office():
    with transaction.atomic():
        return make.office()


def ready(office, verb: str) -> object:
    with transaction.atomic():
        return OFFICE_DEEDS[verb].ready(office)


@VERBS
def test_wrong_person_changes_nothing_and_reads_who_can(verb, office, neighbour):
    deed, thing = OFFICE_DEEDS[verb], ready(office, verb)
    doer = getattr(office, deed.doer)
    doers = [getattr(office, name) for name in (deed.doer, *deed.also)]
    people = strangers(office, neighbour)
    with nothing_changes():
        for name, person in people.items():
            if person not in doers:
                error = raised(NotYours, lambda by=person: deed.press(office, thing, by=by))
                assert doer.name in error.reason, f"{verb} by {name}"
        raised(NotYours, lambda: deed.press(office, thing, by=AnonymousUser()))
    entry = deed.press(office, thing)
    assert (entry.chain_id, entry.verb) == (chain_key(office.unit), verb)


@VERBS
def test_of_two_presses_at_once_exactly_one_wins(verb, office):
    thing = ready(office, verb)
    answers = at_once([partial(OFFICE_DEEDS[verb].press, office, thing)] * 2)
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    assert JournalEntry.objects.filter(verb=verb, moment=LATER).count() == 1
    assert verified()


@VERBS
def test_clock_before_the_last_entry_writes_nothing(verb, office):
    thing, other = ready(office, verb), office.sections[1]
    actions.give_standing_order(other, by=office.heads[1], at=LATER)
    earlier = LATER - timedelta(microseconds=1)
    refused(ClockWrong, lambda: OFFICE_DEEDS[verb].press(office, thing, at=earlier))


@VERBS
def test_moment_without_time_zone_is_refused(verb, office):
    thing, naive = ready(office, verb), datetime(2026, 10, 6, 9, 0)
    refused(ValueError, lambda: OFFICE_DEEDS[verb].press(office, thing, at=naive))


@VERBS
def test_act_of_the_office_takes_at_most_20_statements(verb, office):
    thing = ready(office, verb)
    sql = statements(lambda: OFFICE_DEEDS[verb].press(office, thing))
    assert len(sql) <= 20, "\n".join(each[:90] for each in sql)


@VERBS
def test_every_verb_of_the_office_has_its_word_and_its_telling(verb):
    rule = rules.RULES[verb]
    assert rule.label
    assert rule.told != verb
