from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from kinerja.keeping import acting as keeping
from kinerja.keeping.change import NotKeeper
from kinerja.keeping.forms import ActingForm
from kinerja.keys import key
from kinerja.models import Assignment
from workflow.press import Answer
from workflow.refused import NotYours
from workflow.views.desk import keep, posted
from workflow.views.posting import page


@require_http_methods(["GET", "POST"])
def acting(request: HttpRequest) -> HttpResponse:
    """Who will be away names a Plh for the own seat; ?jabatan= chooses among several."""
    seats = keeping.own_seats(request.user, request.now)
    seat = chosen(seats, request.GET.get("jabatan"))
    people = keeping.candidates(seat.unit, request.user)
    form = ActingForm(posted(request, "name_acting"), people=people)

    def name() -> Answer:
        who = {"by": request.user, "at": request.now}
        try:
            made = keeping.name_acting(seat, form.cleaned_data, **who)
        except NotKeeper as error:
            raise NotYours("Jabatan ini sekarang dipegang orang lain.") from error
        rests = made.start <= localdate(request.now)
        there = reverse("inbox") if rests else f"{reverse('acting')}?jabatan={seat.pk}"
        return Answer(there, f"{made}: penugasan disimpan.")

    if done := keep(request, form, name):
        return done
    context = {
        "form": form,
        "seat": seat,
        "others": [each for each in seats if each != seat],
        "has_people": people.exists(),
        "named": keeping.named_from(seat, request.now),
    }
    status = 422 if form.errors else 200
    return page(request, "workflow/acting.html", context, status=status)


def chosen(seats: list[Assignment], asked: str | None) -> Assignment:
    """Choose the seat that was asked for, else the first; 404 where there is none."""
    found = next((each for each in seats if asked is None or each.pk == key(asked)), None)
    if found is None:
        raise Http404("no own seat to leave to another")
    return found
