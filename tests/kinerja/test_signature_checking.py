"""What is read of signatures: who and when, and every way in which a file is not what it says."""

import sys

import pytest
import tte
from signing_deeds import report

from kinerja import signature
from kinerja.evidence import Unfit
from kinerja.signature import Outcome, checking


@pytest.fixture
def check(tmp_path):
    """Check a file against a report of its own, or against so many sealed bytes."""

    def checked(content: bytes, sealed: int | None = None):
        path = tmp_path / "salinan.pdf"
        path.write_bytes(content)
        return signature.check(path, sealed=len(report()) if sealed is None else sealed)

    return checked


def test_signed_report_tells_who_signed_it_and_when(check):
    found = check(tte.signed(report()))
    assert (found.outcome, found.by) == (Outcome.INTACT, "pyHanko 0.38.0")
    (each,) = found.signatures
    assert (each.signer, each.issuer) == ("Sekretaris Contoh", "Sekretaris Contoh")
    assert each.signed_at.endswith("+00:00")
    assert not each.is_stamped


def test_second_signature_stands_beside_the_first(check):
    both = tte.signed(tte.signed(report()), "Camat Contoh", field="Tanda2")
    assert [each.signer for each in check(both).signatures] == ["Sekretaris Contoh", "Camat Contoh"]


def test_time_that_a_service_stamped_is_told_apart_from_the_signers_own(check):
    (each,) = check(tte.pades(report())).signatures
    assert each.is_stamped
    assert each.proven_at is None


def test_stamp_over_the_document_says_when_a_signature_was_there_at_the_latest(check):
    both = tte.signed(tte.stamped(tte.signed(report())), "Camat Contoh", field="Tanda2")
    before, after = check(both).signatures
    assert before.proven_at >= before.signed_at[:19]
    assert not before.is_stamped
    assert "dokumen distempel" in before.told_moment
    assert after.proven_at is None


def reason(check, content: bytes, sealed: int | None = None) -> str:
    with pytest.raises(Unfit) as refused:
        check(content, sealed)
    return refused.value.reason


def test_report_without_a_signature_is_refused(check):
    assert reason(check, report()).startswith("Tidak ada tanda tangan")
    assert reason(check, report() + b"\n%%EOF\n").startswith("Susunan PDF ini rusak")


def test_changed_byte_among_what_was_signed_is_found(check):
    tampered = tte.tampered(tte.signed(report()))
    assert tampered.startswith(report())
    assert reason(check, tampered).startswith("Isi yang ditandatangani sudah berubah")


def test_other_figures_laid_over_the_sealed_ones_are_found_though_they_are_signed(check):
    """The sealed bytes are all there, and the signature is whole: only the page looks otherwise."""
    content = tte.signed(tte.repainted(report()))
    assert content.startswith(report())
    assert reason(check, content).startswith("Selain tanda tangan")


def test_change_after_the_signature_is_found(check):
    assert reason(check, tte.repainted(tte.signed(report()))).startswith("Selain tanda tangan")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda signed: tte.annotated(signed), "Selain tanda tangan"),
        (lambda signed: tte.annotated(tte.stamped(signed)), "Selain tanda tangan"),
        (lambda signed: tte.stamped(tte.annotated(signed)), "Selain tanda tangan"),
    ],
)
def test_note_that_is_added_after_the_signature_is_found(check, spoil, told):
    assert reason(check, spoil(tte.signed(report()))).startswith(told)


def test_stamp_alone_is_no_signature(check):
    assert reason(check, tte.stamped(report())).startswith("Tidak ada tanda tangan")


def test_signature_after_one_that_locked_the_document_says_how_to_go_on(check):
    locked = tte.pades(report(), is_locking=True)
    assert check(locked).signatures[0].is_stamped
    twice = tte.signed(locked, "Camat Contoh", field="Tanda2")
    assert "mengunci berkas ini" in reason(check, twice)


def test_note_on_a_page_beside_the_signature_is_found(check):
    assert reason(check, tte.signed(tte.annotated(report()))).startswith("Selain tanda tangan")


def test_signature_that_is_not_over_all_sealed_bytes_is_refused(check):
    content = tte.signed(report())
    assert "tidak mencakup" in reason(check, content, sealed=len(content) - 1)


@pytest.mark.parametrize("cut", [200, 4000])
def test_broken_file_is_refused(check, cut):
    assert reason(check, tte.signed(report())[:-cut])


def test_without_the_reader_nothing_is_said(check, monkeypatch):
    """-S: the child finds nothing that was installed."""
    monkeypatch.setattr(checking, "PROGRAM", (sys.executable, "-I", "-S", checking.PROGRAM[-1]))
    found = check(tte.signed(report()))
    assert (found.outcome, found.by, found.signatures) == (Outcome.MISSING, "", ())


def test_reader_that_does_not_come_to_an_end_decides_nothing(check, monkeypatch):
    monkeypatch.setattr(checking, "SECONDS", 1)
    sleeps = ("/bin/sh", "-c", "sleep 5")
    monkeypatch.setattr(checking, "PROGRAM", sleeps)
    assert check(tte.signed(report())).outcome == Outcome.UNDECIDED


def test_reader_that_dies_decides_nothing(check, monkeypatch):
    monkeypatch.setattr(checking, "PROGRAM", (sys.executable, "-c", "raise SystemExit(9)"))
    assert check(tte.signed(report())).outcome == Outcome.UNDECIDED
