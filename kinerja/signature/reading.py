"""Run as a program of its own: read the signatures of one PDF, in limits, and say what they are.

    reading.py FILE SEALED_BYTES

It imports nothing of the project. It writes one line of JSON: a word of checking.py, and with
"intact" who signed, when, and by what the time is known. Where a library meets bytes that it did
not foresee, it ends with another exit code than 0: that decides nothing.
"""

import json
import logging
import resource
import sys
from importlib import metadata
from pathlib import Path

MEMORY, CPU_SECONDS = 1024 * 1024 * 1024, 20
# What a signature may add to the catalogue of a document.
SIGNING_KEYS = frozenset({"/AcroForm", "/DSS", "/Extensions", "/Perms", "/Version"})


class Judged(Exception):
    """A file that is not what it has to be: `args[0]` is one of the words of checking.py."""


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def signatures(path: Path, sealed: int) -> list[dict]:
    """Read every signature. Raises Judged where one is not intact or leaves out sealed bytes."""
    from pyhanko.pdf_utils.misc import PdfReadError
    from pyhanko.pdf_utils.reader import PdfFileReader

    with path.open("rb") as file:
        try:
            reader = PdfFileReader(file)
            found = reader.embedded_regular_signatures
            if not found:
                raise Judged("unsigned")
            stamps = [stamp(each) for each in reader.embedded_timestamp_signatures]
            told = [signature(each, sealed) | proven(each, stamps) for each in found]
            refuse_other_changes(reader, sealed)
        except (PdfReadError, ValueError, KeyError, IndexError, TypeError) as error:
            raise Judged("unreadable") from error
    return told


def signature(embedded, sealed: int) -> dict:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    start, first, gap_end, rest = (int(each) for each in embedded.byte_range)
    status = validate_pdf_signature(embedded, trusting_nobody())
    covers = start == 0 and first >= sealed and gap_end >= first and rest > 0
    if not covers or status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        raise Judged("uncovered")
    # Of a document that its signer locked, pyHanko does not say whether more than a signature came.
    refuse_spoilt(status, "changed" if embedded.docmdp_level is None else "forbidden")
    own = status.timestamp_validity
    is_stamped = bool(own and own.intact and own.valid)
    moment = own.timestamp if is_stamped else status.signer_reported_dt
    return {
        "signer": name(embedded.signer_cert.subject),
        "issuer": name(embedded.signer_cert.issuer),
        "signed_at": moment and moment.isoformat(),
        "is_stamped": is_stamped,
    }


def trusting_nobody():
    """Ask nothing of the network, and trust no issuer: that is said where it is shown."""
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(trust_roots=[], allow_fetching=False)


def refuse_spoilt(status, changed: str = "changed") -> None:
    from pyhanko.sign.validation.status import ModificationLevel

    if not (status.intact and status.valid):
        raise Judged("broken")
    if status.modification_level == ModificationLevel.OTHER or status.docmdp_ok is False:
        raise Judged(changed)


def stamp(embedded) -> tuple:
    """Read a timestamp over the whole document: the number of its revision, and its moment."""
    from pyhanko.sign.validation import validate_pdf_timestamp
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    status = validate_pdf_timestamp(embedded, trusting_nobody())
    if status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        raise Judged("uncovered")
    refuse_spoilt(status)
    return embedded.signed_revision, status.timestamp


def proven(embedded, stamps: list[tuple]) -> dict:
    """Say when a signature was there at the latest: by the first stamp that was put over it."""
    over = [moment for revision, moment in stamps if revision > embedded.signed_revision]
    return {"proven_at": min(over).isoformat() if over else None}


def name(of) -> str:
    """Give the common name, which people are known by; else all that the certificate says."""
    common = of.native.get("common_name")
    return common if isinstance(common, str) else of.human_friendly


def refuse_other_changes(reader, sealed: int) -> None:
    """Raise Judged where anything but signatures was added behind the sealed bytes.

    A later revision may show other figures over the sealed ones, and be signed with them.
    """
    base = sealed_revision(reader, sealed)
    old = reader.get_historical_resolver(base)
    for number in range(base + 1, reader.xrefs.total_revisions):
        new = reader.get_historical_resolver(number)
        if old.trailer_view.raw_get("/Root") != new.trailer_view.raw_get("/Root"):
            raise Judged("changed")
        touched = reader.xrefs.explicit_refs_in_revision(number)
        for ref in touched | reader.xrefs.refs_freed_in_revision(number):
            was_sealed = reader.xrefs.get_introducing_revision(ref) <= base
            if was_sealed and not is_for_signing(ref, old, new):
                raise Judged("changed")


def sealed_revision(reader, sealed: int) -> int:
    """Number the last revision that lies within the sealed bytes."""
    every = range(reader.xrefs.total_revisions)
    ends = [reader.xrefs.get_xref_container_info(number).end_location for number in every]
    within = [number for number in every if ends[number] <= sealed]
    if not within:
        raise Judged("unreadable")
    return within[-1]


def is_for_signing(ref, old, new) -> bool:
    """Say whether a sealed object was rewritten only as far as a signature needs it."""
    from pyhanko.pdf_utils.generic import DictionaryObject, StreamObject
    from pyhanko.sign.diff_analysis.commons import compare_dicts

    before, after = old.get_object(ref), new.get_object(ref)
    if ref in (reference(old.trailer_view, "/Info"), reference(old.root, "/Metadata")):
        return True
    if not isinstance(before, DictionaryObject) or isinstance(before, StreamObject):
        return False
    if ref == reference(old.trailer_view, "/Root"):
        return compare_dicts(before, after, SIGNING_KEYS, raise_exc=False)
    if before.get("/Type") != "/Page":
        return False
    is_same = compare_dicts(before, after, frozenset({"/Annots", "/Tabs"}), raise_exc=False)
    return is_same and only_signatures_joined(before, after)


def reference(of, key: str):
    """Give the reference that stands under a key; None where there is none."""
    return getattr(of.raw_get(key), "reference", None) if key in of else None


def only_signatures_joined(before, after) -> bool:
    """Say whether a page kept its annotations, and has beside them only fields that sign."""
    kept, now = (list(page.get("/Annots", ())) for page in (before, after))
    joined = (each.get_object() for each in now[len(kept) :])
    return now[: len(kept)] == kept and all(signs(each) for each in joined)


def signs(annotation) -> bool:
    kind = annotation.get("/FT") or annotation.get("/Parent", {}).get("/FT")
    return annotation.get("/Subtype") == "/Widget" and kind == "/Sig"


def main() -> dict:
    limit()
    logging.disable()
    try:
        import pyhanko  # noqa: F401

        version = metadata.version("pyhanko")
    except ImportError:
        return {"word": "missing"}
    try:
        path, sealed = sys.argv[1:]
        found = signatures(Path(path), int(sealed))
    except Judged as judged:
        return {"word": judged.args[0]}
    return {"word": "intact", "with": f"pyHanko {version}", "signatures": found}


if __name__ == "__main__":
    sys.stdout.write(f"{json.dumps(main())}\n")
