"""One press on its way to the program: who, when, and what lay on the screen."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import make
from clerk import Deal, Desk
from clerk.record import NOT_YET
from make import Office

from kinerja.models import User
from workflow.actions import Entry
from workflow.models import SectionForm, Submission

REASON = "Salah ketik"
PRESSING: dict[str, Callable] = {}


@dataclass
class AtWork:
    """An office at work: the program's own things, by what the clerk calls them."""

    office: Office
    desk: Desk
    people: dict[str, User]
    records: dict[int, Submission] = field(default_factory=dict)
    agreements: dict[int, int] = field(default_factory=dict)
    number: int = 0

    def __post_init__(self) -> None:
        self.agreements[1] = self.office.agreement.pk

    def again(self, desk: Desk) -> "AtWork":
        """Give what was made until now to another run, which begins here."""
        records = {quarter: copy(record) for quarter, record in self.records.items()}
        return replace(self, desk=desk, records=records, agreements=dict(self.agreements))

    def section_of(self, form: SectionForm) -> int:
        return self.office.sections.index(form.section)

    def fresh(self) -> str:
        """Give a number that was not used before."""
        self.number += 1
        return f"000.8/{self.number}"


@dataclass(frozen=True)
class Pressing:
    """One press, on its way to the program."""

    work: AtWork
    deal: Deal
    by: User
    at: datetime

    @property
    def record(self) -> Submission:
        return self.work.records[self.deal.quarter]

    @property
    def form(self):
        return self.work.office.form(self.record, self.deal.section)

    @property
    def who(self) -> dict:
        return {"by": self.by, "at": self.at}

    @property
    def paper(self):
        return self.work.desk.records[self.deal.quarter]

    @property
    def filler(self) -> list[User]:
        is_named = self.deal.section == 0 and self.deal.names_filler
        return [self.work.office.filler] if is_named else []

    def chosen(self, found) -> object:
        """Choose as the clerk does, of what was made in this order."""
        found = list(found)
        return found[self.deal.pick % len(found)]

    def entries(self, codes=None, reason: str = "") -> dict[str, Entry]:
        return {code: self.entry(code, reason) for code in codes or self.deal.codes}

    def entry(self, code: str, reason: str) -> Entry:
        seen = self.paper.rows[code].version + 1 if self.deal.is_stale else None
        if self.deal.value == NOT_YET:
            promised = {"reason": "Menunggu BPS", "promised_on": date(2027, 1, 10)}
            return Entry(status=NOT_YET, seen=seen, **promised)
        return make.entry(self.deal.value, reason=reason, seen=seen)

    def seen_rows(self) -> dict[str, int]:
        aside = 1 if self.deal.is_stale else 0
        return {code: self.paper.rows[code].version + aside for code in self.deal.codes}


def pressing(do: Callable) -> Callable:
    PRESSING[do.__name__] = do
    return do
