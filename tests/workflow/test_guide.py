"""Bantuan: ten lines for each position, under the names of the SOP in force."""

import make
from play import Player

from workflow.screens.guide import OTHER_LINES, STEP_LINES, WAYS_OUT


def test_every_position_has_ten_lines():
    for _, lines in (*STEP_LINES.values(), *OTHER_LINES.values()):
        assert len(lines) == 10


def test_everybody_reads_the_help_of_all(office):
    page = Player(office.kasi).see("/bantuan/")
    for word in ("Kepala Seksi", "Kasubag Perencanaan", "Sekcam", "Admin e-kejab", "Operator"):
        assert word in page
    for trouble, _ in WAYS_OUT:
        assert trouble in page


def test_the_help_opens_without_an_assignment(db):
    assert "Bila ada yang salah" in Player(make.person("orang.baru")).see("/bantuan/")
