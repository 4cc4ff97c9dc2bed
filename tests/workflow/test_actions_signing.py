"""Signed copies: by whom, of which edition, how often, and what the journal says of them."""

from functools import partial

import make
import pytest
import tte
from deeds import LATER, STAGES
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import transaction
from signing_deeds import UPLOAD, ready, received, sealed_bytes
from strangers import strangers
from witness import at_once, nothing_changes, raised, refused, verified

from workflow import actions, signed_copies
from workflow.actions import Incomplete, NotNow, NotYours, Refused
from workflow.models import SignedCopy
from workflow.verifying import filed

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office():
    with transaction.atomic():
        return make.office()


@pytest.fixture
def record(office):
    return ready(office)


def upload(office, record, file, at=LATER):
    return actions.upload_signed(record, file=file, by=office.admin, at=at)


def test_wrong_person_changes_nothing_and_reads_who_can(office, record):
    with transaction.atomic():
        neighbour = make.office("Kecamatan Tetangga", prefix="tetangga.")
        people = strangers(office, neighbour)
    file = received(record)
    press = partial(actions.upload_signed, record, file=file, at=LATER)
    with nothing_changes():
        for name, person in people.items():
            if person != office.admin:
                error = raised(NotYours, partial(press, by=person))
                assert office.admin.name in error.reason, name
        raised(NotYours, partial(press, by=AnonymousUser()))
    assert press(by=office.admin).verb == "upload_signed"


@pytest.mark.parametrize("name", [name for name in STAGES if name not in UPLOAD.stages])
def test_what_is_not_sealed_now_takes_no_signed_copy(office, name):
    """Before the seal there is nothing to sign; a reopened edition waits for its own seal."""
    record = ready(office, name)
    error = Incomplete if name == "archiving" else NotNow
    assert refused(error, lambda: UPLOAD.press(office, record)).reason


@pytest.mark.parametrize("name", UPLOAD.stages)
def test_signed_copy_stands_beside_the_archive_with_both_hashes(office, name):
    record = ready(office, name)
    archive, state = record.archives.get(), record.state
    file = received(record)
    entry = upload(office, record, file)
    copy = SignedCopy.objects.get()
    assert (copy.archive, copy.sha256, copy.sealed_sha256) == (
        archive,
        file.sha256,
        archive.file_sha256,
    )
    assert (entry.verb, entry.capacity) == ("upload_signed", "Admin e-kejab")
    assert entry.after == {
        "sha256": file.sha256,
        "sealed_sha256": archive.file_sha256,
        "signed_by": "Sekretaris Contoh",
        "issued_by": "Sekretaris Contoh",
        "signed_at": copy.signed_by[0].signed_at,
        "check": "intact",
        "checked_by": copy.checked_by,
    }
    assert make.fresh(record).state == state
    assert verified()
    assert list(signed_copies.faults()) == []
    call_command("verify")


def test_signing_leaves_step_4_in_its_pause(office, record):
    upload(office, record, received(record))
    run = record.runs.get(step=4)
    assert run.pauses.get().until is None and run.finished_at is None


def test_same_signed_copy_is_kept_once_and_another_beside_it(office, record):
    content = tte.signed(sealed_bytes(record.archives.get()))
    upload(office, record, received(record, content))
    again = received(record, content)
    assert "sudah diunggah" in refused(Incomplete, lambda: upload(office, record, again)).reason
    upload(office, record, received(record, tte.signed(content, "Camat Contoh", field="Tanda2")))
    assert SignedCopy.objects.count() == 2


def test_of_two_presses_at_once_exactly_one_wins(office, record):
    content = tte.signed(sealed_bytes(record.archives.get()))
    files = [received(record, content) for _ in range(2)]
    answers = at_once([partial(upload, office, record, file) for file in files])
    assert [isinstance(answer, Refused) for answer in answers].count(True) == 1
    for file in files:
        signed_copies.discard(file)
    assert list(signed_copies.faults()) == []


def test_copy_of_an_earlier_edition_is_not_taken_for_the_next(office):
    record = ready(office, "archived")
    file = received(record)
    goes_on = {"at": LATER}
    actions.reopen(record, reason="Keliru", by=office.sekcam, **goes_on)
    actions.accept(record, rows=office.codes(), by=office.kasubag, **goes_on)
    actions.submit(record, by=office.kasubag, **goes_on)
    actions.check(record, rows=office.codes(), by=office.sekcam, **goes_on)
    actions.approve(record, seen=10_000, by=office.sekcam, **goes_on)
    actions.seal(record, filing="9", by=office.admin, **goes_on)
    refused(NotNow, lambda: upload(office, record, file))


def changed(path) -> None:
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"X")


@pytest.mark.parametrize(
    ("spoil", "told"), [(changed, "isi tidak cocok"), (lambda path: path.unlink(), "hilang")]
)
def test_verify_names_a_signed_copy_that_is_no_longer_whole(office, record, spoil, told, capsys):
    upload(office, record, received(record))
    spoil(signed_copies.located(SignedCopy.objects.get().file_name))
    with pytest.raises(SystemExit):
        call_command("verify")
    out = capsys.readouterr().out
    assert "salinan bertanda tangan" in out and told in out


def test_a_copy_that_no_upload_tells_of_is_named(office, record):
    other = received(record, tte.signed(sealed_bytes(record.archives.get()), "Lain"))
    signed_copies.add(record.archives.get(), other, by=office.admin, at=LATER)
    [fault] = filed.judge(record)
    assert fault.text.endswith("salinan bertanda tangan edisi 1 tidak tercatat di jurnal.")
