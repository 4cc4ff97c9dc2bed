"""The morning's digest: the paper of an edition gone by that waits for the word DIGANTI."""

import make
from django.db import connection
from django.test.utils import CaptureQueriesContext

from workflow import actions
from workflow.models import Digest
from workflow.reminding import digests

MONDAY, TUESDAY = make.at("2026-10-05 08:00"), make.at("2026-10-06 08:00")


def made() -> int:
    """Make the digests of Tuesday morning, and count the questions."""
    Digest.objects.all().delete()
    with CaptureQueriesContext(connection) as captured:
        list(digests.make(lambda: TUESDAY))
    return len(captured)


def said(user) -> list[str]:
    digest = digests.of(user, TUESDAY.date())
    return [line["text"] for line in digest.lines] if digest else []


def test_admin_alone_reads_which_paper_waits_for_the_word_diganti(office):
    record = office.archived(when=MONDAY)
    actions.reopen(record, reason="Keliru", by=office.sekcam, at=MONDAY)
    few = made()
    text = "Tandai DIGANTI: salinan manual Triwulan III 2026, edisi 1, di boks 1, rak A"
    assert text in said(office.admin)
    assert text not in said(office.sekcam)
    again = office.archived(quarter=2, when=MONDAY)
    actions.reopen(again, reason="Keliru", by=office.sekcam, at=MONDAY)
    assert made() == few
    for each in (record, again):
        actions.mark_superseded(each, by=office.admin, at=MONDAY)
    made()
    assert "DIGANTI" not in " ".join(said(office.admin))
