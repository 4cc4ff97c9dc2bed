"""The verbs that keep what the office is warned of, its lists, its calendar, and the SOP."""

from collections.abc import Callable, Mapping
from datetime import date

import make
from make import Office
from revisions import filled_in, revision

from authority.ready import Ready, posted, read, through
from kinerja.keeping import check_forms, checks, forms, scale_forms, scales
from kinerja.keeping import office as offices
from kinerja.models import CrossCheck
from kinerja.policies import Policies
from workflow import own_rows
from workflow import sop as sheets
from workflow.calendars import holidays, keeping
from workflow.forms import calendar, filing, outside, signatory
from workflow.models import Classification, Holiday, OutsideApplication, Signatory, WorkHours

EARLIER = make.at()


def set_paper(at: Office) -> Ready:
    def keep(values: Mapping, **who) -> None:
        offices.set_paper(at.unit, values["paper"], **who)

    of = {"instance": at.unit}
    return through(forms.PaperForm, keep, of=of, page="office", changes={"paper": "a4"})


def keep_scale(at: Office, *, for_all: bool = False) -> Ready:
    of = {
        "unit": at.unit,
        "policy": Policies([at.unit.pk]).of(at.unit.pk, 2026),
        "year": 2026,
        "for_all": for_all,
    }
    scope = {"scope": scale_forms.EVERY_UNIT if for_all else None}
    signs = {f"icon_{number}": "●" for number in scale_forms.PLACES}
    fields = posted(scale_forms.ScaleForm(None, **of), cap="120", **signs, **scope)
    form = scale_forms.ScaleForm(fields, **of)
    values, unit = read(form), None if for_all else at.unit
    # The administrator says for whom it stands; who keeps one office is not asked.
    fields |= {} if for_all else {"scope": at.unit.code}
    return Ready(
        lambda by, when: scales.keep_scale(values, form.typed_rows(), unit=unit, by=by, at=when),
        "scale",
        fields=fields,
    )


def switch_rule(at: Office) -> Ready:
    code = next(each.code for each in checks.RULES if each.may_be_switched)
    return Ready(
        lambda by, when: checks.switch_rule(code, unit=at.unit, is_on=False, by=by, at=when),
        "findings",
        fields={"rule": code, "to": "off"},
    )


CHECK = {"relation": "1.1 = 1.2", "name": "Uji sendiri", "missing": "any"}


def cross_check(at: Office) -> CrossCheck:
    return checks.add_check(CHECK, unit=at.unit, by=at.operator, at=EARLIER)


def add_check(at: Office) -> Ready:
    form, given = check_forms.CheckForm, {"unit": at.unit}
    return through(
        form, checks.add_check, of={}, page="cross_check_new", given=given, changes=CHECK
    )


def edit_check(at: Office) -> Ready:
    thing = cross_check(at)
    more = {"thing": thing, "args": (thing.pk,), "changes": CHECK | {"relation": "1.1 >= 1.2"}}
    of = {"instance": thing}
    return through(check_forms.CheckForm, checks.edit_check, of=of, page="cross_check", **more)


def withdraw_check(at: Office) -> Ready:
    thing = cross_check(at)
    return Ready(
        lambda by, when: checks.withdraw_check(thing, by=by, at=when), "cross_check", (thing.pk,)
    )


# The office's own rows

FORMS = {
    Classification: (filing.ClassificationForm, filing.KnownClassificationForm),
    OutsideApplication: (outside.ApplicationForm, outside.ApplicationForm),
    Signatory: (signatory.SignatoryForm, signatory.SignatoryForm),
}
PAGES = {
    Classification: "classification",
    OutsideApplication: "application",
    Signatory: "signatory",
}


def typed_row(model: own_rows.Model, at: Office) -> dict:
    return {
        Classification: {
            **{"code": "900.1", "name": "Sendiri", "active_years": "1", "inactive_years": "2"},
            "fate": "permanent",
        },
        OutsideApplication: {"name": "Sendiri", "order": "2", "column_1": "code"},
        Signatory: {"position": at.seat(at.apip).pk, "heading": "Diperiksa", "order": "4"},
    }[model]


def add_row(model: own_rows.Model) -> Callable[[Office], Ready]:
    def ready(at: Office) -> Ready:
        def add(values: Mapping, **who) -> None:
            own_rows.add(model, values, unit=at.unit, **who)

        of, changes = {"instance": own_rows.blank(model, at.unit)}, typed_row(model, at)
        return through(FORMS[model][0], add, of=of, page=f"{PAGES[model]}_new", changes=changes)

    return ready


def own_row(model: own_rows.Model, at: Office) -> own_rows.Row:
    form = FORMS[model][0]({**typed_row(model, at)}, instance=own_rows.blank(model, at.unit))
    return own_rows.add(model, read(form), unit=at.unit, by=at.operator, at=EARLIER)


def edit_row(model: own_rows.Model) -> Callable[[Office], Ready]:
    def ready(at: Office) -> Ready:
        row = own_row(model, at)
        changes = {"name": "Lain"} if model is not Signatory else {"heading": "Mengetahui"}
        more = {"thing": row, "args": (row.code,), "changes": changes}
        of = {"instance": row}
        return through(FORMS[model][1], own_rows.edit, of=of, page=PAGES[model], **more)

    return ready


def withdraw_row(model: own_rows.Model) -> Callable[[Office], Ready]:
    def ready(at: Office) -> Ready:
        row = own_row(model, at)
        return Ready(
            lambda by, when: own_rows.withdraw(row, by=by, at=when), PAGES[model], (row.code,)
        )

    return ready


# The calendar

WEEK = dict.fromkeys(
    ("monday", "tuesday", "wednesday", "thursday", "friday"), "08.00–12.00, 13.00–16.00"
)
HOURS = {"name": "Jam sendiri", "starts_on": "2026-11-02", **WEEK}
FACTS: dict[str, tuple] = {
    "hours": (calendar.HoursForm, keeping.record_hours, HOURS),
    "special_hours": (
        calendar.SpecialForm,
        keeping.record_special_hours,
        HOURS | {"ends_on": "2026-11-20"},
    ),
    "holiday": (
        calendar.HolidayForm,
        keeping.record_holiday,
        {"day": "2026-12-01", "name": "Hari jadi", "kind": "local"},
    ),
}
NEW_PAGES = {
    "hours": "calendar_hours",
    "special_hours": "calendar_special",
    "holiday": "calendar_holiday",
}
CHANGE_PAGES = {"holiday": "calendar_holiday_change"}


def record_fact(word: str, *, for_all: bool = False) -> Callable[[Office], Ready]:
    form, writer, fields = FACTS[word]

    def ready(at: Office) -> Ready:
        values = read(form(fields))
        unit = None if for_all else at.unit
        scope = calendar.EVERY_UNIT if for_all else at.unit.code
        return Ready(
            lambda by, when: writer(values, unit=unit, by=by, at=when),
            NEW_PAGES[word],
            fields=fields | {"scope": scope},
        )

    return ready


def fact(word: str, at: Office, *, for_all: bool) -> WorkHours | Holiday:
    form, writer, fields = FACTS[word]
    who = {"by": at.administrator, "at": EARLIER}
    return writer(read(form(fields)), unit=None if for_all else at.unit, **who)


def replace_fact(word: str, *, for_all: bool = False) -> Callable[[Office], Ready]:
    form, _, fields = FACTS[word]

    def ready(at: Office) -> Ready:
        made, changed = fact(word, at, for_all=for_all), fields | {"name": "Diganti"}
        values = read(form(changed, instance=made))
        return Ready(
            lambda by, when: keeping.replace(made, values, by=by, at=when),
            CHANGE_PAGES.get(word, "calendar_hours_change"),
            (made.pk,),
            changed,
        )

    return ready


def withdraw_fact(word: str, *, for_all: bool = False) -> Callable[[Office], Ready]:
    def ready(at: Office) -> Ready:
        made = fact(word, at, for_all=for_all)
        return Ready(
            lambda by, when: keeping.withdraw(made, by=by, at=when),
            CHANGE_PAGES.get(word, "calendar_hours_change"),
            (made.pk,),
        )

    return ready


def confirm_holidays(*, for_all: bool = False) -> Callable[[Office], Ready]:
    def ready(at: Office) -> Ready:
        unit, told = None if for_all else at.unit, {"recorded_at": EARLIER}
        day = {"day": date(2026, 12, 7), "name": "Perkiraan", "kind": "national"}
        made = Holiday.objects.create(unit=unit, is_estimate=True, **day, **told)
        return Ready(
            lambda by, when: confirmed(made, unit, by=by, at=when),
            "calendar",
            fields={"holiday": made.pk},
        )

    return ready


def confirmed(made: Holiday, unit: object, **who) -> None:
    keeping.confirm_holidays([made], unit=unit, **who)


def import_holidays(at: Office) -> Ready:
    return Ready(
        lambda by, when: holidays.import_year(2027, by=by, at=when),
        "calendar",
        query="&tahun=2027",
    )


def revise_sop(at: Office) -> Ready:
    day = {"effective_on": date(2026, 11, 1)}
    given = revision(**day)
    return Ready(
        lambda by, when: sheets.revise(**given, by=by, at=when),
        "sop_revise",
        fields=filled_in(**day),
    )
