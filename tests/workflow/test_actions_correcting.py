"""Step 3 at one row: notes, corrections, and Kasubag's answers; each asked as the office would."""

from functools import partial

import make
import pytest
from deeds import DEEDS, LATER, stage
from django.db import IntegrityError, transaction
from witness import at_once, entries, nothing_changes, refused, verified

from kinerja.models import Realisation, Role
from workflow import actions, standing
from workflow.actions import Incomplete, NotNow, Refused, Stale
from workflow.models import Correction, Note

pytestmark = pytest.mark.django_db(transaction=True)


def correct(office, record, value="88", **given):
    given = {"reason": "Salah hitung", "by": office.sekcam, "at": LATER} | given
    return actions.correct(record, row="1.1", value=make.entry(value), **given)


def answer(office, record, answer, **given):
    given = {"by": office.kasubag, "at": LATER} | given
    return actions.answer(record.corrections.get(), answer=answer, **given)


def check_all(office, record):
    actions.check(record, rows=office.codes(), by=office.sekcam, at=LATER)


def approve(office, record, **given):
    given = {"seen": entries(record), "by": office.sekcam, "at": LATER} | given
    return actions.approve(record, **given)


def row(record):
    return standing.read(make.fresh(record)).by_code["1.1"]


# Corrections


def test_correction_replaces_the_value_and_says_from_what_to_what_and_why(office):
    record = office.reviewing()
    entry = correct(office, record)
    assert row(record).row.reading.value == 88
    assert row(record).row.reading.source_words == "koreksi"
    assert entry.before["rows"]["1.1"]["value"] == "90"
    assert entry.after["rows"]["1.1"]["value"] == "88"
    assert entry.note == "Salah hitung"


def test_corrected_row_counts_as_checked_and_stays_accepted(office):
    record = office.reviewing()
    correct(office, record)
    assert row(record).is_checked
    assert row(record).is_accepted


def test_correction_is_no_entering_and_does_not_bar_its_author(office):
    record = office.reviewing()
    correct(office, record)
    check_all(office, record)
    assert approve(office, record)


def test_corrected_row_is_not_told_as_replaced_by_step_2(office):
    record = office.reviewing()
    correct(office, record)
    assert not row(record).row.reading.replaces_section


@pytest.mark.parametrize("reason", ["", "   "])
def test_correction_needs_a_reason(office, reason):
    record = office.reviewing()
    error = refused(Incomplete, lambda: correct(office, record, reason=reason))
    assert "reason" in error.errors


def test_value_that_stands_already_is_no_correction(office):
    record = office.reviewing()
    error = refused(Incomplete, lambda: correct(office, record, "90"))
    assert "sama" in error.reason


def test_value_that_step_2_typed_is_no_correction_either(office):
    record = office.accepted()
    typed = {"1.1": make.entry("91", reason="Salah ketik")}
    actions.enter(record, values=typed, by=office.kasubag, at=make.at())
    actions.submit(record, by=office.kasubag, at=make.at())
    error = refused(Incomplete, lambda: correct(office, record, "91"))
    assert "sama" in error.reason


def test_value_that_the_line_cannot_take_is_refused_at_its_row(office):
    record = office.reviewing()
    error = refused(Incomplete, lambda: correct(office, record, "-1"))
    assert "negatif" in error.errors["1.1"]


def test_row_of_no_record_is_refused(office):
    record = office.reviewing()
    by_sekcam = {"by": office.sekcam, "at": LATER}
    refused(Incomplete, lambda: actions.note(record, row="9.9", text="Ada?", **by_sekcam))


def test_correction_of_a_value_that_changed_meanwhile_is_stale(office):
    record = office.reviewing()
    shown = row(record).row.version
    correct(office, record)
    second = make.entry("87", seen=shown)
    by_sekcam = {"by": office.sekcam, "at": LATER}
    refused(
        Stale,
        lambda: actions.correct(record, row="1.1", value=second, reason="Lagi", **by_sekcam),
    )


def test_correcting_again_leaves_only_the_last_to_answer(office):
    record = office.reviewing()
    correct(office, record)
    correct(office, record, "87")
    stands = standing.read(make.fresh(record))
    assert len(stands.corrections) == 2
    assert [each.after["value"] for each in stands.unanswered] == ["87"]


def test_step_2_cannot_pass_its_own_value_off_as_a_correction(office):
    record = office.filled()
    value = make.entry("70", source=Realisation.Source.CORRECTION, reason="Data akhir")
    actions.enter(record, values={"1.1": value}, by=office.kasubag, at=LATER)
    assert row(record).row.reading.source == Realisation.Source.DOCUMENT


# Answers


def test_kasubag_agrees_to_a_correction(office):
    record = stage(office, "corrected")
    answer(office, record, "agreed")
    stands = standing.read(make.fresh(record))
    assert not stands.unanswered
    assert not stands.notes
    assert stands.corrections[0].get_answer_display() == "sesuai"


def test_asking_to_look_again_opens_a_note_that_only_the_reviewer_closes(office):
    record = stage(office, "corrected")
    answer(office, record, "look_again", text="Lampiran menyebut 90")
    check_all(office, record)
    error = refused(Incomplete, lambda: approve(office, record))
    assert "catatan" in error.reason
    note = record.notes.get()
    assert (note.text, note.correction) == ("Lampiran menyebut 90", record.corrections.get())
    refused(Refused, lambda: actions.close_note(note, by=office.kasubag, at=LATER))
    actions.close_note(note, by=office.sekcam, at=LATER)
    assert approve(office, record)


def test_asking_to_look_again_needs_words(office):
    record = stage(office, "corrected")
    refused(Incomplete, lambda: answer(office, record, "look_again", text=" "))


def test_unknown_answer_is_refused(office):
    record = stage(office, "corrected")
    refused(Incomplete, lambda: answer(office, record, "maybe"))


def test_correction_is_answered_once(office):
    record = stage(office, "corrected")
    answer(office, record, "agreed")
    refused(NotNow, lambda: answer(office, record, "look_again", text="Tetap 90"))


def test_answer_after_the_approval_holds_the_seal_up_until_the_note_is_closed(office):
    record = stage(office, "corrected")
    check_all(office, record)
    approve(office, record)
    answer(office, record, "look_again", text="Lampiran menyebut 90")
    error = refused(Incomplete, lambda: DEEDS["seal"].press(office, record))
    assert "catatan" in error.reason
    actions.revoke_approval(record, by=office.sekcam, at=LATER)
    actions.close_note(record.notes.get(), by=office.sekcam, at=LATER)
    assert approve(office, record)
    assert DEEDS["seal"].press(office, record)


def test_nothing_is_answered_after_the_seal(office):
    record = stage(office, "corrected")
    check_all(office, record)
    approve(office, record)
    DEEDS["seal"].press(office, record)
    refused(NotNow, lambda: answer(office, record, "agreed"))


# Notes


def test_open_note_keeps_the_record_from_being_approved(office):
    record = stage(office, "noted")
    check_all(office, record)
    assert "catatan" in refused(Incomplete, lambda: approve(office, record)).reason


def test_closed_note_stays_readable_and_is_closed_once(office):
    record = stage(office, "noted")
    note = record.notes.get()
    actions.close_note(note, by=office.sekcam, at=LATER)
    refused(NotNow, lambda: actions.close_note(note, by=office.sekcam, at=LATER))
    assert [each.text for each in standing.read(make.fresh(record)).notes] == [note.text]


@pytest.mark.parametrize("text", ["", "a" * 501])
def test_note_has_words_up_to_what_a_row_keeps(office, text):
    record = office.reviewing()
    by_sekcam = {"by": office.sekcam, "at": LATER}
    refused(Incomplete, lambda: actions.note(record, row="1.1", text=text, **by_sekcam))


def test_note_stays_open_through_a_return_and_the_next_round(office):
    record = stage(office, "noted")
    actions.send_back(record, reason="", rows=["1.1"], by=office.sekcam, at=LATER)
    assert standing.read(make.fresh(record)).open_notes
    refused(NotNow, lambda: DEEDS["close_note"].press(office, record))


def test_notes_of_an_abandoned_edition_do_not_come_back(office):
    record = stage(office, "reopened")
    for verb in ("accept", "submit"):
        given = {"rows": office.codes()} if verb == "accept" else {}
        getattr(actions, verb)(record, by=office.kasubag, at=LATER, **given)
    actions.note(record, row="1.1", text="Satuannya?", by=office.sekcam, at=LATER)
    actions.cancel(record, reason="Keliru", by=office.sekcam, at=LATER)
    actions.reopen(record, reason="Angka keliru", by=office.sekcam, at=LATER)
    assert not standing.read(make.fresh(record)).notes


# Kept as they are


@pytest.mark.parametrize("model", [Note, Correction])
def test_the_database_refuses_to_change_or_delete_them(office, model):
    stage(office, "noted" if model is Note else "corrected")
    for change in (
        lambda: model.objects.update(number=99),
        lambda: model.objects.all()._raw_delete(model.objects.db),
    ):
        with nothing_changes(), pytest.raises(Exception, match="guarded"), transaction.atomic():
            change()


def test_correction_without_a_reason_is_no_row(office):
    stage(office, "corrected")
    found = Correction.objects.get()
    found.pk, found.reason, found.number = None, "", 99
    with pytest.raises(IntegrityError), transaction.atomic():
        found.save(force_insert=True)


# At once


@pytest.mark.parametrize("attempt", range(8))
def test_of_a_correction_and_an_approval_at_once_one_wins_and_only_what_was_seen_is_approved(
    office, attempt
):
    """Two who may review: one corrects while the other approves what is on his screen."""
    with transaction.atomic():
        other = make.person("sekcam2")
        make.assign(other, Role.SECRETARY, office.unit, title="Sekretaris Camat 2")
        record = office.checked()
        seen = entries(record)
    acts = [
        partial(correct, office, record, by=other),
        partial(approve, office, record, seen=seen),
    ]
    answers = at_once(acts if attempt % 2 else acts[::-1])
    assert sum(isinstance(each, Refused) for each in answers) == 1
    is_corrected = row(record).row.reading.value == 88
    assert make.fresh(record).state == ("reviewing" if is_corrected else "archiving")
    assert verified()
