from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinerja import roster
from kinerja.keeping import people as keeping
from kinerja.keeping.forms import PersonForm
from kinerja.models import User
from kinerja.signin import passwords
from kinerja.signin.guessing import locked_until
from kinerja.signin.history import sign_ins
from workflow import press
from workflow.press import Answer
from workflow.refused import Incomplete
from workflow.views.desk import Desk, desk, keep, page, posted, written


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """List the people whom the unit keeps."""
    at = desk(request)
    return page(request, "people", at, people=roster.persons(at.unit, request.now))


@require_http_methods(["GET", "POST"])
def person_new(request: HttpRequest) -> HttpResponse:
    """Add a person; the account opens with its first one-time password."""
    at = desk(request)
    form = PersonForm(posted(request, "add_person"))

    def act() -> Answer:
        made = keeping.add_person(form.cleaned_data, unit=at.unit, **at.who)
        text = f"{made} ditambahkan. Buat kata sandi sekali pakai agar dapat masuk."
        return Answer(address(made, at), text)

    return keep(request, form, act) or page(request, "person", at, form=form)


@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: name, number, rank, and a new one-time password."""
    at = desk(request)
    shown = fetch(at, pk, request)
    if request.POST.get("verb") in DOOR:
        return at_the_door(request, at, shown)
    form = PersonForm(posted(request, "edit_person"), instance=shown)

    def act() -> Answer:
        kept = keeping.edit_person(shown, form.cleaned_data, unit=at.unit, **at.who)
        return Answer(reverse("people") + at.query, f"Data {kept} disimpan.")

    door = {
        "locked_until": locked_until(shown, request.now),
        "last": sign_ins(shown).first(),
        "slip_until": passwords.expires_at(shown),
    }
    return keep(request, form, act) or page(request, "person", at, form=form, person=shown, **door)


# What the operator does about a person's signing in, and what the page says then.
DOOR = {
    "unlock_sign_in": (keeping.unlock_sign_in, "{person} dapat mencoba masuk lagi."),
    "end_sessions": (keeping.end_sessions, "{person} keluar dari semua perangkat."),
}


def at_the_door(request: HttpRequest, at: Desk, shown: User) -> HttpResponse:
    change, said = DOOR[request.POST["verb"]]

    def act() -> Answer:
        change(shown, unit=at.unit, **at.who)
        return Answer(address(shown, at), said.format(person=shown))

    try:
        return press.once(request, lambda: written(act))
    except Incomplete as refused:
        messages.error(request, " ".join(refused.errors.values()))
        return redirect(address(shown, at))


@require_POST
@never_cache
def person_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a one-time password and show its slip: this once, and never again."""
    at = desk(request)
    shown = fetch(at, pk, request)
    made: list[tuple[str, Answer]] = []

    def act() -> Answer:
        password = keeping.issue_password(shown, unit=at.unit, **at.who)
        text = "Slip kata sandi sudah ditampilkan sekali. Bila hilang, buat yang baru."
        made.append((password, Answer(address(shown, at), text)))
        return made[-1][1]

    try:
        answer = press.answered(request, lambda: written(act))
    except Incomplete as refused:
        messages.error(request, " ".join(refused.errors.values()))
        return redirect(address(shown, at))
    if not made or answer is not made[-1][1]:
        return press.shown(request, answer)
    context = {
        "person": shown,
        "unit": at.unit,
        "password": made[-1][0],
        "until": passwords.expires_at(shown),
        "back": address(shown, at),
        "sign_in": request.build_absolute_uri(reverse("login")),
    }
    return render(request, "workflow/person_password.html", context)


def fetch(at: Desk, pk: int, request: HttpRequest) -> User:
    known = keeping.with_whereabouts(keeping.kept(at.unit), at.unit, request.now)
    return get_object_or_404(known, pk=pk)


def address(person: User, at: Desk) -> str:
    return reverse("person", args=[person.pk]) + at.query
