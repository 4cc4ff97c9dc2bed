"""Working days of the SOP, played by all roles through their browsers, to the archive."""

import make
import pytest
import time_machine
from django.core.management import call_command
from play import Player

from kinerja.models import Realisation
from workflow.models import ArchiveCopy, StepRun, Submission


@pytest.fixture
def people(office) -> dict[str, Player]:
    users = {name: getattr(office, name) for name in ("kasubag", "sekcam", "admin", "camat")}
    users |= {f"kasi{number + 1}": head for number, head in enumerate(office.heads)}
    return {name: Player(user) for name, user in users.items()} | {"petugas": Player(office.filler)}


@pytest.fixture
def clock():
    with time_machine.travel(make.at("2026-10-05 08:00"), tick=False) as traveller:
        yield lambda text: traveller.move_to(make.at(text))


def open_quarter(people) -> Submission:
    people["kasubag"].does(
        "/", "open_submission", post_to="/berkas/buka/", **opening(people["kasubag"].see("/"))
    )
    return Submission.objects.order_by("-pk")[0]


def opening(page: str) -> dict[str, str]:
    unit = page.split('name="unit" value="')[1].split('"')[0]
    return {"unit": unit, "year": "2026", "quarter": "3"}


def fill_all(office, people, record, value: str = "90") -> None:
    for number, section in enumerate(office.sections):
        form = f"/formulir/{office.form(record, number).pk}/"
        values = {f"value-{code}": value for code in office.codes(section)}
        people[f"kasi{number + 1}"].does(form, "hand_in", **values)


def accept_all(office, people, record) -> None:
    people["kasubag"].does(
        f"/berkas/{record.pk}/input/", "accept", row=[f"{code}@" for code in office.codes()]
    )


def check_all(office, people, record) -> None:
    people["sekcam"].does(
        f"/berkas/{record.pk}/koreksi/", "check", row=[f"{code}@" for code in office.codes()]
    )


def approve(people, record) -> None:
    page = f"/berkas/{record.pk}/koreksi/setujui/"
    seen = people["sekcam"].see(page).split('name="seen" value="')[1].split('"')[0]
    people["sekcam"].does(page, "approve", seen=seen, password=make.PASSWORD)


def verified() -> None:
    call_command("verify")


def test_a_quarter_goes_through_return_second_round_reopening_and_cancel(office, people, clock):
    record = open_quarter(people)
    here = f"/berkas/{record.pk}/"
    assert "Triwulan III 2026" in people["kasi1"].see("/")
    assert record.state == "distributing"

    clock("2026-10-05 08:10")
    first = f"/formulir/{office.form(record).pk}/"
    people["kasi1"].does(
        first,
        "order_form",
        people=str(office.filler.pk),
        instruction="Siapkan sebelum Rabu",
        due="2026-10-07",
    )
    assert "Siapkan sebelum Rabu" in people["petugas"].see(first)
    people["petugas"].does(first, "distribute_form")
    people["petugas"].does(first, "fill", **{"value-1.1": "90", "value-1.2": "91,5"})
    assert make.fresh(record).state == "distributing"
    people["kasi2"].does(f"/formulir/{office.form(record, 1).pk}/", "distribute_form")
    assert make.fresh(record).state == "entering"

    clock("2026-10-05 10:00")
    fill_all(office, people, record)
    assert Realisation.objects.filter(status="measured").count() == 6

    clock("2026-10-06 09:00")
    accept_all(office, people, record)
    people["kasubag"].does(f"{here}input/", "submit")
    assert make.fresh(record).state == "reviewing"
    assert "Koreksi" in people["sekcam"].see("/")

    clock("2026-10-06 10:00")
    people["sekcam"].does(
        f"{here}koreksi/", "check", row=[f"{code}@" for code in office.codes() if code != "1.2"]
    )
    people["sekcam"].does(f"{here}koreksi/", "send_back", row="1.2@", reason="Angka tertukar")
    assert make.fresh(record).state == "entering"
    assert "Angka tertukar" in people["kasubag"].see(f"{here}input/")
    assert "perbaikan ke-1" in people["kasubag"].see(here)

    clock("2026-10-06 11:00")
    people["kasubag"].does(
        f"{here}input/", "enter", **{"value-1.2": "95", "reason-1.2": "Salah salin"}
    )
    people["kasubag"].does(f"{here}input/", "submit")
    assert "95" in people["sekcam"].see(f"{here}koreksi/setujui/")
    people["sekcam"].does(f"{here}koreksi/", "check", row="1.2@")
    approve(people, record)
    assert make.fresh(record).state == "archiving"

    clock("2026-10-07 08:00")
    people["admin"].does(f"{here}dokumentasi/", "seal", filing="000.8.6.3/7/2026")
    assert "salinan manual menyusul" in people["camat"].see(here)
    page = people["admin"].does(f"{here}dokumentasi/", "file_copy", box="12", shelf="B2")
    assert make.fresh(record).state == "archived"
    assert "boks 12, rak B2" in page
    verified()

    clock("2026-10-08 08:00")
    people["sekcam"].does(here, "reopen", reason="Nilai 2.1 salah sumber")
    record = make.fresh(record)
    assert (record.state, record.edition) == ("entering", 2)
    people["kasubag"].does(
        f"{here}input/", "enter", **{"value-2.1": "94", "reason-2.1": "Sumber resmi terbit"}
    )
    accept_all(office, people, record)
    people["kasubag"].does(f"{here}input/", "submit")
    check_all(office, people, record)
    approve(people, record)
    people["admin"].does(f"{here}dokumentasi/", "seal", filing="000.8.6.3/8/2026")
    people["admin"].does(f"{here}dokumentasi/", "file_copy", box="12", shelf="B2")
    assert [copy.edition for copy in ArchiveCopy.objects.order_by("edition")] == [1, 2]
    assert '"value":"90"' in ArchiveCopy.objects.get(edition=1).snapshot
    assert '"value":"94"' in ArchiveCopy.objects.get(edition=2).snapshot
    assert "90,00" in people["camat"].see(f"{here}laporan/?edisi=1")
    assert "94,00" in people["camat"].see(f"{here}laporan/")

    people["sekcam"].does(here, "reopen", reason="Ternyata keliru")
    people["sekcam"].does(here, "cancel", reason="Dibuka karena salah paham")
    record = make.fresh(record)
    assert (record.state, record.edition) == ("archived", 2)
    assert not StepRun.objects.filter(submission=record, finished_at=None).exists()
    verified()


def test_a_record_opened_by_mistake_is_cancelled_and_its_values_come_back(office, people, clock):
    record = open_quarter(people)
    for number in range(2):
        people[f"kasi{number + 1}"].does(
            f"/formulir/{office.form(record, number).pk}/", "distribute_form"
        )
    fill_all(office, people, record, "88")
    people["sekcam"].does(f"/berkas/{record.pk}/", "cancel", reason="Perjanjian belum lengkap")
    assert make.fresh(record).state == "cancelled"

    again = open_quarter(people)
    assert again.pk != record.pk
    assert "88,00" in people["kasubag"].see(f"/berkas/{again.pk}/")
    verified()
