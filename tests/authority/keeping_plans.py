"""The verbs that keep agreements, sasaran, indicators and lines."""

from collections.abc import Mapping

from make import Office

from authority.ready import Ready, posted, read, through
from kinerja.keeping import agreement_forms, agreements, documents, lines
from kinerja.models import Indicator, Line, Objective
from kinerja.planning import carrying, plan


def begin_agreement(at: Office) -> Ready:
    def begin(values: Mapping, **given) -> object:
        copies = values.get("with_targets", False)
        return agreements.begin_year(values, with_targets=copies, **given)

    changes = {"year": "2027", "title": "PK murni", "date": "2027-01-04"}
    of, given = {"source": at.agreement}, {"unit": at.unit}
    form = agreement_forms.YearForm
    return through(form, begin, of=of, page="agreement_new", changes=changes, given=given)


HEAD = {"title": "PK perubahan", "date": "2026-09-01", "reason": "APBD perubahan"}


def amend(at: Office) -> Ready:
    more = {"thing": at.agreement, "args": (at.agreement.pk,), "changes": HEAD}
    form = agreement_forms.HeadForm
    return through(form, agreements.amend, of={}, page="agreement_amend", **more)


def edit_agreement(at: Office) -> Ready:
    changes = {"changes": {"title": "PK murni, dibetulkan"}, "args": (at.agreement.pk,)}
    of = {"instance": at.agreement}
    return through(
        agreement_forms.HeadForm,
        agreements.edit_head,
        of=of,
        page="agreement",
        thing=at.agreement,
        **changes,
    )


def objective(at: Office, thing: Objective, page: str, key: int) -> Ready:
    changes = {"number": "2" if thing.pk else "9", "text": "Meningkatnya mutu"}
    if thing.pk:
        changes["number"] = str(thing.number)
    return through(
        agreement_forms.ObjectiveForm,
        agreements.keep_objective,
        of={"instance": thing} if thing.pk else {},
        page=page,
        args=(key,),
        thing=thing,
        changes=changes,
        verb="keep_objective",
    )


def indicator(thing: Indicator, page: str, args: tuple) -> Ready:
    return through(
        agreement_forms.IndicatorForm,
        lines.keep_indicator,
        of={"instance": thing} if thing.pk else {},
        page=page,
        args=args,
        thing=thing,
        changes={"definition": "Jumlah yang selesai"} | ({} if thing.pk else {"name": "Indeks"}),
        verb="keep_indicator",
    )


def line(at: Office, thing: Line, page: str, key: int) -> Ready:
    of = {"agreement": at.agreement} | ({"instance": thing} if thing.pk else {})
    changes = {"person_in_charge": "Kepala Seksi 1", "schedule": ["2", "4"]}
    if not thing.pk:
        new = Indicator.objects.create(unit=at.unit, name="Indeks baru")
        first = at.agreement.objectives.order_by("pk")[0]
        changes |= {"objective": first.pk, "indicator": new.pk, "code": "1.9", "order": "9"}
        changes |= {"satuan": "desa", "kind": "higher", "measure": "number"}
        changes |= {"accumulation": "last", "basis": "to_date", "target-2-value": "12"}
    fields = posted(agreement_forms.LineForm(None, **of), **changes)
    form = agreement_forms.LineForm(fields, **of)
    values = read(form)
    return Ready(
        lambda by, when: lines.keep_line(thing, values, form.targets(), by=by, at=when),
        page,
        (key,),
        fields,
        verb="keep_line",
    )


def apply_document(at: Office) -> Ready:
    """The standing version again, with another code in its first row."""
    first, *others = plan.plan_of(at.agreement)
    changed = plan.PlannedLine(first.place, {**first.values, "code": "1.8"})
    packed = carrying.pack(at.unit, 2026, at.agreement, (changed, *others))
    values = read(agreement_forms.HeadForm(HEAD))
    carried = carrying.unpack(packed)
    return Ready(
        lambda by, when: documents.apply_document(
            carried, values, {}, unit=at.unit, by=by, at=when
        ),
        "planning",
        fields=HEAD | {"plan": packed},
        verb="apply",
    )
