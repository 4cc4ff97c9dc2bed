"""Texts that people typed: every sign has a glyph, every word can be broken, nothing is obeyed."""

import odd_snapshots
import pytest

from kinerja.report import fonts, texts, words


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Rapat koordinasi", "Rapat koordinasi"),
        ("a\u0301", "á"),
        ("\u202eterbalik\u202c", "□terbalik□"),
        ("bunyi\x07 nol\x00", "bunyi□ nol□"),
        ("pribadi \ue000 separuh \ud800 tiada \ufffe", "pribadi □ separuh □ tiada □"),
        ("keluarga 👩\u200d👧 中文", "keluarga 👩👧 中文"),
        ("\ufeffawal\u00adtengah", "awaltengah"),
        ("satu\r\ndua\u2028tiga\tempat", "satu\ndua\ntiga empat"),
        ("  banyak    spasi  ", "banyak spasi"),
        ("", ""),
    ],
)
def test_sign_that_cannot_be_set_becomes_a_box(typed, printed):
    settable = [sign for sign in printed if sign != "\n" and ord(sign) not in fonts.covered()]
    for sign in settable:
        printed = printed.replace(sign, texts.MISSING)
    assert texts.inert(typed) == printed


def test_long_words_may_be_broken_and_lose_nothing():
    word = "tanpaspasi" * 10
    made = texts.inert(word)
    assert made.replace(texts.BREAK, "") == word
    assert max(map(len, made.split(texts.BREAK))) == texts.LONGEST_WORD


@pytest.mark.parametrize("number", ["123.456.789.012.345,00", "−33,33%", "ab" * 32])
def test_numbers_and_hashes_are_never_broken(number):
    assert texts.inert(number) == number


def test_heap_of_marks_on_a_letter_is_cut():
    assert len(texts.inert("e" + "\u0301" * 60)) <= 1 + texts.MOST_MARKS


@pytest.mark.parametrize("text", odd_snapshots.ODD)
def test_nothing_is_left_that_has_no_glyph(text):
    made = texts.inert(text).replace("\n", "").replace(texts.BREAK, "")
    assert made
    assert all(ord(sign) in fonts.covered() for sign in made)


def test_the_letters_have_every_sign_that_the_office_uses():
    assert all(ord(sign) in fonts.covered() for sign in "×−–→●▲■≥Σ·…“”‘’éÉ□0123456789%/()")


@pytest.mark.parametrize(
    ("parts", "written"),
    [
        ({"value": "1250.5"}, "1.250,5"),
        ({"numerator": "3", "denominator": "4"}, "3 / 4"),
        ({"choice": "WTP"}, "WTP"),
        ({"status": "not_yet", "status_words": "belum tersedia"}, "belum tersedia"),
        ({}, "kosong"),
    ],
)
def test_cell_of_a_correction_is_written_in_words(parts, written):
    assert words.cell(parts) == written


@pytest.mark.parametrize("predicate", ["BB", "NaN", "Infinity", "A+"])
def test_predicate_is_printed_as_it_stands(predicate):
    assert words.figure(predicate) == predicate


def test_moments_are_told_with_their_parts_together_and_in_wib_where_no_zone_is_named():
    clock = words.Clock.of({})
    told = clock.moment("2026-10-12T17:15:00+00:00")
    assert told == "Selasa, 13\u00a0Oktober\u00a02026, pukul 00.15 WIB"
    assert " " not in clock.short_moment("2026-10-12T17:15:00+00:00")
