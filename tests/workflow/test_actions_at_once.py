"""Two people, or two presses, at the same moment: real threads, each on its own connection."""

from functools import partial

import make
import pytest
from deeds import DEEDS, LATER, stage
from django.db import transaction
from witness import at_once, entries, verified

from kinerja.models import JournalEntry, Realisation
from workflow import actions
from workflow.actions import NotNow, Refused, Stale
from workflow.models import ArchiveCopy, Submission

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office():
    with transaction.atomic():
        return make.office()


def prepared(office, name: str) -> Submission | None:
    with transaction.atomic():
        return stage(office, name)


def refusals(answers: list[object]) -> list[Refused]:
    return [answer for answer in answers if isinstance(answer, Refused)]


# An order, a note or more time may be given again, and a mark that stands may be set again.
NOT_ONCE = ("order_form", "accept", "check", "note", "dispose", "acknowledge", "extend")
ONLY_ONCE = [verb for verb in DEEDS if verb not in NOT_ONCE]


@pytest.mark.parametrize("verb", ONLY_ONCE)
def test_of_two_presses_at_once_exactly_one_wins(verb, office):
    record = prepared(office, DEEDS[verb].stage)
    before = entries(record) if record else 0
    answers = at_once([partial(DEEDS[verb].press, office, record)] * 2)
    assert len(refusals(answers)) == 1
    record = record or Submission.objects.get()
    assert entries(record) == before + 1
    assert verified()


@pytest.mark.parametrize("verb", ["submit", "approve", "seal", "hand_in", "distribute_form"])
def test_one_press_wins_of_many(verb, office):
    for _ in range(5):
        record = prepared(office, DEEDS[verb].stage)
        answers = at_once([partial(DEEDS[verb].press, office, record)] * 4)
        assert len(refusals(answers)) == 3
        assert record.journal().filter(verb=verb, moment=LATER).count() == 1
        with transaction.atomic():
            put_away(office, record)
    assert verified()


def put_away(office, record: Submission) -> None:
    """Free unit × period for the next record."""
    record = make.fresh(record)
    if record.state != "archiving":
        actions.cancel(record, reason="Ulang", by=office.sekcam, at=LATER)
        return
    # What is archived keeps its period; the next record is of another unit's year.
    record.period = make.period(2030 + record.pk, 1)
    record.save()


def test_four_sections_distributing_at_once_never_leave_the_record_stuck():
    with transaction.atomic():
        office = make.office(sections=4, rows=1)
    for _ in range(30):
        with transaction.atomic():
            record = office.opened()
            forms = [office.form(record, number) for number in range(4)]
        answers = at_once(
            [
                partial(actions.distribute_form, form, by=head, at=LATER)
                for form, head in zip(forms, office.heads, strict=True)
            ]
        )
        assert refusals(answers) == []
        record = make.fresh(record)
        assert record.state == "entering"
        assert entries(record) == 5
        moved = [entry.number for entry in answers if "state" in entry.after]
        assert moved == [5]
        assert record.runs.filter(step=1, finished_at=LATER).count() == 4
        actions.cancel(record, reason="Ulang", by=office.sekcam, at=LATER)
    assert verified()


def test_sections_handing_in_at_once_let_step_2_arrive_once():
    with transaction.atomic():
        office = make.office(sections=4, rows=1)
        record = office.entering()
        forms = [office.form(record, number) for number in range(4)]
    answers = at_once(
        [
            partial(actions.hand_in, form, by=head, at=LATER)
            for form, head in zip(forms, office.heads, strict=True)
        ]
    )
    assert refusals(answers) == []
    assert record.runs.get(step=2).arrived_at == LATER
    assert verified()


def test_section_and_kasubag_do_not_both_win_one_cell(office):
    """Both have the blank cell on screen; the later one is told instead of overwriting."""
    record = prepared(office, "entering")
    form = office.form(record)
    for value in ("70", "71", "72", "73", "74"):
        Realisation.objects.all().delete()
        entry = make.entry(value, seen=0)
        answers = at_once(
            [
                partial(actions.fill, form, values={"1.1": entry}, by=office.kasi, at=LATER),
                partial(actions.enter, record, values={"1.1": entry}, by=office.kasubag, at=LATER),
            ]
        )
        assert len(refusals(answers)) == 1
        assert Realisation.objects.get().version == 1
    assert verified()


def test_returning_and_approving_at_once_never_both_happen(office):
    for _ in range(5):
        record = prepared(office, "checked")
        answers = at_once(
            [
                partial(DEEDS["approve"].press, office, record),
                partial(DEEDS["send_back"].press, office, record),
            ]
        )
        (refusal,) = refusals(answers)
        assert isinstance(refusal, NotNow)
        with transaction.atomic():
            put_away(office, record)
    assert verified()


def test_value_changed_behind_an_approval_page_makes_it_stale(office):
    record = prepared(office, "checked")
    seen = entries(record)
    with transaction.atomic():
        actions.send_back(record, reason="Periksa", rows=["1.1"], by=office.sekcam, at=LATER)
        values = {"1.1": make.entry("91", reason="Salah ketik")}
        actions.enter(record, values=values, by=office.kasubag, at=LATER)
        actions.submit(record, by=office.kasubag, at=LATER)
        actions.check(record, rows=office.codes(), by=office.sekcam, at=LATER)
    press = partial(actions.approve, record, seen=seen, by=office.sekcam, at=LATER)
    answers = at_once([press, press])
    assert [type(answer) for answer in answers] == [Stale, Stale]


def test_two_records_sealed_at_once_both_stand(office):
    with transaction.atomic():
        other = make.office("Kecamatan Tetangga", prefix="tetangga.")
        records = [stage(office, "archiving"), stage(other, "archiving")]
    answers = at_once(
        [
            partial(actions.seal, record, filing="1", by=of.admin, at=LATER)
            for record, of in zip(records, (office, other), strict=True)
        ]
    )
    assert refusals(answers) == []
    assert ArchiveCopy.objects.count() == 2
    assert JournalEntry.objects.filter(verb="seal").count() == 2
    assert verified()
