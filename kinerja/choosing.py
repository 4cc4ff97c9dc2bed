"""What a reading screen shows, of all that the person may see: which unit, which agreement."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest

from kinerja import access
from kinerja.models import Agreement, Unit


@dataclass(frozen=True)
class UnitChoice:
    """The unit that is shown, None where the person serves none, and all that could be."""

    unit: Unit | None
    seen: tuple[Unit, ...]

    @property
    def has_others(self) -> bool:
        return len(self.seen) > 1


@dataclass(frozen=True)
class AgreementChoice:
    """The agreement that is shown, None where there is none, and the unit's, newest first."""

    agreement: Agreement | None
    held: tuple[Agreement, ...]

    @property
    def has_others(self) -> bool:
        return len(self.held) > 1

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(agreement.year for agreement in self.held))


def choose_unit(request: HttpRequest) -> UnitChoice:
    """Choose the unit that `?unit=` names, else the first one seen.

    Raises Http404 for a unit that the person does not see.
    """
    seen = tuple(access.units(request.duties))
    code = request.GET.get("unit")
    chosen = next((unit for unit in seen if code in (None, unit.code)), None)
    if code is not None and chosen is None:
        raise Http404(f"no unit {code} is seen")
    return UnitChoice(chosen, seen)


def choose_agreement(request: HttpRequest, unit: Unit | None) -> AgreementChoice:
    """Choose the agreement that `?perjanjian=` names by key, else the unit's latest.

    Raises Http404 for one that is not the unit's.
    """
    held = agreements_of(unit)
    key = request.GET.get("perjanjian")
    chosen = next((each for each in held if key in (None, str(each.pk))), None)
    if key is not None and chosen is None:
        raise Http404(f"no agreement {key} of {unit}")
    return AgreementChoice(chosen, held)


def choose_year(unit: Unit | None, year: int) -> AgreementChoice:
    """Choose the agreement that is the last of the year; None where the year has none."""
    held = agreements_of(unit)
    return AgreementChoice(next((each for each in held if each.year == year), None), held)


def agreements_of(unit: Unit | None) -> tuple[Agreement, ...]:
    """List the unit's agreements, newest first."""
    if unit is None:
        return ()
    held = Agreement.objects.filter(unit=unit).select_related("unit")
    return tuple(held.order_by("-year", "-version"))
