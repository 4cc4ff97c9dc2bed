"""Run as a program of its own: gives an empty place an office with one archived record.

The sample offices have twenty, and `verify` sets each of their reports anew.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinerja.settings")
django.setup()

import make  # noqa: E402
import papers  # noqa: E402

from workflow import actions  # noqa: E402

office = make.office()
record = office.filled()
document = {"file": papers.kept(office.unit, papers.pdf()), "title": "rekap.pdf"}
actions.attach(record, rows=["1.1"], **document, by=office.kasubag, at=make.at())
actions.accept(record, rows=office.codes(), by=office.kasubag, at=make.at())
actions.submit(record, by=office.kasubag, at=make.at())
actions.check(record, rows=office.codes(), by=office.sekcam, at=make.at())
actions.approve(record, seen=10_000, by=office.sekcam, at=make.at())
actions.seal(record, filing="000.8.6.3/1/2026", by=office.admin, at=make.at())
actions.file_copy(record, place=("1", "A"), by=office.admin, at=make.at())
