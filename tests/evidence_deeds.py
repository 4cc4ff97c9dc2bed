"""The verbs of dokumen pendukung, ready to be pressed, and a record that has one."""

from datetime import datetime

import make
import papers
from deeds import AT_STEP_2, Deed, stage
from django.db import transaction
from make import Office

from kinerja.models import Evidence, User
from workflow import actions
from workflow.models import ArchiveCopy, Submission

MORNING = {"at": make.at()}


def attach(office: Office, record: Submission, by: User, at: datetime) -> object:
    """Step 2 attaches a document to a row."""
    given = {"file": papers.kept(office.unit), "title": "rekap.pdf"}
    return actions.attach(record, rows=["1.1"], **given, by=by, at=at)


def replace(office: Office, record: Submission, by: User, at: datetime) -> object:
    """Step 2 puts another document in the place of the first."""
    new = {"file": papers.kept(office.unit, papers.pdf("baru")), "title": "baru.pdf"}
    before = Evidence.objects.first()
    return actions.replace_evidence(record, before, **new, reason="Tertukar", by=by, at=at)


def documented(office: Office) -> Submission:
    """A record in step 2 with a document of its section, handed in with its form."""
    record = office.entering()
    form = office.form(record)
    given = {"file": papers.kept(office.unit, papers.pdf("seksi")), "title": "register.pdf"}
    actions.attach(record, rows=["1.1", "1.2"], **given, form=form, by=office.kasi, at=make.at())
    actions.hand_in(form, by=office.kasi, at=make.at())
    return record


EVIDENCE_DEEDS = {
    "attach": Deed("kasubag", AT_STEP_2, attach),
    "replace_evidence": Deed("kasubag", ("documented",), replace),
}


def ready(office, verb: str, name: str = "") -> Submission:
    """Bring a record to the stage where the verb is offered."""
    name = name or EVIDENCE_DEEDS[verb].stage
    with transaction.atomic():
        record = documented(office) if name == "documented" else stage(office, name)
        return make.fresh(record)


def attached(office, record, rows=("1.1",), content=None, **given) -> Evidence:
    """Attach a document, as Kepala Seksi 1 to the own form where nothing else is said."""
    given = {"form": office.form(record), "by": office.kasi, "title": "a.pdf"} | MORNING | given
    actions.attach(record, rows=rows, file=papers.kept(office.unit, content), **given)
    return Evidence.objects.order_by("-pk")[0]


def sealed_on(office: Office, record: Submission) -> ArchiveCopy:
    """Bring a record in step 2 to its seal, every row given its value."""
    values, goes_on = {code: make.entry("90") for code in office.codes()}, {"at": make.at()}
    actions.enter(record, values=values, by=office.kasubag, **goes_on)
    actions.submit(record, by=office.kasubag, **goes_on)
    rows = [*office.codes(), *(late.key for late in record.carried.pending())]
    actions.check(record, rows=rows, by=office.sekcam, **goes_on)
    actions.approve(record, seen=10_000, by=office.sekcam, **goes_on)
    actions.seal(record, filing="000.8/9", by=office.admin, **goes_on)
    return record.archives.get(edition=record.edition)
