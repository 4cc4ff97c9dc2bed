"""What was filed beside archives, against the journal: every row told by one entry, and back."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kinerja.models import JournalEntry
from workflow import signed_copies
from workflow.filing import describing
from workflow.models import ArchiveDescription, PaperCopy, SignedCopy, Submission, SupersededMark
from workflow.outside import receipts
from workflow.verifying.found import Found
from workflow.verifying.pairing import Parts, unlike

# An entry with the edition that the record stood at.
Heard = tuple[JournalEntry, int]
# What a description is beside its words: its dates reckoned from its years, its place in its row.
SOUND = {"is_reckoned": True, "follows_the_one_before": True}


@dataclass(frozen=True)
class Kind:
    """Rows of one kind: how they are named, what entries say of them, and what they hold."""

    word: str
    told: Callable[[Iterable[Heard]], Iterator[Parts]]
    held: Callable[[Submission], Iterator[Parts]]

    def name(self, parts: Parts) -> str:
        return f"{self.word} edisi {parts['edition']}"


def judge(record: Submission) -> Iterator[Found]:
    entries = heard(record.journal().order_by("number"))
    for kind in KINDS:
        told, held = list(kind.told(entries)), list(kind.held(record))
        for fault in unlike(told, held, name=kind.name):
            yield Found(f"{record.chain_key}: {fault}")


def heard(entries: Iterable[JournalEntry]) -> list[Heard]:
    found, edition = [], 1
    for entry in entries:
        found.append((entry, edition))
        edition = int(entry.after.get("edition", edition))
    return found


def said(entry: JournalEntry, edition: int | str, **also: object) -> Parts:
    own = {"edition": int(edition), "person": entry.person_id, "moment": entry.moment}
    return also | entry.after | own


def told_descriptions(entries: Iterable[Heard]) -> Iterator[Parts]:
    last: dict[int, Parts] = {}
    for entry, edition in entries:
        if entry.verb == "seal" and "classification" in entry.after:
            last[edition] = said(entry, edition) | SOUND | {"person": None, "moment": None}
        elif entry.verb == "correct_description":
            edition = int(entry.after["archive_of"])
            last[edition] = last.get(edition, SOUND) | said(entry, edition)
        else:
            continue
        yield last[edition]


def held_descriptions(record: Submission) -> Iterator[Parts]:
    found = ArchiveDescription.objects.filter(archive__submission=record)
    last: dict[int, int] = {}
    for each in found.select_related("archive").order_by("pk"):
        yield describing.told(each) | {
            "edition": each.archive.edition,
            "person": each.corrected_by_id,
            "moment": each.corrected_at,
            "is_reckoned": describing.is_reckoned(each),
            "follows_the_one_before": each.replaces_id == last.get(each.archive_id),
        }
        last[each.archive_id] = each.pk


def told_papers(entries: Iterable[Heard]) -> Iterator[Parts]:
    last: dict[int, Parts] = {}
    for entry, edition in entries:
        if entry.verb == "file_copy":
            last[edition] = said(entry, edition)
        elif entry.verb == "move_copy":
            edition = int(entry.after["copy_of"])
            # Who signed it does not change when it moves.
            last[edition] = last[edition] | said(entry, edition)
        else:
            continue
        yield last[edition]


def held_papers(record: Submission) -> Iterator[Parts]:
    found = PaperCopy.objects.filter(archive__submission=record).select_related("archive")
    for each in found.order_by("pk"):
        yield {
            "edition": each.archive.edition,
            "person": each.filed_by_id,
            "moment": each.filed_at,
            "box": each.box,
            "shelf": each.shelf,
            "signers": each.signers,
        }


def told_marks(entries: Iterable[Heard]) -> Iterator[Parts]:
    for entry, _ in entries:
        if entry.verb == "mark_superseded":
            for edition in entry.after["superseded"].split(", "):
                yield said(entry, edition)


def held_marks(record: Submission) -> Iterator[Parts]:
    found = SupersededMark.objects.filter(archive__submission=record).select_related("archive")
    for each in found.order_by("pk"):
        yield {
            "edition": each.archive.edition,
            "person": each.marked_by_id,
            "moment": each.marked_at,
        }


def told_receipts(entries: Iterable[Heard]) -> Iterator[Parts]:
    for entry, edition in entries:
        if entry.verb == "file_receipt":
            yield said(entry, edition, title="", sha256="")


def held_receipts(record: Submission) -> Iterator[Parts]:
    for each in record.receipts.select_related("evidence__file").order_by("pk"):
        yield receipts.told(each) | {
            "edition": each.edition,
            "person": each.filed_by_id,
            "moment": each.filed_at,
        }


def told_signed(entries: Iterable[Heard]) -> Iterator[Parts]:
    for entry, edition in entries:
        if entry.verb == "upload_signed":
            yield said(entry, edition)


def held_signed(record: Submission) -> Iterator[Parts]:
    found = SignedCopy.objects.filter(archive__submission=record).select_related("archive")
    for each in found.order_by("pk"):
        yield signed_copies.told(each) | {
            "edition": each.archive.edition,
            "person": each.uploaded_by_id,
            "moment": each.uploaded_at,
        }


KINDS = (
    Kind("data arsip", told_descriptions, held_descriptions),
    Kind("salinan manual", told_papers, held_papers),
    Kind("tanda DIGANTI", told_marks, held_marks),
    Kind("tanda terima", told_receipts, held_receipts),
    Kind("salinan bertanda tangan", told_signed, held_signed),
)
