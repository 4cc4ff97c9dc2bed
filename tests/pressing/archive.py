"""Step 4, what comes in late, and the documents of both."""

import hashlib
from dataclasses import replace

from kinerja.models import Evidence
from kinerja.signature import Check
from pressing.press import REASON, Pressing, pressing
from workflow import actions
from workflow.actions import Entry
from workflow.signed_copies import Received

UNCHECKED = Check("missing")


@pressing
def seal(p: Pressing) -> object:
    return actions.seal(p.record, filing=p.work.fresh(), **p.who)


@pressing
def file_copy(p: Pressing) -> object:
    return actions.file_copy(p.record, place=(str(p.deal.pick), "A"), **p.who)


@pressing
def move_copy(p: Pressing) -> object:
    first, place = min(p.paper.sealed, default=1), (str(p.deal.pick), "A")
    return actions.move_copy(p.record, edition=first, place=place, **p.who)


@pressing
def file_receipt(p: Pressing) -> object:
    told = {"place": "e-kejab", "received_on": p.at.date(), "number": p.work.fresh()}
    return actions.file_receipt(p.record, **told, **p.who)


@pressing
def upload_signed(p: Pressing) -> object:
    sealed = p.record.archives.order_by("-edition").first()
    number = p.work.fresh()
    sha256 = hashlib.sha256(number.encode()).hexdigest()
    of = sealed.file_sha256 if sealed else sha256
    file = Received(f"{number}.pdf", sha256, 1, of, UNCHECKED)
    return actions.upload_signed(p.record, file=file, **p.who)


@pressing
def enter_late(p: Pressing) -> object:
    values = {code: entry_late(p, code) for code in p.deal.codes}
    return actions.enter_late(p.record, values=values, **p.who)


def entry_late(p: Pressing, code: str) -> Entry:
    return replace(p, deal=replace(p.deal, is_stale=False)).entry(code, REASON)


def link(p: Pressing) -> dict[str, str]:
    return {"link": f"https://contoh.go.id/{p.work.fresh()}"}


@pressing
def attach(p: Pressing) -> object:
    form = p.form if p.deal.names_filler else None
    made = actions.attach(p.record, rows=p.deal.codes, form=form, **link(p), **p.who)
    return remembered(p, "evidence", made)


def remembered(p: Pressing, name: str, made: object) -> object:
    """Keep the documents of a record in the order in which the clerk noted them."""
    kept = p.record.__dict__.setdefault(name, [])
    kept.append(Evidence.objects.order_by("-pk")[0])
    return made


@pressing
def replace_evidence(p: Pressing) -> object:
    form = p.form if p.deal.names_filler else None
    chosen = p.chosen(p.record.__dict__["evidence"])
    return actions.replace_evidence(p.record, chosen, reason="Tertukar", form=form, **p.who)


@pressing
def attach_late(p: Pressing) -> object:
    made = actions.attach_late(p.record, rows=p.deal.codes, **link(p), **p.who)
    return remembered(p, "late_evidence", made)


@pressing
def replace_late_evidence(p: Pressing) -> object:
    chosen = p.chosen(p.record.__dict__["late_evidence"])
    return actions.replace_late_evidence(p.record, chosen, reason="Tertukar", **p.who)
