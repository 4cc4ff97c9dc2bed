"""Texts that broke programs elsewhere, and every place of the house where one can be typed."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django import forms
from django.apps import apps
from django.db import models, transaction
from django.db.models import Q
from django.http import HttpResponse
from django.test import Client
from house import ROOT, TEMPLATES
from make import Office
from typing_in import Page, PageForm
from whole_house import ROUTES, addresses

LIST = ROOT / "tests/vendor/blns/blns.json"
# Beside the list: what is longer than any column, and turns the direction of all that follows.
OWN = (
    "a" * 12_000,
    "<b>tebal</b>",
    "‮kanan ke kiri",
    "{{ 7|add:7 }}{% csrf_token %}",
    "=1+1\t@SUM(A1)",
)
STRINGS = tuple(dict.fromkeys([*json.loads(LIST.read_text()), *OWN]))
DESK = {name for name, route in ROUTES if route.startswith("kantor/")} - {"calendar_disruption"}
KEPT_BY_ADMIN = {
    name for name, _ in ROUTES if name.startswith("admin:") and name.endswith(("_add", "_change"))
}
SEARCHES = {"archive_search", "archive_register", "monitoring", "history", "verification"}
# Who visits which screens, to meet every form; a field that nobody meets fails the test.
VISITS = {
    "operator": DESK,
    "administrator": {"sop_revise", "password_change", "timing"} | KEPT_BY_ADMIN | SEARCHES,
    "kasubag": {
        "enter",
        "late",
        "disposition",
        "calendar_disruption",
        "evidence",
        "form",
        "attach",
    },
    "kasi": {"form", "standing_order", "attach_form"},
    "sekcam": {"review", "approve", "archive", "timing", "submission", "form"},
    "admin": {"archive", "paper_copies", "outside", "submission"},
    "camat": {"papers", "submission", "timing"},
    "other kasi": {"form", "attach_form"},
}


@dataclass
class Found:
    """One form of one screen, and who found it."""

    name: str
    url: str
    who: str
    client: Client
    form: PageForm
    tried: int = 0
    kept: bool = field(default=False)

    @property
    def shows_nothing(self) -> bool:
        """Say whether it holds passwords, alone or with whose they are: no page shows those."""
        words = [each for each in self.form.fields if each.holds_words]
        return {each.name for each in words if each.kind != "password"} <= {"username"}

    @property
    def label(self) -> str:
        verbs = ",".join(sorted({value for _, value, _ in self.form.buttons}))
        return f"{self.name} [{verbs}] of {self.who}"


def plain(name: str) -> str:
    """Take the keys out of a name: "reason-1.1" and "reason-2.3" are one field."""
    return re.sub(r"\d+(\.\d+)*", "#", name)


def forms_of(office: Office) -> list[Found]:
    """Visit the screens and list their forms that hold words, each kind once."""
    found: dict[tuple, Found] = {}
    places = list(addresses(every=True))
    for who, names in VISITS.items():
        client = Client()
        client.force_login(office.heads[1] if who == "other kasi" else getattr(office, who))
        for name, url in places:
            if name in names:
                for form in read_forms(client, url):
                    key = (
                        name,
                        form.method,
                        frozenset(map(plain, typed_names(form))),
                        verbs_of(form),
                    )
                    found.setdefault(key, Found(name, url, who, client, form))
    for form in read_forms(Client(), "/masuk/"):
        found["login"] = Found("login", "/masuk/", "nobody", Client(), form)
    return list(found.values())


def verbs_of(form: PageForm) -> frozenset[str]:
    return frozenset(value for _, value, _ in form.buttons)


def read_forms(client: Client, url: str) -> Iterator[PageForm]:
    answer = client.get(url)
    if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
        yield from (form for form in Page(answer.content.decode(), url).forms if typed_names(form))


def typed_names(form: PageForm) -> list[str]:
    return [each.name for each in form.fields if each.holds_words or each.is_figure]


def press(found: Found, text: str, number: int) -> str:
    """Type a text into all fields of words and press; say what is wrong, "" where nothing is.

    Every second time into those of figures too, every fifth into all there are. What was written
    is undone.
    """
    fields = found.form.standing()
    for each in found.form.fields:
        is_reached = each.holds_words or (each.is_figure and number % 2) or number % 5 == 4
        if is_reached and each.name not in ("csrfmiddlewaretoken", "token"):
            fields[each.name] = [text] * len(fields[each.name])
    leads = found.form.action
    if found.form.buttons:
        name, value, elsewhere = found.form.buttons[number % len(found.form.buttons)]
        fields |= {name: [value]} if name else {}
        leads = elsewhere or leads
    cookies = found.client.cookies.copy()
    with transaction.atomic():
        try:
            return judged(found, text, fields, leads)
        finally:
            transaction.set_rollback(True)
            # A session that was begun anew is undone with the rest.
            found.client.cookies = cookies


def judged(found: Found, text: str, fields: dict[str, list[str]], leads: str) -> str:
    way = found.client.get if found.form.method == "get" else found.client.post
    answer = way(leads, fields)
    status, is_led_on = answer.status_code, answer.status_code == 302
    if is_led_on:
        answer = found.client.get(answer["Location"])
    if status >= 500 or answer.status_code >= 500:
        return f"{status}"
    return fault_of_page(found, text, answer, is_led_on=is_led_on)


def fault_of_page(found: Found, text: str, answer: HttpResponse, *, is_led_on: bool) -> str:
    if answer.streaming or "html" not in answer["Content-Type"]:
        return ""
    page = Page(answer.content.decode(), found.url)
    # The admin's own script stands beside its static ones.
    runs = [each for each in page.runs if "/pengelola/jsi18n/" not in each]
    if runs:
        return f"runs {runs}"
    found.tried += 1
    if not text.strip() or page.says(text) or (is_led_on and is_stored(text.strip())):
        found.kept = True
    return ""


def is_stored(text: str) -> bool:
    """Say whether a text was kept as it was typed, in any column or within the journal."""
    escaped = json.dumps(text, ensure_ascii=False)[1:-1]
    for model in (
        *apps.get_app_config("kinerja").get_models(),
        *apps.get_app_config("workflow").get_models(),
    ):
        wanted = Q()
        for each in model._meta.get_fields():
            if isinstance(each, models.CharField | models.TextField) and not each.choices:
                wanted |= Q(**{each.name: text})
        if model.__name__ == "JournalEntry":
            wanted |= Q(text__contains=escaped)
        if wanted and model._base_manager.filter(wanted).exists():
            return True
    return False


def fields_of_templates() -> dict[str, re.Pattern]:
    """List the fields of words that templates write themselves, with what their names look like."""
    tags = re.compile(r"<(?:input|textarea)\b[^>]*?\bname=\"([^\"]+)\"[^>]*>")
    others = re.compile(r'type="(?:hidden|checkbox|radio|file|submit|date|month|number)"')
    found = {}
    for path in TEMPLATES:
        for tag in tags.finditer(path.read_text()):
            if not others.search(tag.group()):
                parts = map(re.escape, re.split(r"{{.*?}}", tag.group(1)))
                found[f"{path.name} {tag.group(1)}"] = re.compile("[^ ]+".join(parts))
    return found


def kinds_of_forms(of: type = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    """List the forms of the house, wherever they are written."""
    for each in of.__subclasses__():
        if each.__module__.startswith(("kinerja.", "workflow.")) and each.base_fields:
            yield each
        yield from kinds_of_forms(each)
