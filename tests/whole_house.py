"""The whole house open at once: a record at every step, and an address of every screen."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import handing
import make
import papers
import signing_deeds
from django.apps import apps
from django.urls import URLPattern
from make import Office

from kinerja.keeping import checks
from kinerja.models import (
    Agreement,
    Assignment,
    CrossCheck,
    Evidence,
    Indicator,
    Line,
    Objective,
    Position,
    Role,
    Section,
    User,
)
from kinerja.relations import Missing
from kinerja.urls import urlpatterns
from workflow import actions
from workflow.calendars import keeping as calendar
from workflow.models import (
    ArchiveCopy,
    Holiday,
    SectionForm,
    Sheet,
    SignedCopy,
    Submission,
    WorkHours,
)

NOW = make.at("2026-10-06 09:00")
HANDED_OVER = date(2026, 9, 1)
# What lies behind an address, by what stands before its key; who adds an address adds its row.
LIES_AT = {
    "berkas/": Submission,
    "salinan/": SignedCopy,
    "disposisi/": Sheet,
    "formulir/": SectionForm,
    "dokumen/": Evidence,
    "seksi/": Section,
    "serah-terima/": Assignment,
    "indikator/": Indicator,
    "kantor/orang/": User,
    "kantor/jabatan/": Position,
    "kantor/penugasan/": Assignment,
    "kantor/perjanjian/": Agreement,
    "kantor/sasaran/": Objective,
    "kantor/baris/": Line,
    "kantor/kalender/jam-kerja/": WorkHours,
    "kantor/kalender/libur/": Holiday,
    "kantor/peringatan/uji-silang/": CrossCheck,
    "kantor/indikator/": Indicator,
}
# What else an address can name.
WORDS = {
    "kantor/klasifikasi/<str:code>/": "000.8.6.3",
    "kantor/aplikasi/<slug:code>/": "e-kejab",
    "luar/<slug:code>/": "e-kejab",
    "kantor/penanda-tangan/<slug:code>/": "kasubag",
    "<str:day>/": HANDED_OVER.isoformat(),
    "<int:year>/": 2026,
    "pengantar/<int:number>/": 1,
    "pratinjau/<int:number>/": 1,
}
# Where each of several shows another screen.
SEVERAL = ("berkas/", "formulir/", "kantor/perjanjian/")
KEY = re.compile(r"<(?:\w+:)?(\w+)>")


def furnish(office: Office) -> Office:
    """Bring records of the office to every step, with all that can lie beside them."""
    User.objects.filter(pk=office.administrator.pk).update(is_staff=True, is_superuser=True)
    office.have_superiors()
    away = Assignment.objects.order_by("pk")[0]
    handing.plh(make.person("plh"), away, HANDED_OVER, HANDED_OVER)
    keep_facts(office)
    sealed = office.promised(quarter=1)
    copy = signing_deeds.received(sealed)
    actions.upload_signed(sealed, file=copy, by=office.admin, at=make.at())
    office.archiving(quarter=2)
    lie_at_step_2(office)
    review(office)
    order_last_year(office)
    next_door(office)
    make.objective(make.agreement(office.unit, 2027))  # used by nobody yet: it can be changed
    return office


def keep_facts(office: Office) -> None:
    by = {"by": office.operator, "at": make.at()}
    check = {"name": "Uji", "relation": "1.1 ≤ 1.2", "missing": Missing.SKIP_IF_ANY}
    checks.add_check(check, unit=office.unit, **by)
    day = {"day": date(2026, 12, 1), "name": "Hari jadi", "kind": Holiday.Kind.LOCAL}
    calendar.record_holiday(day, unit=office.unit, **by)


def lie_at_step_2(office: Office) -> None:
    """One form handed in, one being filled, a document, and the Camat's sheet."""
    record = office.entering(quarter=3)
    form, by = office.form(record), {"by": office.kasi, "at": make.at()}
    document = {"file": papers.kept(office.unit), "title": "a.pdf"}
    actions.attach(record, rows=["1.1"], **document, form=form, **by)
    values = {code: make.entry("70") for code in office.codes(office.sections[0])}
    actions.hand_in(form, values=values, **by)
    actions.dispose(make.fresh(record), note="Segera", by=office.camat, at=make.at())


def review(office: Office) -> None:
    record, by = office.reviewing(quarter=4), {"by": office.sekcam, "at": make.at()}
    actions.note(record, row="1.1", text="Satuannya?", **by)
    value = make.entry("89")
    actions.correct(record, row="1.2", value=value, reason="Salah hitung", **by)


def order_last_year(office: Office) -> None:
    """A record of the year before: one form waits for its order, one asks for both its parts."""
    before = make.agreement(office.unit, 2025)
    for number, section in enumerate(office.sections):
        measure = Line.Measure.RATIO
        make.line(before, section, f"{number + 1}.1", goal=number + 1, measure=measure)
    period = make.period(2025, 4)
    actions.open_submission(unit=office.unit, period=period, by=office.kasubag, at=make.at())
    record = Submission.objects.order_by("-pk")[0]
    actions.distribute_form(office.form(record, 1), by=office.heads[1], at=make.at())


def next_door(office: Office) -> None:
    """A sealed record of another unit, which the same Admin keeps and has not put away yet."""
    neighbour = make.office("Kecamatan Tetangga", sections=1, rows=1, prefix="tetangga.")
    neighbour.sealed()
    make.assign(office.admin, Role.ARCHIVIST, neighbour.unit, title="Admin e-kejab")


def people(office: Office) -> list[User]:
    """List who may visit: first who reads and keeps most."""
    words = ("administrator", "operator", "kasubag", "sekcam", "admin", "kasi", "camat", "filler")
    return [*(getattr(office, word) for word in words), office.heads[1]]


def flat(patterns: Iterable, before: str = "", within: str = "") -> Iterator[tuple[str, str]]:
    """List the addresses, each as its name and its route, those of included rooms too."""
    for each in patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield f"{within}{each.name}", route
        else:
            space = f"{each.namespace}:" if each.namespace else ""
            yield from flat(each.url_patterns, route, within + space)


ROUTES = list(flat(urlpatterns))


def addresses(*, every: bool = False) -> Iterator[tuple[str, str]]:
    """Give an address of each screen, filled in with what lies there; `every` record and form.

    Raises KeyError for an address of which LIES_AT and WORDS say nothing.
    """
    for name, route in ROUTES:
        if name == "admin:None" or route.startswith("pengelola/(?P"):
            continue  # the admin's way to say that an address is not there
        for path in filled(name, route, every=every and route.startswith(SEVERAL)):
            yield name, f"/{path}"


def filled(name: str, route: str, *, every: bool) -> list[str]:
    if not KEY.search(route):
        return [route]
    if name.startswith("admin:"):
        return [KEY.sub(str(key), route) for key in admin_keys(name)]
    first = KEY.search(route)
    before = route[: first.start()]
    if first.group(1) == "pk":
        keys = keys_at(before)
    elif before == "verifikasi/":
        keys = [ArchiveCopy.objects.exclude(code=None).values_list("code", flat=True)[0]]
    else:
        return [worded(route)]
    return [
        worded(before + str(key) + route[first.end() :]) for key in keys[: None if every else 1]
    ]


def keys_at(before: str) -> list[int]:
    keys = list(LIES_AT[before]._base_manager.order_by("pk").values_list("pk", flat=True))
    assert keys, f"nothing lies at {before}"
    return keys


def worded(route: str) -> str:
    """Fill in what is no key of a table."""
    for part, word in WORDS.items():
        route = route.replace(part, KEY.sub(str(word), part))
    missing = KEY.search(route)
    if missing:
        raise KeyError(f"{route}: what is to stand for {missing.group()}?")
    return route


def admin_keys(name: str) -> list[object]:
    """Give a key of the admin's table; where nothing lies there, one that leads nowhere."""
    room, _, table = name.removeprefix("admin:").partition("_")
    if room not in ("kinerja", "workflow"):
        return ["kinerja" if room == "app" else 1]
    model = apps.get_model(room, table.partition("_")[0])
    return list(model._base_manager.order_by("pk").values_list("pk", flat=True)[:1]) or [0]


def query_names(texts: Iterable[str]) -> Mapping[str, set[str]]:
    """Find the names that the code asks a request for, by where they stand: GET or POST."""
    found: dict[str, set[str]] = {"GET": set(), "POST": set()}
    for text in texts:
        for where, name in re.findall(r"\.(GET|POST)\.get(?:list)?\(\s*\"(\w+)\"", text):
            found[where].add(name)
    return found
