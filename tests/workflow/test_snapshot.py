"""What the archive keeps of an edition: enough for the report, and nothing after the approval."""

import hashlib
import json

import make
import pytest
import snapshots
from deeds import LATER, stage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinerja import report
from kinerja.models import Target
from workflow import actions, archive, standing
from workflow.models import ArchiveCopy, Correction


def told(record) -> dict:
    record = make.fresh(record)
    standing.read(record)
    return json.loads(archive.snapshot(record))


def names(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(names, value.values()))
    return set().union(*map(names, value)) if isinstance(value, list) else set()


def corrected(office):
    """A record whose first value was corrected and answered, approved."""
    record = stage(office, "corrected")
    correction = Correction.objects.get()
    actions.answer(correction, answer="agreed", by=office.kasubag, at=make.at())
    actions.check(record, rows=office.codes(), by=office.sekcam, at=make.at())
    actions.approve(record, seen=10_000, by=office.sekcam, at=make.at())
    return record


def test_steps_say_who_did_what_in_what_capacity(office):
    found = told(office.archiving())["steps"]
    assert [(each["step"], each["verb"], each["section"]) for each in found] == [
        (1, "distribute_form", "Seksi 1"),
        (1, "distribute_form", "Seksi 2"),
        (None, "hand_in", "Seksi 1"),
        (None, "hand_in", "Seksi 2"),
        (2, "submit", ""),
        (3, "approve", ""),
    ]
    last = found[-1]
    assert (last["name"], last["capacity"]) == ("Sekcam", "Sekretaris Camat")
    assert (last["title"], last["moment"]) == ("Koreksi", "2026-10-05T01:00:00+00:00")


def test_what_a_person_repeats_is_told_once_at_its_last_time(office):
    record = office.filled()
    for value, day in (("91", "06"), ("92", "07")):
        when = make.at(f"2026-10-{day} 08:00")
        values = {"1.1": make.entry(value, reason="Salah ketik")}
        actions.enter(make.fresh(record), values=values, by=office.kasubag, at=when)
    entered = [each for each in told(record)["steps"] if each["verb"] == "enter"]
    assert [each["moment"] for each in entered] == ["2026-10-07T01:00:00+00:00"]


def test_a_returned_record_tells_its_rounds(office):
    record = office.reviewing()
    actions.send_back(record, reason="Cek lagi", by=office.sekcam, at=make.at())
    actions.accept(make.fresh(record), rows=office.codes(), by=office.kasubag, at=make.at())
    actions.submit(make.fresh(record), by=office.kasubag, at=make.at())
    rounds = [(each["verb"], each["round"]) for each in told(record)["steps"]]
    assert rounds[-2:] == [("send_back", 1), ("submit", 2)]


def test_corrections_say_from_what_to_what_why_and_what_was_answered(office):
    (found,) = told(corrected(office))["corrections"]
    assert (found["code"], found["before"]["value"], found["after"]["value"]) == ("1.1", "90", "89")
    assert (found["reason"], found["by"], found["capacity"]) == (
        "Salah hitung",
        "Sekcam",
        "Sekretaris Camat",
    )
    assert (found["answer_words"], found["answered_by"]) == ("sesuai", "Kasubag")


def test_what_was_answered_after_the_approval_is_not_part_of_it(office):
    record = stage(office, "corrected")
    actions.check(record, rows=office.codes(), by=office.sekcam, at=make.at())
    actions.approve(record, seen=10_000, by=office.sekcam, at=make.at())
    before = told(record)
    actions.answer(Correction.objects.get(), answer="agreed", by=office.kasubag, at=LATER)
    assert told(record) == before
    assert before["corrections"][0]["answer"] == ""


def test_entries_reach_from_the_first_to_the_approving_one_and_bind_each_other(office):
    content = json.loads(office.archived().archives.get().snapshot)
    previous = ""
    for number, entry in enumerate(content["entries"], start=1):
        previous = hashlib.sha256(f"{previous}\n{entry['text']}".encode()).hexdigest()
        assert (entry["number"], entry["hash"]) == (number, previous)
    assert content["entries"][-1]["verb"] == "approve"
    assert previous == content["approval"]["hash"]


@pytest.mark.parametrize("way", ["revoke_approval", "return_from_archiving"])
def test_a_revoked_approval_is_none(office, way):
    record = office.archiving()
    who = {"revoke_approval": office.sekcam, "return_from_archiving": office.admin}[way]
    getattr(actions, way)(record, reason="Keliru", by=who, at=make.at())
    assert told(record)["approval"] is None


def test_signatories_are_who_holds_the_seats_on_the_day_of_the_approval(office):
    record = office.archiving()
    office.sekcam.assignments.update(end=make.at("2026-10-06 08:00").date())
    found = told(record)["signatories"]
    assert [(each["heading"], each["title"], each["name"]) for each in found] == [
        ("", "Kasubag Perencanaan", "Kasubag"),
        ("", "Sekretaris Camat", "Sekcam"),
        ("Mengetahui,", "Camat", "Camat"),
    ]


def test_a_vacant_seat_is_signed_by_nobody(office):
    office.have_superiors()
    record = office.archiving()
    office.camat.assignments.update(end=make.at("2026-10-01 08:00").date())
    last = told(record)["signatories"][-1]
    assert (last["title"], last["name"]) == ("Camat", "")


def test_register_number_is_that_of_the_seal_and_the_means_are_the_rows_own(office):
    content = json.loads(office.sealed().archives.get().snapshot)
    assert content["register_number"] == "000.8.6.3/1/2026"
    assert content["mean"] == {"percent": "112.5", "counted": 6, "left_out": 0}
    assert [each["mean"]["counted"] for each in content["objectives"]] == [3, 3]


def test_progress_of_the_year_is_kept_where_the_year_asks_for_something_else(office):
    line = office.lines[0]
    Target.objects.create(line=line, quarter=5, value=100)
    first, second, *_rest = told(office.filled())["objectives"][0]["rows"]
    assert (first["year"]["target"], first["year"]["progress"]) == ("100", "90")
    assert second["year"] is None


def test_sheets_are_kept_as_they_stood_at_the_approval(office):
    record = stage(office, "disposed")
    (sheet,) = told(record)["sheets"][-1:]
    assert sheet["number"].startswith("DK-")
    assert sheet["forwardings"][0]["note"] == "Segera"


def test_letters_and_lembar_kendali_reach_up_to_the_approval(office):
    content = json.loads(office.archived().archives.get().snapshot)
    assert [(each["section"], each["to_title"]) for each in content["letters"]] == [
        ("Seksi 1", "Kasubag Perencanaan"),
        ("Seksi 2", "Kasubag Perencanaan"),
        ("", "Sekretaris Camat"),
        ("", "Admin e-kejab"),
    ]
    rounds = content["control"]["rounds"]
    assert [(each["step"], each["section"]) for each in rounds] == [
        (1, "Seksi 1"),
        (1, "Seksi 2"),
        (2, ""),
        (3, ""),
    ]
    assert rounds[-1]["finished_at"] == content["approval"]["moment"]
    assert [each["section"] for each in content["control"]["fillings"]] == ["Seksi 1", "Seksi 2"]


def test_times_are_kept_with_the_zone_of_the_installation(office, settings):
    settings.TIME_ZONE = "Asia/Makassar"
    content = told(office.archiving())
    assert content["zone"] == {"name": "Asia/Makassar", "word": "WITA", "offset": 480}
    assert content["approval"]["moment"] == "2026-10-05T01:00:00+00:00"


def cost(record) -> int:
    record = make.fresh(record)
    with CaptureQueriesContext(connection) as queries:
        standing.read(record)
        archive.snapshot(record)
    return len(queries)


def test_reading_costs_the_same_however_many_rows_sections_and_sheets(office):
    wide = make.office("Kecamatan Lebar", sections=6, rows=8, prefix="lebar.")
    assert cost(corrected(office)) == cost(wide.archiving())


def test_archive_renders_as_the_report(office):
    copy = ArchiveCopy.objects.get(submission=office.archived())
    content = json.loads(copy.snapshot)
    made = report.attachments(content)
    found = report.extract(report.render(content, attachments=made))
    assert json.loads(found["nilai.json"])["unit"] == "Kecamatan Suak Midai"


def test_draft_with_a_late_value_renders_too(office):
    origin = office.promised(quarter=2)
    record = office.reviewing()
    values = {"1.1": make.entry("91")}
    actions.enter_late(origin, values=values, by=office.kasubag, at=LATER)
    content = told(record)
    (late,) = content["late"]
    assert (late["period"], late["realised"]) == ("Triwulan II Tahun 2026", "91")
    assert report.render(content).startswith(b"%PDF")


def test_every_name_of_an_archive_is_in_the_data_dictionary(office):
    content = told(corrected(office))
    made = {each.name: each.content for each in report.attachments(content)}
    meanings = json.loads(made["kamus-data.json"])["arti"]
    assert names(json.loads(made["nilai.json"])) - set(meanings) == set()


PARTS = (*("corrections", "steps", "signatories", "entries", "objectives", "sheets", "letters"),)


def test_made_up_snapshots_have_the_shape_of_real_ones(office):
    real, made = told(corrected(office)), snapshots.full(8)
    assert set(made) == set(real)
    for part in PARTS:
        assert set(made[part][0]) == set(real[part][0]), part
    assert set(made["sheets"][0]["forwardings"][0]) == set(real["sheets"][0]["forwardings"][0])
    for part in ("rounds", "fillings"):
        assert set(made["control"][part][0]) == set(real["control"][part][0]), part
    assert set(made["zone"]) == set(real["zone"])
    assert set(made["objectives"][0]["rows"][0]) == set(real["objectives"][0]["rows"][0])
