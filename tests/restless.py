"""Run as a program of its own: people who work without a pause, until they are stopped.

    restless.py UNIT_CODE

Each round attaches a document and writes an entry in one transaction, and takes away the document
of the round before. It says a line when it has begun.
"""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinerja.settings")
django.setup()

import papers  # noqa: E402
from django.db import transaction  # noqa: E402

from kinerja import clock, evidence, journal  # noqa: E402
from kinerja.models import Line, Period, Unit, User  # noqa: E402

unit = Unit.objects.get(code=sys.argv[1])
user, period = User.objects.order_by("pk")[0], Period.objects.order_by("pk")[0]
lines = list(Line.objects.filter(agreement__unit=unit).values_list("pk", flat=True)[:2])
before = None
for number in range(100_000):
    kept = papers.kept(unit, papers.pdf(f"putaran {number}"))
    at = clock.now()
    told = {"by": user, "capacity": "Uji", "at": at, "after": {"sha256": kept.sha256}}
    with transaction.atomic():
        journal.append("uji", "attach", **told)
        made = evidence.attach(
            lines,
            unit=unit,
            period=period,
            edition=1,
            title=f"putaran {number}",
            file=kept,
            by=user,
            at=at,
        )
        if before and number % 2:
            evidence.forget(before)
    before = made
    if not number:
        sys.stdout.write("mulai\n")
        sys.stdout.flush()
