"""People who press whatever they like, in any order, at any time: the program beside the clerk."""

import hashlib
from collections import Counter
from datetime import timedelta

import make
from clerk import PRESSES, Deal, Desk, judge
from clerk.judging import DONE, NOT_YOURS, REFUSED, people_of
from clerk.record import ALL, CODES, NOT_YET, Record
from clerk.usual import usual
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from pressing import PRESSING, AtWork, Pressing
from seen import Seen, found_wrong

from kinerja.keeping import agreements
from kinerja.models import Target
from workflow.refused import ClockWrong, NotYours, Refused

BEGINNING = make.at("2026-10-05 08:00")
PEOPLE = (
    *("kasi1", "kasi2", "petugas", "kasubag", "sekcam", "camat", "admin"),
    *("apip", "operator", "administrator"),
)
SPANS = [timedelta(seconds=each) for each in (0, 1, 60, 1200, 4000, 30_000, 90_000, 600_000)]
ROWS = [("1.1",), ("2.2",), ("1.2",), CODES[0], CODES[1], ALL]
# What a verb is about; without it there is nothing to press.
NEEDS = {
    **dict.fromkeys(("forward", "respond", "acknowledge", "file_agenda"), "sheets"),
    **{"close_note": "notes", "answer": "corrections", "replace_evidence": "evidence"},
    "replace_late_evidence": "late_evidence",
}
DEALS = st.builds(
    Deal,
    quarter=st.sampled_from([3, 3, 2]),
    section=st.sampled_from([0, 1]),
    codes=st.sampled_from(ROWS),
    value=st.sampled_from(["84", "88", "92", NOT_YET]),
    is_stale=st.sampled_from([False] * 7 + [True]),
    pick=st.sampled_from(range(30)),
    names_filler=st.booleans(),
)
CHANCES = st.sampled_from(range(97))
VERBS = sorted(PRESSES)
HOW = (DONE, REFUSED, NOT_YOURS)


class AnyOrder(RuleBasedStateMachine):
    """One run; `office` is given beforehand, and stands again as it was when the run ends."""

    office: make.Office
    tally: Counter

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.desk = Desk(at=BEGINNING)
        people = {f"kasi{n + 1}": head for n, head in enumerate(self.office.heads)}
        people |= {"petugas": self.office.filler}
        people |= {name: getattr(self.office, name) for name in PEOPLE if name not in people}
        self.work = AtWork(self.office, self.desk, people)
        self.seen = Seen(self.work)
        self.tally["runs"] += 1

    def teardown(self) -> None:
        try:
            assert found_wrong() == []
        finally:
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

    @rule(deal=DEALS, span=st.sampled_from(SPANS))
    def the_sop_goes_on(self, deal: Deal, span: timedelta) -> None:
        """Somebody does what comes next."""
        self.the_usual(deal, span)

    def the_usual(self, deal: Deal, span: timedelta) -> None:
        verb, who, deal = usual(self.desk, deal)
        self.press(verb, who, deal, span)

    @rule(deal=DEALS, span=st.sampled_from(SPANS), chance=CHANCES)
    def whose_it_is_presses(self, deal: Deal, span: timedelta, chance: int) -> None:
        """Somebody presses what the state offers and is the own work."""
        self.own_work(deal, span, chance)

    def own_work(self, deal: Deal, span: timedelta, chance: int) -> None:
        record = self.desk.records[deal.quarter]
        state = record.state if record else ""
        offered = [verb for verb in VERBS if state in PRESSES[verb].states]
        there = [verb for verb in offered if self.is_there(verb, deal)]
        if not there:
            return self.the_usual(deal, span)
        verb = there[chance % len(there)]
        people = sorted(people_of(self.desk, verb, deal)) or ["kasubag"]
        return self.press(verb, people[chance % len(people)], deal, span)

    @rule(deal=DEALS, verb=st.sampled_from(VERBS), who=st.sampled_from(PEOPLE))
    def anybody_presses(self, deal: Deal, verb: str, who: str) -> None:
        span = timedelta(seconds=1)
        if not self.is_there(verb, deal):
            return self.the_usual(deal, span)
        return self.press(verb, who, deal, span)

    @rule(deal=DEALS, chance=CHANCES)
    def something_rare_happens(self, deal: Deal, chance: int) -> None:
        """The agreement is changed, once; or the server's clock goes back; mostly neither."""
        if self.desk.version == 1 and chance % 8 == 1:
            self.amend()
        elif self.desk.records[deal.quarter] and chance % 8 == 2:
            self.clock_goes_back(deal)
        else:
            self.own_work(deal, timedelta(minutes=5), chance)

    def amend(self) -> None:
        self.desk.at += timedelta(minutes=1)
        given = {"title": "PK perubahan", "date": make.SINCE, "reason": "APBD perubahan"}
        by, at = self.office.operator, self.desk.at
        made = agreements.amend(self.office.agreement, given, by=by, at=at)
        Target.objects.filter(line__agreement=made, line__code="1.1").update(value=82)
        self.work.agreements[2] = made.pk
        self.desk.version, self.desk.entries = 2, self.desk.entries + 1

    def clock_goes_back(self, deal: Deal) -> None:
        """Nothing is written while the clock stands before the last entry."""
        verb, who, deal = usual(self.desk, deal)
        if verb == "open_submission":
            return
        chain = self.seen.chains[deal.quarter]
        early = Pressing(self.work, deal, self.work.people[who], chain.moment - SPANS[1])
        try:
            with transaction.atomic():
                PRESSING[verb](early)
        except ClockWrong:
            self.seen.look(deal.quarter, "clock")
        else:
            raise AssertionError(f"{verb} was done before the last entry")

    def is_there(self, verb: str, deal: Deal) -> bool:
        """Say whether there is what the verb is about."""
        record, desk = self.desk.records[deal.quarter], self.desk
        if verb in ("confirm_disruption", "withdraw_disruption"):
            return bool(desk.disruptions)
        if verb == "revoke_standing_order":
            return deal.section in desk.orders
        if not PRESSES[verb].needs_record:
            return True
        if record is None:
            return False
        if verb in ("start", "pause", "resume", "extend"):
            return bool(record.rounds or record.past)
        return verb not in NEEDS or bool(getattr(record, NEEDS[verb]))

    def press(self, verb: str, who: str, deal: Deal, span: timedelta) -> None:
        """Let the program and the clerk judge, and compare."""
        self.desk.at += span
        told = self.answered(verb, who, deal)
        judged = judge(self.desk, verb, who, deal)
        record: Record | None = self.desk.records[deal.quarter]
        assert told.startswith(judged), f"{verb} by {who}: clerk says {judged}, program {told}"
        self.tally[f"{verb} {judged}"] += 1
        self.tally["steps"] += 1
        if record:
            self.seen.look(deal.quarter, verb if judged == DONE else "")

    def answered(self, verb: str, who: str, deal: Deal) -> str:
        pressing = Pressing(self.work, deal, self.work.people[who], self.desk.at)
        try:
            with transaction.atomic():
                PRESSING[verb](pressing)
        except NotYours as refused:
            return f"{NOT_YOURS}: {refused.reason}"
        except Refused as refused:
            return f"{REFUSED}: {refused.reason}"
        return DONE


def quick(text: str) -> bytes:
    """Stand for the rendering of a report."""
    return b"%PDF-1.7 " + hashlib.sha256(text.encode()).digest()
