"""The days of one record, from Thursday to the Friday after: every clock after every event."""

from datetime import date

import make
import pytest

from workflow import actions
from workflow.calendars import keeping
from workflow.models import Disruption, StepRun
from workflow.timing import words
from workflow.timing.clock import Clocks


class Days:
    """One record with its people, read at any moment."""

    def __init__(self, office: make.Office) -> None:
        self.office = office
        office.have_superiors()
        self.record = office.opened(when=make.at("2026-10-01 15:50"))

    def round(self, step: int, number: int = 1, *, section: int | None = None) -> StepRun:
        form = None if section is None else self.office.form(self.record, section)
        return StepRun.objects.with_times().get(step=step, round=number, form=form)

    def clock(self, at: str, step: int, number: int = 1, *, section: int | None = None) -> str:
        """Tell a round: its stage, how long it waited and was worked on, and when it is due."""
        unit = self.office.unit.pk
        clock = Clocks([unit], at=make.at(at)).of(self.round(step, number, section=section), unit)
        told = [clock.stage.word, f"menunggu {words.exact(clock.waited)}"]
        if clock.is_measured:
            told.append(f"{words.exact(clock.worked)} dari {words.exact(clock.budget)}")
            told.append(f"batas {clock.due.astimezone(make.WIB):%a %H.%M}")
        return " · ".join(told)

    def filling(self, at: str, section: int) -> str:
        form = self.office.form(self.record, section)
        return words.duration(
            Clocks([self.office.unit.pk], at=make.at(at)).of_form(form, self.office.unit.pk).spent
        )

    def act(self, verb: str, at: str, by, *about, **given) -> None:
        getattr(actions, verb)(*(about or (self.record,)), by=by, at=make.at(at), **given)
        self.record = make.fresh(self.record)


@pytest.fixture
def days(office) -> Days:
    return Days(office)


def test_the_days_of_one_record(days):
    office = days.office
    kasi1, kasi2 = office.heads
    codes = office.codes()

    # Thursday 15.50, ten minutes before closing: the forms arrive, and one head starts at once.
    days.act("start", "2026-10-01 15:50", kasi1, days.round(1, section=0))
    assert days.clock("2026-10-01 18:00", 1, section=0) == (
        "mendekati batas · menunggu 0 detik · 10 menit dari 15 menit · batas Fri 07.35"
    )
    assert days.clock("2026-10-01 18:00", 1, section=1) == "belum dimulai · menunggu 10 menit"

    # Friday: the first in time, the second section late.
    days.act("distribute_form", "2026-10-02 07:33", kasi1, office.form(days.record))
    assert days.clock("2026-10-02 12:00", 1, section=0) == (
        "sesuai standar · menunggu 0 detik · 13 menit dari 15 menit · batas Fri 07.35"
    )
    days.act("start", "2026-10-02 08:00", kasi2, days.round(1, section=1))
    days.act("distribute_form", "2026-10-02 08:40", kasi2, office.form(days.record, 1))
    assert days.clock("2026-10-02 12:00", 1, section=1) == (
        "melampaui batas · menunggu 40 menit · 40 menit dari 15 menit · batas Fri 08.15"
    )

    # Filling is a clock of its own; step 2 arrives with the last hand-in, over the Friday break.
    values = {code: make.entry("90") for code in codes}
    first, second = ({c: values[c] for c in office.codes(s)} for s in office.sections)
    days.act("hand_in", "2026-10-02 10:00", kasi1, office.form(days.record), values=first)
    assert not StepRun.objects.filter(step=2).exists()
    days.act("hand_in", "2026-10-02 16:20", kasi2, office.form(days.record, 1), values=second)
    assert days.filling("2026-10-05 09:00", 0) == "2 jam 27 menit"
    assert days.filling("2026-10-05 09:00", 1) == "6 jam 10 menit"
    assert days.clock("2026-10-02 16:25", 2) == "belum dimulai · menunggu 5 menit"

    # The weekend does not count. Kasubag starts on Monday at 08.00 and has one working day.
    assert days.clock("2026-10-04 12:00", 2) == "belum dimulai · menunggu 10 menit"
    days.act("start", "2026-10-05 08:00", office.kasubag, days.round(2))
    assert days.clock("2026-10-05 09:00", 2) == (
        "sesuai standar · menunggu 40 menit · 1 jam dari 7 jam 30 menit · batas Tue 08.00"
    )

    # A cuti bersama on Tuesday becomes known after the start: the open round follows.
    holiday = {"day": date(2026, 10, 6), "name": "Cuti bersama", "kind": "collective_leave"}
    at = make.at("2026-10-05 09:00")
    keeping.record_holiday(holiday, unit=None, by=office.administrator, at=at)
    assert days.clock("2026-10-05 09:30", 2).endswith(
        "1 jam 30 menit dari 7 jam 30 menit · batas Wed 08.00"
    )

    # A meeting from 10 to 11.
    days.act("pause", "2026-10-05 10:00", office.kasubag, days.round(2), reason="meeting")
    assert "2 jam dari" in days.clock("2026-10-05 10:45", 2)
    days.act("resume", "2026-10-05 11:00", office.kasubag, days.round(2))
    assert days.clock("2026-10-05 12:30", 2).endswith("3 jam dari 7 jam 30 menit · batas Wed 09.00")

    # The power was off on Monday from 14.00; entered on Wednesday, it counts once confirmed.
    span = {"starts_at": make.at("2026-10-05 14:00"), "ends_at": make.at("2026-10-05 16:00")}
    power = {"unit": office.unit, "reason": "Listrik padam", **span}
    actions.record_disruption(**power, by=office.kasubag, at=make.at("2026-10-07 07:45"))
    assert days.clock("2026-10-07 07:45", 2).endswith(
        "6 jam 15 menit dari 7 jam 30 menit · batas Wed 09.00"
    )
    disruption = Disruption.objects.get()
    actions.confirm_disruption(disruption, by=office.sekcam, at=make.at("2026-10-07 07:50"))
    assert days.clock("2026-10-07 07:50", 2).endswith(
        "4 jam 20 menit dari 7 jam 30 menit · batas Wed 11.00"
    )

    # An hour more from the superior; and half an hour late all the same.
    more = {"minutes": 60, "reason": "Data BPS terlambat"}
    days.act("extend", "2026-10-07 08:00", office.sekcam, days.round(2), **more)
    assert days.clock("2026-10-07 11:30", 2).endswith("8 jam dari 8 jam 30 menit · batas Wed 12.00")
    days.act("accept", "2026-10-07 13:20", office.kasubag, rows=codes)
    days.act("submit", "2026-10-07 13:30", office.kasubag)
    second_step = days.clock("2026-10-20 09:00", 2)
    assert second_step == (
        "melampaui batas · menunggu 40 menit · 9 jam dari 8 jam 30 menit · batas Wed 12.00"
    )

    # Sekcam's first own act starts step 3; he returns the draft: a second round of step 2.
    assert days.clock("2026-10-07 13:50", 3) == "belum dimulai · menunggu 20 menit"
    days.act("check", "2026-10-07 14:00", office.sekcam, rows=codes[:1])
    days.act("send_back", "2026-10-07 15:00", office.sekcam, reason="Periksa", rows=codes[1:2])
    assert days.clock("2026-10-08 09:00", 3) == (
        "sesuai standar · menunggu 30 menit · 1 jam dari 1 jam 30 menit · batas Wed 15.30"
    )
    assert days.clock("2026-10-07 15:30", 2, 2) == "belum dimulai · menunggu 30 menit"
    days.act("start", "2026-10-08 08:00", office.kasubag, days.round(2, 2))
    days.act("accept", "2026-10-08 08:50", office.kasubag, rows=codes[1:2])
    days.act("submit", "2026-10-08 09:00", office.kasubag)
    assert days.clock("2026-10-08 09:30", 2, 2) == (
        "sesuai standar · menunggu 1 jam 30 menit · 1 jam dari 7 jam 30 menit · batas Fri 08.00"
    )
    assert days.clock("2026-10-20 09:00", 2) == second_step

    # The second review takes too long.
    days.act("check", "2026-10-08 09:10", office.sekcam, rows=codes)
    days.act("approve", "2026-10-08 10:55", office.sekcam, seen=10_000)
    too_long = "melampaui batas · menunggu 10 menit · 1 jam 45 menit dari 1 jam 30 menit · "
    assert days.clock("2026-10-09 09:00", 3, 2) == f"{too_long}batas Thu 10.40"

    # Step 4: sealed after twenty minutes; the signing of the print until Friday does not count.
    days.act("start", "2026-10-08 11:00", office.admin, days.round(4))
    days.act("seal", "2026-10-08 11:20", office.admin, filing="000.8/1")
    assert "20 menit dari 30 menit" in days.clock("2026-10-08 15:00", 4)
    days.act("file_copy", "2026-10-09 08:00", office.admin, place=("1", "A"))
    assert "sesuai standar · menunggu 5 menit · 20 menit" in days.clock("2026-10-12 09:00", 4)

    # A storm during the review, confirmed when it was over, is a remark: nobody is judged again.
    span = {"starts_at": make.at("2026-10-08 10:00"), "ends_at": make.at("2026-10-08 10:50")}
    storm = {"unit": office.unit, "reason": "Badai", **span}
    actions.record_disruption(**storm, by=office.kasubag, at=make.at("2026-10-12 08:00"))
    disruption = Disruption.objects.get(reason="Badai")
    actions.confirm_disruption(disruption, by=office.sekcam, at=make.at("2026-10-12 08:10"))
    assert days.clock("2026-10-20 09:00", 3, 2) == f"{too_long}batas Thu 10.40"
