"""Ways back: each as long as it works, and then the way that is open instead."""

import make
import pytest
import time_machine
from play import Player

from workflow import actions
from workflow.actions import Incomplete, NotNow
from workflow.models import StepRun

REASON = "Salah hitung"


def who(user) -> dict:
    return {"by": user, "at": make.at()}


def test_a_section_takes_its_form_back_and_hands_it_in_again(office):
    record = office.filled()
    form = office.form(record)
    actions.take_back(form, **who(office.kasi))
    actions.hand_in(form, values={"1.1": make.entry("95")}, **who(office.kasi))
    assert office.form(record).is_handed_in
    assert record.runs.filter(step=2).count() == 1


def test_step_2_waits_again_while_a_form_is_taken_back(office):
    record = office.filled()
    actions.take_back(office.form(record), **who(office.kasi))
    assert not record.runs.filter(step=2).exists()


def test_nothing_is_taken_back_after_kasubag_accepted(office):
    record = office.filled()
    actions.accept(record, rows=["1.1"], **who(office.kasubag))
    with pytest.raises(NotNow) as refused:
        actions.take_back(office.form(record), **who(office.kasi))
    assert "Kasubag menerima baris pada" in refused.value.reason
    assert "minta formulir ini dikembalikan" in refused.value.reason


def test_nothing_is_taken_back_after_kasubag_typed(office):
    record = office.filled()
    values = {"1.2": make.entry("70", reason="Rekap terbaru")}
    actions.enter(record, values=values, **who(office.kasubag))
    with pytest.raises(NotNow, match="Kasubag"):
        actions.take_back(office.form(record), **who(office.kasi))


def test_a_returned_form_opens_just_its_rows_to_the_section(office):
    record = office.filled()
    form = office.form(record)
    actions.accept(record, rows=office.codes(), **who(office.kasubag))
    actions.return_form(form, rows=["1.2"], reason=REASON, **who(office.kasubag))
    with pytest.raises(Incomplete):
        actions.fill(form, values={"1.1": make.entry("70")}, **who(office.kasi))
    actions.hand_in(form, values={"1.2": make.entry("85")}, **who(office.kasi))
    actions.accept(record, rows=["1.2"], **who(office.kasubag))
    assert actions.submit(record, **who(office.kasubag)).after["state"] == "reviewing"


def test_a_row_that_kasubag_typed_opens_again_when_returned(office):
    record = office.filled()
    values = {"1.1": make.entry("70", reason="Rekap terbaru")}
    actions.enter(record, values=values, **who(office.kasubag))
    form = office.form(record)
    actions.return_form(form, rows=["1.1"], reason=REASON, **who(office.kasubag))
    entry = actions.fill(form, values={"1.1": make.entry("88")}, **who(office.kasi))
    assert entry.after["rows"]["1.1"]["source"] == "section"


def test_a_return_names_only_rows_of_the_form(office):
    record = office.filled()
    with pytest.raises(Incomplete, match="bukan milik"):
        actions.return_form(office.form(record), rows=["2.1"], reason=REASON, **who(office.kasubag))


def test_the_record_goes_on_without_a_skipped_form(office):
    record = office.opened()
    actions.distribute_form(office.form(record), **who(office.kasi))
    actions.skip_form(office.form(record, 1), reason="Jabatan kosong", **who(office.sekcam))
    record = make.fresh(record)
    assert record.state == "entering"
    values = {code: make.entry("90", source="paper") for code in office.codes(office.sections[1])}
    actions.enter(record, values=values, **who(office.kasubag))
    values = {code: make.entry("90") for code in office.codes(office.sections[0])}
    actions.hand_in(office.form(record), values=values, **who(office.kasi))
    actions.accept(record, rows=office.codes(office.sections[0]), **who(office.kasubag))
    actions.submit(record, **who(office.kasubag))


def test_kasubag_withdraws_until_sekcam_has_started(office):
    record = office.reviewing()
    actions.withdraw(record, **who(office.kasubag))
    record = make.fresh(record)
    assert (record.state, record.edition) == ("entering", 1)
    actions.submit(record, **who(office.kasubag))
    run = StepRun.objects.get(submission=record, step=3, finished_at=None)
    actions.start(run, **who(office.sekcam))
    with pytest.raises(NotNow) as refused:
        actions.withdraw(record, **who(office.kasubag))
    assert "Sekcam memulai koreksi pada" in refused.value.reason
    assert "dikembalikan dari langkah koreksi" in refused.value.reason


def test_a_withdrawn_partial_round_is_still_about_its_rows(office):
    record = office.reviewing()
    actions.send_back(record, reason=REASON, rows=["1.2"], **who(office.sekcam))
    actions.accept(record, rows=["1.2"], **who(office.kasubag))
    actions.submit(record, **who(office.kasubag))
    actions.withdraw(record, **who(office.kasubag))
    values = {"1.1": make.entry("70", reason="Lain")}
    with pytest.raises(Incomplete, match="tidak termasuk yang dikembalikan"):
        actions.enter(record, values=values, **who(office.kasubag))


@pytest.mark.parametrize("verb", ["revoke_approval", "return_from_archiving"])
def test_an_approved_record_goes_back_until_it_is_sealed(office, verb):
    record = office.archiving()
    doer = office.sekcam if verb == "revoke_approval" else office.admin
    getattr(actions, verb)(record, reason=REASON, **who(doer))
    record = make.fresh(record)
    assert record.state == "reviewing"
    actions.approve(record, seen=10_000, **who(office.sekcam))
    actions.seal(record, filing="1/2026", **who(office.admin))
    with pytest.raises(NotNow) as refused:
        getattr(actions, verb)(record, reason=REASON, **who(doer))
    assert "menyegel arsip elektronik" in refused.value.reason
    assert "edisi berikutnya" in refused.value.reason


def test_none_of_the_ways_back_makes_an_edition(office):
    record = office.archiving()
    actions.return_from_archiving(record, reason=REASON, **who(office.admin))
    actions.send_back(record, reason=REASON, **who(office.sekcam))
    assert make.fresh(record).edition == 1
    assert list(record.runs.filter(step=2).values_list("round", flat=True)) == [1, 2]


@pytest.mark.parametrize(("stage", "doer", "screen", "verb", "fields"), [
    ("filled", "kasi", "form", "take_back", {}),
    ("filled", "kasubag", "form", "return_form", {"row": "1.1@", "reason": REASON}),
    ("entering", "kasubag", "form", "skip_form", {"reason": "Cuti"}),
    ("entering", "kasi", "form", "reassign", {"people": "filler"}),
    ("reviewing", "kasubag", "input", "withdraw", {}),
    ("archiving", "sekcam", "koreksi", "revoke_approval", {}),
    ("archiving", "admin", "dokumentasi", "return_from_archiving", {"reason": REASON}),
])  # fmt: skip
def test_each_way_back_has_its_button_where_the_mistake_is_noticed(
    office, stage, doer, screen, verb, fields
):
    record = getattr(office, stage)()
    form = f"/formulir/{office.form(record).pk}/"
    url = form if screen == "form" else f"/berkas/{record.pk}/{screen}/"
    fields = {name: str(office.filler.pk) if text == "filler" else text
              for name, text in fields.items()}  # fmt: skip
    with time_machine.travel(make.at("2026-10-05 09:00"), tick=False):
        player = Player(getattr(office, doer))
        assert f'value="{verb}"' in player.see(url)
        player.does(url, verb, **fields)
    assert record.journal().filter(verb=verb).count() == 1


def test_the_returned_rows_and_reason_stand_on_the_section_s_form(office):
    record = office.filled()
    form = office.form(record)
    actions.return_form(form, rows=["1.2"], reason="Satuan keliru", **who(office.kasubag))
    page = Player(office.kasi).see(f"/formulir/{form.pk}/")
    assert "Satuan keliru" in page
    assert 'name="value-1.2"' in page
    assert 'name="value-1.1"' not in page
