"""The bytes of documents: kept by their hash, never by a name; found missing or changed."""

import hashlib
import os
from datetime import timedelta

import make
import papers
import pytest

from kinerja import evidence
from kinerja.evidence import TooLarge, Unfit, parts, storing
from kinerja.models.evidence import LARGEST

pytestmark = pytest.mark.django_db
KEY = "0123456789abcdef"


@pytest.fixture
def unit():
    return make.unit()


def lying(place) -> list[str]:
    return sorted(path.name for path in place.rglob("*") if path.is_file())


def test_bytes_lie_under_their_hash_and_not_under_a_name(unit, settings):
    content = papers.pdf()
    kept = papers.kept(unit, content)
    sha256 = hashlib.sha256(content).hexdigest()
    assert (kept.sha256, kept.size, kept.kind) == (sha256, len(content), "pdf")
    path = evidence.located(kept.stored_name)
    assert path.read_bytes() == content
    assert path.is_relative_to(settings.DATA_DIR / "evidence")
    assert path.name.startswith(sha256)


@pytest.mark.parametrize("content", [b"<html>", b"", bytes(LARGEST + 1)])
def test_what_is_refused_leaves_nothing_behind(unit, settings, content):
    with pytest.raises(Unfit):
        papers.kept(unit, content)
    assert lying(settings.DATA_DIR) == []


def test_ten_megabytes_are_taken_and_one_byte_more_is_not(unit):
    most = papers.pdf() + b" " * (LARGEST - len(papers.pdf()))
    assert papers.kept(unit, most).size == LARGEST
    with pytest.raises(TooLarge, match="10 MB"):
        papers.kept(unit, most + b" ")


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("rekap.pdf", "rekap.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\kasi\\foto 1.jpg", "foto 1.jpg"),
        ("a\x00b\r\nSet-Cookie: x.pdf", "abSet-Cookie: x.pdf"),
        ("gpj\u202etnemucod.pdf", "gpjtnemucod.pdf"),
        ("  .  ", "tanpa nama"),
        ("", "tanpa nama"),
        ("é“kutip”.pdf", "é“kutip”.pdf"),
    ],
)
def test_title_is_the_files_own_name_without_folders_and_hidden_signs(name, title):
    assert evidence.title_of(name) == title


def test_a_very_long_name_keeps_its_ending():
    title = evidence.title_of("n" * 400 + ".pdf")
    assert len(title) == 200
    assert title.endswith("….pdf")


def test_bytes_that_no_document_came_to_need_go_again(unit, settings):
    evidence.discard([papers.kept(unit)])
    assert lying(settings.DATA_DIR) == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (" https://drive.example.go.id/d/1 ", "https://drive.example.go.id/d/1"),
        ("HTTP://10.0.0.2/berkas", "http://10.0.0.2/berkas"),
    ],
)
def test_links_are_kept_as_they_are_typed(text, kept):
    assert evidence.link_of(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://a.id/x",
        "//a.id/x",
        "a.id",
        "https://user:rahasia@a.id/",
        "https://a.id/\nx",
        "https://[bukan",
        "https://a.id/" + "x" * 500,
    ],
)
def test_other_links_are_refused(text):
    with pytest.raises(Unfit):
        evidence.link_of(text)


def test_chunks_are_put_together_where_each_goes_on(office):
    content = papers.pdf()
    assert parts.received(office.kasi, KEY) == 0
    assert parts.add(office.kasi, KEY, content[:100], offset=0) == 100
    assert parts.add(office.kasi, KEY, content[100:], offset=100) == len(content)
    assert b"".join(parts.read(office.kasi, KEY)) == content
    parts.drop(office.kasi, KEY)
    assert parts.received(office.kasi, KEY) == 0


@pytest.mark.parametrize("offset", [0, 99, 101, 5000])
def test_a_chunk_that_does_not_go_on_is_refused_and_changes_nothing(office, offset):
    parts.add(office.kasi, KEY, b"x" * 100, offset=0)
    with pytest.raises(parts.WrongOffset) as wrong:
        parts.add(office.kasi, KEY, b"y", offset=offset)
    assert wrong.value.have == parts.received(office.kasi, KEY) == 100


def test_the_part_of_one_person_is_not_anothers(office):
    parts.add(office.kasi, KEY, b"x", offset=0)
    assert parts.received(office.kasubag, KEY) == 0
    with pytest.raises(Unfit, match="tidak ada"):
        list(parts.read(office.kasubag, KEY))


@pytest.mark.parametrize("key", ["", "../../etc", "A" * 16, "0" * 15, "0" * 65, KEY + "\n"])
def test_a_key_is_no_path(office, key):
    with pytest.raises(Unfit):
        parts.received(office.kasi, key)


def test_parts_are_bounded_by_document_and_by_person(office, monkeypatch):
    with pytest.raises(TooLarge):
        parts.add(office.kasi, KEY, b"x" * (parts.CHUNK + 1), offset=0)
    with pytest.raises(TooLarge):
        parts.add(office.kasi, KEY, b"x", offset=LARGEST)
    monkeypatch.setattr(parts, "MOST_BYTES", 10)
    parts.add(office.kasi, KEY, b"x" * 6, offset=0)
    with pytest.raises(TooLarge, match="belum selesai"):
        parts.add(office.kasi, KEY, b"x" * 6, offset=6)
    with pytest.raises(TooLarge):
        parts.add(office.kasi, "f" * 16, b"x" * 6, offset=0)
    monkeypatch.setattr(parts, "MOST_PARTS", 1)
    with pytest.raises(TooLarge):
        parts.add(office.kasi, "f" * 16, b"x", offset=0)
    assert parts.add(office.kasubag, KEY, b"x" * 6, offset=0) == 6


def test_old_parts_and_stray_bytes_are_swept_and_young_ones_stay(office, settings):
    parts.add(office.kasi, KEY, b"x", offset=0)
    parts.add(office.kasi, "f" * 16, b"x", offset=0)
    stray, young = papers.kept(office.unit), papers.kept(office.unit)
    crashed = storing.folder() / str(office.unit.pk) / "0.tmp"
    crashed.write_bytes(b"x")
    now = make.at()
    for path, age in (
        (parts.located(office.kasi, KEY), timedelta(days=4)),
        (parts.located(office.kasi, "f" * 16), timedelta(days=2)),
        (evidence.located(stray.stored_name), timedelta(days=2)),
        (evidence.located(young.stored_name), timedelta(hours=2)),
        (crashed, timedelta(days=2)),
    ):
        stamp = int((now - age).timestamp())
        os.utime(path, (stamp, stamp))
    assert evidence.sweep(now) == 3
    assert parts.received(office.kasi, "f" * 16) == 1
    assert evidence.located(young.stored_name).exists()
    assert not evidence.located(stray.stored_name).exists()
    assert evidence.sweep(now) == 0


def test_sweeping_where_nothing_was_ever_kept_is_quiet(db):
    assert evidence.sweep(make.at()) == 0
