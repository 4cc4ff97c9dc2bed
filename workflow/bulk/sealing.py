"""Chains and archives of generated records, once their rows are stored."""

from collections.abc import Iterable

from kinerja.models import Chain
from workflow import archive, standing
from workflow.actions.archiving import WRITTEN_DOWN
from workflow.bulk.chains import bind
from workflow.bulk.ledger import Ledger
from workflow.bulk.record import Record
from workflow.filing import describing, signing
from workflow.models import ArchiveCopy, PaperCopy


def seal(ledger: Ledger, records: Iterable[Record]) -> None:
    """Bind every record's journal; a sealed one gets its archive from what is stored.

    The snapshot names the entry that approved, so what comes before the seal is inserted first.
    """
    chains = [(record, Chain(key=record.submission.chain_key)) for record in records]
    for record, chain in chains:
        ledger.extend(bind(chain, record.notes_before_seal))
    ledger.insert()
    for record, chain in chains:
        if record.sealing:
            store(ledger, record)
        ledger.extend(bind(chain, record.notes_from_seal))
        ledger.add(chain)
    ledger.insert()


def store(ledger: Ledger, record: Record) -> None:
    """Make the electronic archive, say so in its entry, and file the paper where it came so far."""
    submission, sealing = record.submission, record.sealing
    standing.read(submission)
    number = f"000.8.6.3/{submission.pk:05}/{submission.period.year}"
    text = archive.snapshot(submission, register_number=number)
    copy = ledger.add(
        ArchiveCopy(
            submission=submission,
            edition=submission.edition,
            register_number=number,
            snapshot=text,
            sha256=archive.fingerprint(text),
            sealed_at=sealing.at,
            sealed_by=sealing.by,
        )
    )
    described = describing.made(submission, None)
    described.archive = copy
    ledger.add(described)
    sealing.after = {name: getattr(copy, name) for name in WRITTEN_DOWN}
    sealing.after |= describing.told(described)
    for filing in record.notes_from_seal[1:]:
        filing.after |= {"signers": signing.signers(submission, filing.at)}
        place = {name: filing.after[name] for name in ("box", "shelf", "signers")}
        ledger.add(PaperCopy(archive=copy, filed_at=filing.at, filed_by=filing.by, **place))
