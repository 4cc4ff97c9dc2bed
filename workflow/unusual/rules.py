"""What counts as unusual: a row per kind, with the entries that it looks at and what they tell."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q

from kinerja.models import ACTING, JournalEntry, Realisation
from workflow.screens.history import worded

SECTION = Realisation.Source.SECTION
# How the journal of a unit keeps whether the small-office rule is on.
SWITCHED = {"True": "berlaku", "False": "tidak berlaku"}


@dataclass(frozen=True)
class Told:
    """One unusual thing of an entry: rows by code or another subject, from what to what, and why.

    What is not known is "".
    """

    rows: tuple[str, ...] = ()
    subject: str = ""
    before: str = ""
    after: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Rule:
    """One kind: `verbs` (none: any), a part of the capacity, and a part of the canonical text.

    These narrow the question to the database; `tell` has the last word, and may tell nothing.
    """

    key: str
    label: str
    tell: Callable[[JournalEntry], Iterable[Told]]
    verbs: tuple[str, ...] = ()
    capacity: str = ""
    text: str = ""

    @property
    def where(self) -> Q:
        found = Q(verb__in=self.verbs) if self.verbs else Q()
        if self.capacity:
            found &= Q(capacity__contains=self.capacity)
        return found & Q(text__contains=self.text) if self.text else found

    def read(self, entry: JournalEntry) -> Iterable[Told]:
        is_meant = not self.verbs or entry.verb in self.verbs
        return self.tell(entry) if is_meant and self.capacity in entry.capacity else ()


def whole(entry: JournalEntry) -> Iterator[Told]:
    """Tell the act as it is, with the editions between which it moved the record."""
    before, after = (edition(each) for each in (entry.before, entry.after))
    yield Told(subject=entry.after.get("form", ""), before=before, after=after, reason=entry.note)


def edition(place: Mapping) -> str:
    return f"edisi {place['edition']}" if "edition" in place else ""


def changed(entry: JournalEntry) -> Iterator[Told]:
    """Tell each row that the entry wrote; a reason that the entry gives is not told with it too."""
    before, after = entry.before.get("rows", {}), entry.after.get("rows", {})
    for code, parts in after.items():
        new = {name: text for name, text in parts.items() if (name, text) != ("reason", entry.note)}
        yield Told((code,), "", worded(before.get(code, {})), worded(new), entry.note)


def replaced(entry: JournalEntry) -> Iterator[Told]:
    """Tell each row in which step 2 put something else in the place of a section's value."""
    before, after = entry.before.get("rows", {}), entry.after.get("rows", {})
    for code, new in after.items():
        old = before.get(code, {})
        if old.get("source") == SECTION and new.get("source", SECTION) != SECTION:
            parts = {name: text for name, text in new.items() if name != "reason"}
            yield Told((code,), "", worded(old), worded(parts), new.get("reason", entry.note))


def returned(entry: JournalEntry) -> Iterator[Told]:
    rows = tuple(filter(None, entry.after.get("returned", "").split(", ")))
    yield Told(rows, entry.after.get("form", ""), reason=entry.note)


def in_small_office(entry: JournalEntry) -> Iterator[Told]:
    """Tell an act under the rule, and the rule itself switched on or off."""
    now = entry.after.get("small_office")
    if now in SWITCHED:
        yield Told(before=SWITCHED.get(entry.before.get("small_office"), ""), after=SWITCHED[now])
    elif now:
        yield from whole(entry)


def letter(entry: JournalEntry) -> Iterator[Told]:
    """Tell an acting holder's letter that is still to come, and one that came in afterwards."""
    before, after = entry.before.get("letter"), entry.after.get("letter")
    is_acting = any(f"– {tenure.label} " in entry.note for tenure in ACTING)
    if is_acting and after is not None and "" in (before, after):
        old, new = (text if text is None else text or "menyusul" for text in (before, after))
        yield Told(subject=entry.note, before=old or "", after=new)


def document(entry: JournalEntry) -> Iterator[Told]:
    rows = tuple(filter(None, entry.before.get("supports", "").split(", ")))
    after = entry.after.get("title") or "dilepas"
    yield Told(rows, "", entry.before.get("title", ""), after, entry.note)


def extension(entry: JournalEntry) -> Iterator[Told]:
    """Tell how much time a round was given: "langkah 2, putaran 1", "+60 menit kerja"."""
    where = f"langkah {entry.after['step']}, putaran {entry.after['round']}"
    form = entry.after.get("form")
    subject = f"{where}, {form}" if form else where
    yield Told(subject=subject, after=f"+{entry.after['minutes']} menit kerja", reason=entry.note)


# In the order of the counts on top of the page.
RULES = (
    Rule("dikoreksi", "dikoreksi", changed, verbs=("correct",)),
    Rule("diganti", "nilai seksi diganti", replaced, verbs=("enter",), text='"source":"section"'),
    Rule(
        "dikembalikan",
        "dikembalikan",
        returned,
        verbs=("send_back", "return_form", "return_from_archiving"),
    ),
    Rule("persetujuan", "persetujuan dibatalkan", whole, verbs=("revoke_approval",)),
    Rule("dibuka-kembali", "dibuka kembali", whole, verbs=("reopen",)),
    Rule("dibatalkan", "berkas dibatalkan", whole, verbs=("cancel",)),
    # Only step 3's acts bear the mark; the text is looked at in few entries, not in all of them.
    Rule(
        "kantor-kecil",
        "aturan kantor kecil",
        in_small_office,
        verbs=("approve", "send_back", "correct", "administer_unit"),
        text='"small_office"',
    ),
    Rule("atasan", "oleh atasan langsung", whole, capacity="oleh atasan langsung"),
    Rule(
        "menyusul",
        "surat menyusul",
        letter,
        verbs=("add_assignment", "edit_assignment"),
        text='"letter":""',
    ),
    Rule("susulan", "susulan", changed, verbs=("enter_late",)),
    Rule("dokumen", "dokumen diganti atau dilepas", document, verbs=("replace_evidence",)),
    Rule("dilewati", "formulir dilewati", whole, verbs=("skip_form",)),
    Rule("perpanjangan", "waktu diperpanjang", extension, verbs=("extend",)),
)
BY_KEY = {rule.key: rule for rule in RULES}
