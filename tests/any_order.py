"""People who press whatever they like, in any order, at any time: the program beside the clerk.

After each press, also a refused one, `Seen.look` reads in plain statements and compares:

- one entry per act: the numbers after the last that was seen are the act's one, or none; it is
  bound to the head that stood before, and its text to its columns;
- the chain whole: each link is recomputed as it comes, and the whole chain at the end of the run;
- confirmed rows unchanged: every final value and explanation of both records, column by column;
- clocks consistent: the stretches of every round; and the clock itself of each round that runs or
  has changed, of all where the calendar did;

and with the clerk's paper the record's state, edition, values, ticks and open rounds.
"""

import hashlib
import pickle
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from random import Random

import make
from clerk import PRESSES, Deal, Desk, judge
from clerk.judging import DONE, NOT_YOURS, REFUSED, people_of
from clerk.record import Record
from clerk.usual import usual
from django.db import transaction
from drawing import PEOPLE, ROWS, SPANS, VERBS, Drawn, drawn
from hypothesis import currently_in_test_context, note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from pressing import PRESSING, AtWork, Pressing
from seen import Seen, found_wrong

from kinerja.keeping import agreements
from kinerja.models import Chain, Target
from workflow.refused import ClockWrong, NotYours, Refused

BEGINNING = make.at("2026-10-05 08:00")
# Other rows, another thing of several: what was drawn may not be the one that can be pressed.
VARIED = [{}, *({"codes": rows} for rows in ROWS), *({"pick": pick} for pick in range(6))]
# What a verb is about; without it there is nothing to press.
NEEDS = {
    **dict.fromkeys(("forward", "respond", "acknowledge", "file_agenda"), "sheets"),
    **{"close_note": "notes", "answer": "corrections", "replace_evidence": "evidence"},
    "replace_late_evidence": "late_evidence",
}
# A record that is cancelled in each run is seldom archived.
ENDED_ONCE_IN = 5
# Of what was done as often: anything; what few states offer; what answers something.
FIRST = (lambda verb: 0, lambda verb: len(PRESSES[verb].states), lambda verb: verb not in NEEDS)
HOW = (DONE, REFUSED, NOT_YOURS)


class AnyOrder(RuleBasedStateMachine):
    """One run; `office` is given beforehand, and stands again as it was when the run ends."""

    office: make.Office
    tally: Counter
    begun: "AnyOrder | None" = None

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        if self.begun:
            self.go_on_from(self.begun)
        else:
            self.begin()
        self.numbers, self.done = [], Counter()
        self.tally["runs"] += 1

    def begin(self) -> None:
        self.desk = Desk(at=BEGINNING)
        people = {f"kasi{n + 1}": head for n, head in enumerate(self.office.heads)}
        people |= {"petugas": self.office.filler}
        people |= {name: getattr(self.office, name) for name in PEOPLE if name not in people}
        self.work = AtWork(self.office, self.desk, people)
        self.seen = Seen(self.work)

    def go_on_from(self, run: "AnyOrder") -> None:
        """Begin where another run stands, whose transaction is open still."""
        self.desk = pickle.loads(pickle.dumps(run.desk))
        self.work = run.work.again(self.desk)
        self.seen = run.seen.again(self.work)

    def teardown(self) -> None:
        try:
            assert found_wrong() == []
        finally:
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

    @rule(number=st.integers(0, 2**32))
    def somebody_presses(self, number: int) -> None:
        self.numbers.append(number)
        dealt = drawn(self.numbers)
        getattr(self, dealt.way)(dealt)

    def what_comes_next(self, dealt: Drawn) -> None:
        """Somebody does what the SOP has next."""
        self.press(*usual(self.desk, dealt.deal), dealt.span)

    def what_can_be_done(self, dealt: Drawn) -> None:
        """Somebody does what can be done now: what this run had least, or what is rarely open."""
        paper = pickle.loads(pickle.dumps(self.desk))
        for verb in self.least_done(dealt.chance):
            for varied in VARIED if self.is_there(verb, dealt.deal) else ():
                deal = replace(dealt.deal, **varied)
                who = self.who_can(paper, verb, deal)
                if who:
                    return self.press(verb, who, deal, dealt.span)
        return self.what_comes_next(dealt)

    def least_done(self, chance: int) -> list[str]:
        """Put the verbs in some order, those that this run has done least first."""
        shuffled = Random(chance).sample(VERBS, len(VERBS))
        if chance % ENDED_ONCE_IN:
            shuffled.remove("cancel")
        shuffled.sort(key=FIRST[chance % len(FIRST)])
        return sorted(shuffled, key=self.done.__getitem__)

    def who_can(self, paper: Desk, verb: str, deal: Deal) -> str | None:
        """Name somebody for whom the press would be done; it is then done on this paper."""
        people = sorted(people_of(paper, verb, deal))
        return next((who for who in people if judge(paper, verb, who, deal) == DONE), None)

    def what_is_own_work(self, dealt: Drawn) -> None:
        """Somebody presses what the state offers and is the own work."""
        record = self.desk.records[dealt.deal.quarter]
        state = record.state if record else ""
        offered = [verb for verb in VERBS if state in PRESSES[verb].states]
        there = [verb for verb in offered if self.is_there(verb, dealt.deal)]
        if not there:
            return self.what_comes_next(dealt)
        verb = there[dealt.chance % len(there)]
        people = sorted(people_of(self.desk, verb, dealt.deal)) or ["kasubag"]
        return self.press(verb, people[dealt.chance % len(people)], dealt.deal, dealt.span)

    def anything(self, dealt: Drawn) -> None:
        if not self.is_there(dealt.verb, dealt.deal):
            return self.what_comes_next(dealt)
        return self.press(dealt.verb, dealt.who, dealt.deal, SPANS[1])

    def something_rare(self, dealt: Drawn) -> None:
        """The agreement is changed, once; else the server's clock goes back."""
        if self.desk.version == 1:
            self.amend()
        elif self.desk.records[dealt.deal.quarter]:
            self.clock_goes_back(dealt.deal)
        else:
            self.what_comes_next(dealt)

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
        last = Chain.objects.get(key=self.work.records[deal.quarter].chain_key).moment
        early = Pressing(self.work, deal, self.work.people[who], last - SPANS[1])
        try:
            with transaction.atomic():
                PRESSING[verb](early)
        except ClockWrong:
            self.seen.look(deal.quarter, "clock")
        else:
            raise AssertionError(f"{verb} was done before the last entry")

    def is_there(self, verb: str, deal: Deal) -> bool:
        """Say whether there is what the verb is about, in whatever state."""
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
        if currently_in_test_context():
            note(f"{self.desk.at:%d-%m %H:%M:%S} {who}: {verb}, {deal}")
        told = self.answered(verb, who, deal)
        judged = judge(self.desk, verb, who, deal)
        record: Record | None = self.desk.records[deal.quarter]
        assert told.startswith(judged), f"{verb} by {who}: clerk says {judged}, program {told}"
        self.tally[verb, judged] += 1
        self.tally["presses"] += 1
        self.done[verb] += judged == DONE
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
