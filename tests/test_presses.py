"""The promise of the office: fourteen numbers typed once, at most seventeen presses."""

import make
import pytest
import time_machine
from play import Player

from kinerja.models import Realisation
from workflow.models import Submission

MOST_PRESSES = 17
INDICATORS = 14


class Counter(Player):
    """A person whose presses and typed numbers are counted."""

    presses = 0
    typed = 0

    def press(self, url: str, verb: str, **fields):
        Counter.presses += 1
        Counter.typed += sum(name.startswith("value-") for name in fields)
        return super().press(url, verb, **fields)


@pytest.fixture
def office(db) -> make.Office:
    """Five sections with fourteen indicators between them."""
    office = make.office(sections=5, rows=2)
    office.lines += [
        make.line(office.agreement, part, f"{number + 1}.3", goal=number + 1)
        for number, part in enumerate(office.sections[:4])
    ]
    assert len(office.lines) == INDICATORS
    return office


@time_machine.travel(make.at("2026-10-05 09:00"), tick=False)
def test_fourteen_numbers_are_typed_once_with_at_most_seventeen_presses(office):
    kasubag, sekcam, admin = (
        Counter(user) for user in (office.kasubag, office.sekcam, office.admin)
    )
    unit = {"unit": str(office.unit.pk), "year": "2026", "quarter": "3"}
    kasubag.does("/", "open_submission", post_to="/berkas/buka/", **unit)
    record = Submission.objects.get()
    here = f"/berkas/{record.pk}/"
    for number, head in enumerate(office.heads):
        Counter(head).does(f"/formulir/{office.form(record, number).pk}/", "distribute_form")
    for number, head in enumerate(office.heads):
        values = {f"value-{code}": "90" for code in office.codes(office.sections[number])}
        Counter(head).does(f"/formulir/{office.form(record, number).pk}/", "hand_in", **values)
    rows = [f"{code}@1" for code in office.codes()]
    kasubag.does(f"{here}input/", "accept", row=rows)
    kasubag.does(f"{here}input/", "submit")
    sekcam.does(f"{here}koreksi/", "check", row=rows)
    page = sekcam.see(f"{here}koreksi/setujui/")
    seen = page.split('name="seen" value="')[1].split('"')[0]
    sekcam.does(f"{here}koreksi/setujui/", "approve", seen=seen, password=make.PASSWORD)
    admin.does(f"{here}dokumentasi/", "seal", filing="000.8.6.3/1/2026")
    admin.does(f"{here}dokumentasi/", "file_copy", box="1", shelf="A")
    assert make.fresh(record).state == "archived"
    assert Realisation.objects.filter(status="measured").count() == INDICATORS
    assert Counter.typed == INDICATORS
    assert Counter.presses <= MOST_PRESSES
