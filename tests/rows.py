"""Rows of a table without a database: what the rules of findings judge."""

from dataclasses import replace
from decimal import Decimal

import make

from kinerja.formula import Choice, Kind
from kinerja.models import Realisation
from kinerja.policies import Policy
from kinerja.table import Background, Reading, Row, Words

NAMES = ("last_year", "alone", "alone_before", "total", "total_before", "step")


def figure(text: str | Choice | None) -> Decimal | Choice | None:
    return Decimal(text) if isinstance(text, str) else text


def reading(value: str | Choice, **fields) -> Reading:
    """A measured cell that a section filled in."""
    blank = Reading(
        status=Realisation.Status.MEASURED,
        figure=figure(value),
        value=None,
        numerator=None,
        denominator=None,
        choice="",
        reason="",
        promised_on=None,
        source=Realisation.Source.SECTION,
        source_words="dari seksi",
        version=1,
        edition=1,
        entered_by="Kasi",
        entered_at=make.at(),
        is_confirmed=False,
    )
    return replace(blank, **fields)


def row(value: str | Choice | None = "90", *, target: str | Choice | None = "80", **fields) -> Row:
    """A row "semakin tinggi semakin baik" of 90 against 80; facts of its background by name."""
    known = {name: fields.pop(name) for name in Background.__match_args__ if name in fields}
    known |= {name: figure(known[name]) for name in NAMES if name in known}
    defaults = {
        "line_id": 1,
        "indicator_id": 1,
        "objective_id": 1,
        "section_id": 1,
        "section": "Seksi 1",
        "code": "1.1",
        "indicator": "Indikator 1.1",
        "satuan": "desa",
        "kind": Kind.HIGHER,
        "kind_words": "",
        "measure": "number",
        "basis_words": "Triwulan ini",
        "schedule_words": "setiap triwulan",
        "choices": (),
        "is_asked": True,
        "is_complete": True,
        "target": figure(target),
        "upper": None,
        "previous": None,
        "last_year": None,
        "reading": None if value is None else reading(value, **fields.pop("cell", {})),
        "realised": figure(value),
        "words": Words("Dukungan", "Cuaca", "Ulang"),
        "asks_evidence": False,
        "documents": (),
        "realised_formula": "",
        "judged_by": Policy,
        "year_target": None,
        "year_upper": None,
        "background": Background(**known),
    }
    return Row(**defaults | fields)
