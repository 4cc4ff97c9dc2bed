"""The journal: entries bound to one another, and a reading of them that finds the first break."""

import hashlib
import json
from datetime import UTC, timedelta

import make
import pytest
from django.db import connection
from witness import refused

from kinerja import journal
from kinerja.journal import ClockFault
from kinerja.models import Chain, JournalEntry
from workflow import guards

KEY = "sistem"


@pytest.fixture
def person(db):
    return make.person("kasubag", name="Siti Aminah, S.Sos.")


@pytest.fixture
def chain(person):
    """Three entries of one chain, and one of another beside it."""
    for number in (1, 2, 3):
        add(person, f"verb{number}", after={"state": str(number)}, note="catatan — “kutipan”\n2")
    add(person, "other", key="unit:3")
    return Chain.objects.get(key=KEY)


def add(person, verb="verb", *, key=KEY, when=None, **content):
    return journal.append(
        key,
        verb,
        by=person,
        capacity="Kasubag Perencanaan",
        at=when or make.at(),
        **content,
    )


def tamper(sql: str) -> None:
    """Change the tables behind the guards' back, as one who holds the file could."""
    with guards.lifted(), connection.cursor() as cursor:
        cursor.execute(sql)


def faults() -> list[str]:
    return list(journal.verify())


def test_entry_says_who_in_what_capacity_did_what_when(person):
    entry = add(person, "submit", before={"state": "a"}, after={"state": "b"}, note="Siap")
    entry.refresh_from_db()
    assert (entry.number, entry.person, entry.name) == (1, person, "Siti Aminah, S.Sos.")
    assert (entry.capacity, entry.verb, entry.note) == ("Kasubag Perencanaan", "submit", "Siap")
    assert (entry.before, entry.after) == ({"state": "a"}, {"state": "b"})
    assert entry.moment == make.at()


def test_name_is_that_of_the_moment(person):
    add(person)
    person.name = "Siti Aminah, M.Si."
    person.save()
    assert JournalEntry.objects.get().name == "Siti Aminah, S.Sos."
    assert faults() == []


def test_system_has_no_person(db):
    entry = journal.append(KEY, "open", by=None, capacity="sistem", at=make.at())
    assert (entry.person, entry.name) == (None, "")
    assert faults() == []


def test_text_is_canonical_json_in_utc(person):
    entry = add(person, "submit", after={"z": "1", "a": "é"})
    content = json.loads(entry.text)
    assert content["moment"] == make.at().astimezone(UTC).isoformat() == "2026-10-05T01:00:00+00:00"
    assert entry.text == json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    assert '"after":{"a":"é","z":"1"}' in entry.text


def test_each_hash_covers_the_one_before_it(chain):
    previous = ""
    for entry in chain.entries.order_by("number"):
        text = f"{previous}\n{entry.text}".encode()
        assert entry.hash == hashlib.sha256(text).hexdigest()
        previous = entry.hash
    assert (chain.head, chain.count, chain.moment) == (previous, 3, make.at())


def test_chains_are_numbered_apart(chain):
    assert JournalEntry.objects.get(chain="unit:3").number == 1
    assert journal.shown_up_to(KEY) == 3
    assert journal.shown_up_to("unit:9") == 0


def test_whole_chains_have_no_faults(chain):
    assert faults() == []


def test_moment_of_the_last_entry_is_late_enough(person):
    add(person)
    assert add(person, when=make.at()).number == 2


def test_clock_that_went_back_writes_nothing(person):
    add(person)
    fault = refused(ClockFault, lambda: add(person, when=make.at() - timedelta(microseconds=1)))
    assert fault.last == make.at()
    journal.refuse_clock_fault(journal.locked_chain(KEY), make.at())
    journal.refuse_clock_fault(journal.locked_chain("unit:9"), make.at("2001-01-01 00:00"))


def test_entry_is_added_to_a_chain_that_the_caller_has_locked(person):
    add(person)
    assert add(person, key=journal.locked_chain(KEY)).number == 2
    assert faults() == []


# Column, its new content, the entry it is changed in, what the first fault then says.
CHANGED = [
    ("text", "'{}'", 2, "catatan nomor 2 tidak cocok dengan sidiknya"),
    ("hash", "'0000'", 2, "catatan nomor 2 tidak cocok dengan sidiknya"),
    ("hash", "'0000'", 3, "catatan nomor 3 tidak cocok dengan sidiknya"),
    ("number", "7", 3, "catatan nomor 3 hilang"),
    ("chain_id", "'unit:3'", 3, "kepala rantai menyebut 3 catatan, ditemukan 2"),
]
COLUMNS = {
    "name": "'Orang lain'",
    "capacity": "'Sekcam'",
    "moment": "'2026-10-05 02:00:00+00:00'",
    "verb": "'approve'",
    "before": """'{"state": "9"}'""",
    "after": "'{}'",
    "note": "''",
    "person_id": "NULL",
}


@pytest.mark.parametrize(("column", "content", "number", "told"), CHANGED)
def test_first_broken_link_is_named(chain, column, content, number, told):
    tamper(
        f"UPDATE kinerja_journalentry SET {column} = {content} "
        f"WHERE chain_id = '{KEY}' AND number = {number}"
    )
    assert [fault for fault in faults() if fault.startswith(KEY)] == [f"{KEY}: {told}."]


@pytest.mark.parametrize(("column", "content"), COLUMNS.items())
def test_column_that_strays_from_its_text_is_named(chain, column, content):
    tamper(
        f"UPDATE kinerja_journalentry SET {column} = {content} "
        f"WHERE chain_id = '{KEY}' AND number = 2"
    )
    assert faults() == [f"{KEY}: kolom catatan nomor 2 menyimpang dari teks bakunya."]


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (1, "catatan nomor 1 hilang"),
        (2, "catatan nomor 2 hilang"),
        (3, "kepala rantai menyebut 3 catatan, ditemukan 2"),
    ],
)
def test_missing_entry_is_named(chain, number, told):
    tamper(f"DELETE FROM kinerja_journalentry WHERE chain_id = '{KEY}' AND number = {number}")
    assert faults() == [f"{KEY}: {told}."]


@pytest.mark.parametrize(
    "change", ["count = 4", "head = 'x'", "head = ''", "moment = '2026-10-05 00:00:00+00:00'"]
)
def test_head_that_does_not_fit_is_named(chain, change):
    tamper(f"UPDATE kinerja_chain SET {change} WHERE key = '{KEY}'")
    assert len(faults()) == 1
    assert "kepala rantai" in faults()[0]


def test_entry_written_behind_the_journals_back_is_named(chain):
    tamper(
        "INSERT INTO kinerja_journalentry (chain_id, number, person_id, name, capacity, moment, "
        "verb, before, after, note, text, hash) "
        f"SELECT chain_id, 4, person_id, name, capacity, moment, 'approve', before, after, note, "
        f"text, hash FROM kinerja_journalentry WHERE chain_id = '{KEY}' AND number = 3"
    )
    assert faults() == [f"{KEY}: catatan nomor 4 tidak cocok dengan sidiknya."]


def test_faults_of_one_chain_do_not_hide_those_of_another(chain):
    tamper("UPDATE kinerja_journalentry SET note = 'lain' WHERE number = 1")
    assert [fault.split(":")[0] for fault in faults()] == ["sistem", "unit"]


@pytest.mark.parametrize(
    "odd", ["", " ", "\t\n", "\\", '"', "é", "e\u0301", "𝔘", "\u2028", "<script>", "%s", "{0}"]
)
def test_whatever_people_write_is_hashed_as_it_is_read_back(person, odd):
    add(person, note=odd, after={"rows": {odd: {"value": odd}}})
    assert faults() == []
