from collections.abc import Callable
from dataclasses import dataclass, field

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kinerja import access
from kinerja.choosing import choose_unit
from kinerja.keys import key
from kinerja.models import Unit
from kinerja.templatetags.office import day
from workflow import actions, permissions
from workflow.actions.opening import sop_for
from workflow.calendars import holidays, keeping
from workflow.calendars.judging import FARTHEST_YEARS
from workflow.forms.calendar import RAMADAN, DisruptionForm, FactForm, HolidayForm, HoursForm
from workflow.forms.calendar import SpecialForm as RangeForm
from workflow.models import Disruption, Holiday, WorkHours
from workflow.press import Answer, once
from workflow.refused import NotYours
from workflow.screens import disruptions, year
from workflow.views.desk import Desk, desk, keep, posted, written
from workflow.views.desk import page as desk_page
from workflow.views.posting import page, press


@dataclass(frozen=True)
class Kind:
    """One kind of fact: its word in verbs, its words on the page, its form, its writer."""

    word: str
    heading: str
    form: type[FactForm]
    record: Callable
    screen: str
    initial: dict = field(default_factory=dict)


HOURS = Kind("hours", "Jam kerja", HoursForm, keeping.record_hours, "calendar_hours_change")
SPECIAL = Kind(
    "special_hours",
    "Jam kerja khusus",
    RangeForm,
    keeping.record_special_hours,
    "calendar_hours_change",
    RAMADAN,
)
HOLIDAY = Kind(
    "holiday",
    "Hari libur",
    HolidayForm,
    keeping.record_holiday,
    "calendar_holiday_change",
    {"kind": Holiday.Kind.LOCAL},
)


@require_http_methods(["GET", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """The year of a unit: its days, its hours, and what disturbed the work."""
    choice, number = choose_unit(request), chosen_year(request)
    if choice.unit is None and request.method == "POST":
        raise NotYours("Anda sedang tidak bertugas di perangkat daerah mana pun.")
    if choice.unit is None:
        return page(request, "workflow/calendar.html", {"choice": choice, "number": number})
    if request.method == "POST":
        return press(request, verbs(request, choice.unit, number))
    context = {
        "choice": choice,
        "unit": choice.unit,
        "number": number,
        "neighbours": [each for each in (number - 1, number + 1) if is_near(request, each)],
        "year": year.read(choice.unit, number, at=request.now),
        "query": query(choice.unit, number),
        "keeps": access.keeps(request.duties, choice.unit, request.now),
        "keeps_for_all": access.keeps_for_all(request.duties),
        "disruption_rights": disruptions.rights(request.duties, choice.unit, at=request.now),
    }
    return page(request, "workflow/calendar.html", context)


def chosen_year(request: HttpRequest) -> int:
    """Read `?tahun=`, else this year. Raises Http404 for what is no year near this one."""
    text = request.GET.get("tahun", str(timezone.localdate(request.now).year))
    if not (text.isascii() and text.isdecimal() and is_near(request, int(text[:9]))):
        raise Http404(f"no year {text}")
    return int(text)


def is_near(request: HttpRequest, number: int) -> bool:
    return abs(number - timezone.localdate(request.now).year) <= FARTHEST_YEARS


def query(unit: Unit, number: int) -> str:
    return f"?unit={unit.code}&tahun={number}"


def verbs(request: HttpRequest, unit: Unit, number: int) -> dict:
    who = {"by": request.user, "at": request.now}
    here = reverse("calendar") + query(unit, number)

    def confirm_holidays() -> Answer:
        keys = [found for text in request.POST.getlist("holiday") if (found := key(text))]
        chosen = list(Holiday.objects.filter(pk__in=keys).select_related("unit"))
        owners = {each.unit for each in chosen}
        count = sum(keeping.confirm_holidays(chosen, unit=each, **who) for each in owners)
        return Answer(here, f"{count} hari libur dipastikan.")

    def import_holidays() -> Answer:
        if not access.sees_every_unit(request.duties):
            raise NotYours("Daftar nasional diisi oleh administrator.")
        return Answer(here, holidays.import_year(number, **who).words)

    def confirm_disruption() -> Answer:
        actions.confirm_disruption(disruption_of(request, unit), **who)
        return Answer(here, "Gangguan kerja dibenarkan.")

    def withdraw_disruption() -> Answer:
        actions.withdraw_disruption(disruption_of(request, unit), **who)
        return Answer(here, "Gangguan kerja dicabut.")

    return {
        "confirm_holidays": lambda: written(confirm_holidays),
        "import_holidays": lambda: written(import_holidays),
        "confirm_disruption": confirm_disruption,
        "withdraw_disruption": withdraw_disruption,
    }


def disruption_of(request: HttpRequest, unit: Unit) -> Disruption:
    found = Disruption.objects.filter(unit=unit).select_related("unit")
    return get_object_or_404(found, pk=key(request.POST.get("disruption")))


@require_http_methods(["GET", "POST"])
def calendar_hours(request: HttpRequest) -> HttpResponse:
    return added(request, HOURS)


@require_http_methods(["GET", "POST"])
def calendar_special(request: HttpRequest) -> HttpResponse:
    return added(request, SPECIAL)


@require_http_methods(["GET", "POST"])
def calendar_holiday(request: HttpRequest) -> HttpResponse:
    return added(request, HOLIDAY)


@require_http_methods(["GET", "POST"])
def calendar_hours_change(request: HttpRequest, pk: int) -> HttpResponse:
    fact = get_object_or_404(WorkHours.objects.standing().select_related("unit"), pk=pk)
    return changed(request, SPECIAL if fact.is_special else HOURS, fact)


@require_http_methods(["GET", "POST"])
def calendar_holiday_change(request: HttpRequest, pk: int) -> HttpResponse:
    fact = get_object_or_404(Holiday.objects.standing().select_related("unit"), pk=pk)
    return changed(request, HOLIDAY, fact)


def added(request: HttpRequest, kind: Kind) -> HttpResponse:
    """Record a fact for the unit of the desk or, by who sees every unit, for all."""
    at, verb = desk(request), f"record_{kind.word}"
    scope = at.unit if access.sees_every_unit(request.duties) else None
    form = kind.form(posted(request, verb), unit=scope, initial=kind.initial)

    def act() -> Answer:
        made = kind.record(form.cleaned_data, unit=form.owner(at.unit), **at.who)
        return Answer(back(at, made), f"Dicatat: {keeping.named(made)}.")

    return keep(request, form, act) or fact_page(request, at, kind, form, verb=verb)


def changed(request: HttpRequest, kind: Kind, fact: WorkHours | Holiday) -> HttpResponse:
    """Replace a fact by another, or withdraw it."""
    at = desk_of(request, fact)
    form = kind.form(posted(request, f"replace_{kind.word}"), instance=fact)

    def replace() -> Answer:
        made = keeping.replace(fact, form.cleaned_data, **at.who)
        return Answer(back(at, made), f"Diganti: {keeping.named(made)}.")

    def withdraw() -> Answer:
        keeping.withdraw(fact, **at.who)
        return Answer(back(at, fact), f"Dicabut: {keeping.named(fact)}.")

    if posted(request, f"withdraw_{kind.word}") is not None:
        return once(request, lambda: written(withdraw))
    return keep(request, form, replace) or fact_page(
        request, at, kind, form, verb=f"replace_{kind.word}", fact=fact
    )


def desk_of(request: HttpRequest, fact: WorkHours | Holiday) -> Desk:
    if fact.unit:
        get_object_or_404(access.units(request.duties), pk=fact.unit_id)
        return desk(request, fact.unit)
    if not access.sees_every_unit(request.duties):
        raise NotYours("Berlaku untuk semua perangkat daerah; diubah oleh administrator.")
    return desk(request)


def back(at: Desk, fact: WorkHours | Holiday) -> str:
    shown = fact.day if isinstance(fact, Holiday) else fact.starts_on
    return reverse("calendar") + query(at.unit, shown.year)


def fact_page(request: HttpRequest, at: Desk, kind: Kind, form: FactForm, **more) -> HttpResponse:
    estimate = holidays.estimated_ramadan(chosen_year(request)) if kind is SPECIAL else None
    hint = f"Perkiraan Ramadan: {day(estimate[0])} s.d. {day(estimate[1])}." if estimate else ""
    return desk_page(request, "calendar_fact", at, form=form, kind=kind, hint=hint, **more)


@require_http_methods(["GET", "POST"])
def calendar_disruption(request: HttpRequest) -> HttpResponse:
    """Record hours in which the unit could not work."""
    choice = choose_unit(request)
    if choice.unit is None:
        raise Http404("no unit is seen")
    sop = sop_for(choice.unit, request.now)
    who = {"by": request.user, "at": request.now}
    permissions.capacity("record_disruption", unit=choice.unit, sop=sop, **who)
    form = DisruptionForm(posted(request, "record_disruption"))

    def act() -> Answer:
        actions.record_disruption(choice.unit, **form.cleaned_data, **who)
        shown = timezone.localdate(form.cleaned_data["starts_at"]).year
        text = "Gangguan kerja dicatat; berlaku setelah dibenarkan."
        return Answer(reverse("calendar") + query(choice.unit, shown), text)

    answer = keep(request, form, act)
    status = 422 if form.errors else 200
    context = {"choice": choice, "unit": choice.unit, "form": form}
    return answer or page(request, "workflow/calendar_disruption.html", context, status=status)
