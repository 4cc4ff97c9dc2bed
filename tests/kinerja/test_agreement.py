"""What an agreement may ask for."""

import make
import pytest
from django.core.exceptions import ValidationError

from kinerja.formula import Kind
from kinerja.models import Predicate, PredicateScale, Target

pytestmark = pytest.mark.django_db


def make_scale() -> PredicateScale:
    scale = PredicateScale.objects.create(name="Nilai AKIP")
    Predicate.objects.create(scale=scale, rank=1, label="B")
    return scale


CHOICE = {"kind": Kind.PREDICATE, "measure": "choice"}
SHAPES = (
    ({}, {}, "Isi angka target."),
    ({}, {"value": -1}, "tidak boleh negatif"),
    ({}, {"value": 1, "upper": 2}, "untuk rentang saja"),
    ({"kind": Kind.RANGE}, {"value": 1}, "Isi batas atas"),
    (CHOICE, {"value": 1}, "predikat, bukan angka"),
    (CHOICE, {}, "Pilih predikat dari skala"),
)


@pytest.mark.parametrize(("rules", "fields", "message"), SHAPES)
def test_a_target_has_the_shape_of_its_line(office, rules, fields, message):
    if rules == CHOICE:
        rules = rules | {"scale": make_scale()}
    line = make.line(office.agreement, office.sections[0], "8.2", target=None, **rules)
    with pytest.raises(ValidationError, match=message):
        Target(line=line, quarter=1, **fields).full_clean()


def test_a_target_of_another_scale_is_refused(office):
    scale, other = make_scale(), PredicateScale.objects.create(name="Mutu")
    line = make.line(
        office.agreement, office.sections[0], "8.3", target=None, scale=other, **CHOICE
    )
    with pytest.raises(ValidationError, match="skala baris ini"):
        Target(line=line, quarter=1, predicate=scale.predicates.first()).full_clean()
