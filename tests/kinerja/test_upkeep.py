"""Upkeep: when something was last done, also after a restore, and never half a note."""

import make

from kinerja import upkeep

NOON = make.at("2026-10-05 12:00")


def test_the_last_note_stands_with_its_moment_and_words():
    upkeep.note(upkeep.BACKUP, at=make.at(), is_well=False, words="Gagal")
    upkeep.note(upkeep.BACKUP, at=NOON, is_well=True, words="Selesai")
    assert upkeep.last(upkeep.BACKUP) == upkeep.Note(NOON, True, "Selesai")
    assert upkeep.last(upkeep.VERIFY) is None


def test_a_note_that_was_cut_off_is_none(settings):
    upkeep.note(upkeep.BACKUP, at=NOON, is_well=True, words="Selesai")
    path = settings.DATA_DIR / "upkeep" / "backup.json"
    for text in ("", "{", "[]", '{"at": "kemarin"}', path.read_text()[:-5]):
        path.write_text(text)
        assert upkeep.last(upkeep.BACKUP) is None


def test_where_nothing_can_be_written_the_note_before_stays(settings, monkeypatch):
    upkeep.note(upkeep.BACKUP, at=make.at(), is_well=True, words="Selesai")
    monkeypatch.setattr(upkeep.Path, "write_text", full)
    upkeep.note(upkeep.BACKUP, at=NOON, is_well=False, words="Gagal")
    assert upkeep.last(upkeep.BACKUP).words == "Selesai"
    assert len(list((settings.DATA_DIR / "upkeep").iterdir())) == 1


def full(*_args):
    raise OSError(28, "No space left on device")
