"""An act takes a number of SQL statements that does not grow with the rows, BEGIN to COMMIT."""

import make
import pytest
from authority.table import HANDED_OVER
from deeds import DEEDS, LATER, stage
from django.db import transaction
from evidence_deeds import EVIDENCE_DEEDS
from office_deeds import OFFICE_DEEDS
from signing_deeds import UPLOAD
from susulan import LATE_EVIDENCE_DEEDS
from version_deeds import VERSION_DEEDS
from witness import statements

from kinerja.formula import Kind
from kinerja.models import Line, Predicate, PredicateScale
from workflow import actions
from workflow.models import SectionForm, Submission

pytestmark = pytest.mark.django_db(transaction=True)

FEW, MANY = 3, 30
COUNTED = DEEDS | {"upload_signed": UPLOAD}
# Where an act makes the round that it works in, it has more to do.
EXTRA = {"enter": ("entering",), "explain": ("entering",)}
AT_MOST, WHEN_IT_MOVES = 20, 28
CASES = [
    (verb, name)
    for verb, deed in COUNTED.items()
    for name in dict.fromkeys((deed.stages[0], deed.stages[-1], *EXTRA.get(verb, ())))
]


def taken(office: make.Office, record: Submission | None, act) -> int:
    before = make.fresh(record).state if record else None
    sql = statements(act)
    assert "COMMIT" in sql[-1].upper() or sql[0].upper().startswith("SELECT")
    limit = WHEN_IT_MOVES if moved(record, before) else AT_MOST
    assert len(sql) <= limit, "\n".join(each[:90] for each in sql)
    return len(sql)


def moved(record: Submission | None, before: str | None) -> bool:
    """Say whether the record went on: to another state, or from a draft to a sealed edition."""
    if record is None or make.fresh(record).state != before:
        return True
    return record.archives.filter(sealed_at=LATER).exists()


@pytest.mark.parametrize(("verb", "name"), CASES)
def test_act_asks_as_much_of_30_rows_as_of_3(verb, name):
    counts = []
    for rows in (FEW, MANY):
        with transaction.atomic():
            office = make.office(f"Kecamatan {rows}", rows=rows, prefix=f"k{rows}.")
            record = stage(office, name)
        form = getattr(record, "forms", None) and office.form(record)
        press = pressing(verb, office, record, form)
        counts.append(taken(office, None if verb == "open_submission" else record, press))
    assert counts[0] == counts[1]


def pressing(verb: str, office: make.Office, record: Submission | None, form: SectionForm | None):
    """Do a verb on all rows there are, with the page's form already in hand."""
    codes = office.codes()
    first = [code for code in codes if code.startswith("1.")]
    values = {code: make.entry("97", reason="Data akhir") for code in codes}
    texts = {code: actions.Text(drivers="Gotong royong") for code in codes}
    goals = {actions.objective_key(1): actions.Text(drivers="Anggaran cukup")}
    section = {
        "values": {code: values[code] for code in first},
        "texts": {code: texts[code] for code in first} | goals,
    }
    by_kasubag = {"by": office.kasubag, "at": LATER}
    by_kasi = {"by": office.kasi, "at": LATER}
    presses = {
        "fill": lambda: actions.fill(form, **section, **by_kasi),
        "hand_in": lambda: actions.hand_in(form, **section, **by_kasi),
        "enter": lambda: actions.enter(record, values=values, texts=texts | goals, **by_kasubag),
        "explain": lambda: actions.explain(record, texts=texts | goals, **by_kasubag),
        "accept": lambda: actions.accept(record, rows=codes, **by_kasubag),
        "check": lambda: actions.check(record, rows=codes, by=office.sekcam, at=LATER),
        "order_form": lambda: actions.order_form(form, **by_kasi),
        "distribute_form": lambda: actions.distribute_form(form, **by_kasi),
        "return_form": lambda: actions.return_form(form, reason="Periksa", **by_kasubag),
    }
    if verb == "seal":
        by_admin = {"filing": "000.8/7", "by": office.admin, "at": LATER}
        prepared = actions.prepare_seal(record, **by_admin)
        return lambda: actions.seal(record, **by_admin, prepared=prepared)
    return presses.get(verb) or (lambda: COUNTED[verb].press(office, record))


@pytest.mark.parametrize("is_last", [False, True])
@pytest.mark.parametrize("verb", ["order_form", "distribute_form"])
def test_repeating_last_quarters_order_stays_within_the_number(verb, is_last):
    """The one button of a usual quarter: form, people and instruction as before."""
    with transaction.atomic():
        office = make.office()
        before = office.opened(quarter=2)
        actions.distribute_form(
            office.form(before), people=[office.filler], by=office.kasi, at=make.at()
        )
        record = office.opened()
        if is_last:
            actions.distribute_form(office.form(record, 1), by=office.heads[1], at=make.at())
        form = office.form(record)
    taken(office, record, lambda: DEEDS_ON_FORM[verb](form, by=office.kasi, at=LATER))
    assert list(form.people.all()) == [office.filler]
    goes_on = is_last and verb == "distribute_form"
    assert make.fresh(record).state == ("entering" if goes_on else "distributing")


DEEDS_ON_FORM = {"order_form": actions.order_form, "distribute_form": actions.distribute_form}


def test_petugas_distributes_within_the_number():
    with transaction.atomic():
        office = make.office()
        record = office.opened()
        form = office.form(record)
        actions.order_form(form, people=[office.filler], by=office.kasi, at=make.at())
    taken(office, record, lambda: actions.distribute_form(form, by=office.filler, at=LATER))


def test_last_hand_in_of_everything_there_is_stays_within_the_number():
    """Values, a predicate, explanations of rows and of a sasaran, and the last form of all."""
    with transaction.atomic():
        office = make.office()
        scale = PredicateScale.objects.create(name="Opini BPK")
        Predicate.objects.create(scale=scale, rank=1, label="WTP")
        kind = {"kind": Kind.PREDICATE, "measure": Line.Measure.CHOICE, "scale": scale}
        make.line(office.agreement, office.sections[1], "2.9", goal=2, target=None, **kind)
        record = office.entering()
        actions.hand_in(office.form(record), by=office.kasi, at=make.at())
        form = office.form(record, 1)
    values = {code: make.entry("90") for code in office.codes(office.sections[1])}
    texts = {code: actions.Text(drivers="Gotong royong") for code in values}
    given = {
        "values": values | {"2.9": actions.Entry(choice="WTP")},
        "texts": texts | {actions.objective_key(2): actions.Text(drivers="Anggaran cukup")},
    }
    taken(office, record, lambda: actions.hand_in(form, **given, by=office.heads[1], at=LATER))
    assert record.runs.get(step=2).arrived_at == LATER


def test_every_verb_is_counted():
    verbs = {name for name in actions.__all__ if callable_verb(name)}
    rest = {*OFFICE_DEEDS, *VERSION_DEEDS, *EVIDENCE_DEEDS, *LATE_EVIDENCE_DEEDS, *HANDED_OVER}
    assert verbs == {*COUNTED, *rest}


def callable_verb(name: str) -> bool:
    return name.islower() and name not in ("objective_key", "prepare_seal")
