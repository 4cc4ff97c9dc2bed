"""Run as a program of its own: gives an empty place an office with one archive and one document.

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
office.archived()
document = {"file": papers.kept(office.unit, papers.pdf()), "title": "rekap.pdf"}
entering = office.filled(quarter=2)
actions.attach(entering, rows=["1.1"], **document, by=office.kasubag, at=make.at())
