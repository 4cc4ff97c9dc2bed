"""What the operator's screens share: whose desk it is, and one change per press."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from kinerja import access
from kinerja.choosing import UnitChoice
from kinerja.journal import ClockFault
from kinerja.keeping.change import NotKeeper
from kinerja.models import Unit
from workflow import press
from workflow.press import Answer
from workflow.refused import ClockWrong, Incomplete, NotKept


@dataclass(frozen=True)
class Desk:
    """The office that the person keeps, among all that could be chosen, and who acts when."""

    unit: Unit
    choice: UnitChoice
    who: dict

    @property
    def query(self) -> str:
        """Carry the chosen unit to the next page, where there is a choice."""
        return f"?unit={self.unit.code}" if self.choice.has_others else ""


def desk(request: HttpRequest, unit: Unit | None = None) -> Desk:
    """Open the desk of this unit, else of the one that `?unit=` names, else of the first kept.

    Raises Http404 for a unit that the person does not see, NotKept for one kept by others.
    """
    kept = tuple(access.kept_units(request.duties, request.now))
    code = unit.code if unit else request.GET.get("unit")
    chosen = next((each for each in kept if code in (None, each.code)), None)
    if chosen is None:
        raise NotKept(whose(seen_unit(request, code), request))
    who = {"by": request.user, "at": request.now}
    return Desk(chosen, UnitChoice(chosen, kept), who)


def seen_unit(request: HttpRequest, code: str | None) -> Unit:
    seen = access.units(request.duties)
    found = (seen.filter(code=code) if code else seen).first()
    if found is None:
        raise Http404(f"no unit {code} is seen")
    return found


def whose(unit: Unit, request: HttpRequest) -> str:
    """Say who keeps the unit's office."""
    names = (f"{duty.title} ({duty.user.name})" for duty in access.keepers(unit, request.now))
    listed = ", ".join(names) or "saat ini belum ada"
    return f"Kantor {unit} dipelihara oleh: {listed}."


def keep(request: HttpRequest, form, act: Callable[[], Answer]) -> HttpResponse | None:
    """Do the change that a form was posted for; None where its page is to be shown.

    What is refused stands at its field, and all that was typed stays on the page.
    """
    if not form.is_bound:
        return None
    if not form.is_valid():
        return press.once_more(request)
    try:
        return press.once(request, lambda: written(act))
    except Incomplete as refused:
        form.refuse(refused.errors)
        return None


def written(act: Callable[[], Answer]) -> Answer:
    """Do the change, its refusals in the words of the screens."""
    try:
        return act()
    except ValidationError as error:
        raise Incomplete("Belum disimpan.", errors=messages_of(error)) from error
    except IntegrityError as error:
        taken = "Isian yang sama baru saja disimpan orang lain. Periksa daftarnya."
        raise Incomplete(taken, errors={NON_FIELD_ERRORS: taken}) from error
    except NotKeeper as error:
        raise NotKept("Kantor ini dipelihara orang lain.") from error
    except ClockFault as fault:
        raise ClockWrong.by(fault) from fault


def messages_of(error: ValidationError) -> dict[str, str]:
    found = error.update_error_dict({})
    return {
        name: " ".join(text for each in faults for text in each.messages)
        for name, faults in found.items()
    }


def posted(request: HttpRequest, verb: str) -> QueryDict | None:
    """Give what was typed into the form of this button; None for another one's, and for a visit."""
    return request.POST if request.method == "POST" and request.POST.get("verb") == verb else None


def page(request: HttpRequest, template: str, at: Desk, **context) -> HttpResponse:
    """Show a screen of the desk; 422 where something typed was refused."""
    is_refused = any(getattr(each, "errors", None) for each in context.values())
    shared = {"desk": at, "unit": at.unit, "choice": at.choice, "token": press.new_token()}
    status = 422 if is_refused else 200
    return render(request, f"workflow/{template}.html", {**shared, **context}, status=status)
