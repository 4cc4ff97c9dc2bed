"""What was typed is named as the screens name it, where only the names of fields are at hand."""

import pytest

from kinerja.field_words import told


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("name", "Siti", ("Nama", "Siti")),
        ("identity_kind", "none", ("Jenis nomor induk", "tanpa nomor induk")),
        ("is_active", "on", ("Aktif", "ya")),
        ("value-1.1", "87,5", ("Nilai 1.1", "87,5")),
        ("source-1.1", "paper", ("Sumber 1.1", "formulir kertas")),
        ("follow_up-1.1", "Rapat", ("Tindak lanjut 1.1", "Rapat")),
        ("filing", "000.8", ("Nomor arsip", "000.8")),
        ("of-no-table", "x", ("Isian no-table", "x")),
    ],
)
def test_a_field_is_told_in_the_words_of_the_office(name, text, shown):
    assert told(name, text) == shown
