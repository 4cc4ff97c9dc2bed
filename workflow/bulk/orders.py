"""The lembar disposisi of one generated record: orders of forms, and returns."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from kinerja.models import Assignment, Period
from workflow.bulk.ledger import Ledger
from workflow.bulk.office import Office
from workflow.models import Cause, Forwarding, Instruction, SectionForm, Sheet, Submission

RETURN = "return"


class Orders:
    """The sheets of a record; `open_links` are those that nobody has carried out, by form."""

    submission: Submission

    def __init__(self, ledger: Ledger, office: Office, period: Period) -> None:
        self.ledger, self.office, self.period = ledger, office, period
        self.of_form: dict[str, Sheet] = {}
        self.open_links: dict[str, list[Forwarding]] = {}

    def order(
        self, form: SectionForm, duty: Assignment, fillers: Iterable[Assignment], at: datetime
    ) -> None:
        """Give out the order of step 1 to the section's petugas, or else to its staff in words."""
        name = form.section.name
        subject = f"Penyiapan dan distribusi formulir data kinerja {name}, {self.period}"
        sheet = self.issue(Cause.ORDER, subject, duty, at, form=form)
        words = {"form": form, "instructions": [Instruction.PREPARE], "due": form.due}
        to = [(filler.title, filler.position) for filler in fillers] or [
            (f"Pelaksana {name}", None)
        ]
        self.of_form[name] = sheet
        self.open_links[name] = [
            self.link(sheet, number, duty, at, to_title=title, to_position=position, **words)
            for number, (title, position) in enumerate(to, start=1)
        ]

    def send_back(
        self, code: str, reason: str, duty: Assignment, to: Assignment, at: datetime
    ) -> Sheet:
        """Give out the sheet by which step 3 returns the record to step 2."""
        subject = f"Perbaikan data realisasi kinerja {self.period}"
        sheet = self.issue(Cause.RETURN, subject, duty, at)
        words = {"instructions": [Instruction.MEND], "note": f"Baris {code}: {reason}"}
        whom = {"to_title": to.title, "to_position": to.position}
        self.open_links[RETURN] = [self.link(sheet, 1, duty, at, **whom, **words)]
        return sheet

    def carry_out(self, what: str, duty: Assignment, at: datetime) -> None:
        """Note that an order was read and carried out."""
        for link in self.open_links.pop(what, ()):
            link.read_at = link.acted_at = at
            link.read_by = link.acted_by = duty.user

    def issue(
        self,
        cause: Cause,
        subject: str,
        duty: Assignment,
        at: datetime,
        *,
        form: SectionForm | None = None,
    ) -> Sheet:
        today = timezone.localdate(at)
        return self.ledger.add(
            Sheet(
                unit=self.office.unit,
                submission=self.submission,
                form=form,
                cause=cause,
                year=today.year,
                serial=self.office.take_number(today.year),
                subject=subject,
                letter_date=today,
                received_on=today,
                created_at=at,
                created_by=duty.user,
            )
        )

    def link(
        self, sheet: Sheet, number: int, duty: Assignment, at: datetime, **words
    ) -> Forwarding:
        sender = duty.user
        return self.ledger.add(
            Forwarding(
                sheet=sheet,
                number=number,
                from_position=duty.position,
                from_title=duty.title,
                from_name=sender.name,
                from_rank=sender.rank,
                from_identity=sender.identity,
                at=at,
                by=sender,
                **words,
            )
        )
