"""The administrator's desk: reference data, and nothing that was measured or decided."""

from datetime import date
from decimal import Decimal

import make
import pytest
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.urls import reverse

from kinerja.formula import Kind
from kinerja.models import (
    Agreement,
    Assignment,
    Indicator,
    Line,
    Period,
    Position,
    Predicate,
    PredicateScale,
    Role,
    Section,
    Target,
    Unit,
    User,
)
from workflow import actions
from workflow.models import Disruption, Holiday, Mail, Sop, WorkHours

pytestmark = pytest.mark.django_db

REFERENCE_DATA = {
    *(User, Unit, Section, Position, Assignment, Period),
    *(Agreement, Indicator, Line, PredicateScale, Sop),
}


@pytest.fixture
def desk(client, office):
    """The administrator, signed in."""
    User.objects.filter(pk=office.administrator.pk).update(is_staff=True, is_superuser=True)
    client.force_login(office.administrator)
    return client


def address(model: type, name: str = "changelist", *keys) -> str:
    return reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_{name}", args=keys)


def refused(response) -> str:
    """Give the page with its errors; a saved form would lead away from it."""
    assert response.status_code == 200
    return response.content.decode()


def targets(*rows: dict, stored: int = 0) -> dict:
    """Fill in the inline table of targets."""
    fields = {"targets-TOTAL_FORMS": len(rows), "targets-INITIAL_FORMS": stored}
    for number, row in enumerate(rows):
        fields |= {f"targets-{number}-{name}": value for name, value in row.items()}
    return fields


def line_fields(agreement: Agreement, **changes) -> dict:
    objective = make.objective(agreement)
    indicator = make.line(make.agreement(agreement.unit, 2030), None, "x").indicator
    return {
        "agreement": agreement.pk,
        "objective": objective.pk,
        "indicator": indicator.pk,
        "code": "7.1",
        "order": 1,
        "satuan": "%",
        "kind": "higher",
        "measure": "number",
        "accumulation": "last",
        "basis": "to_date",
        "schedule": "1234",
        **targets(),
        **changes,
    }


def test_it_stands_at_pengelola_with_an_indonesian_title(desk):
    page = desk.get("/pengelola/").content.decode()
    assert "Pengelola Pengumpulan Data Kinerja" in page
    assert "Data acuan" in page


def test_an_account_of_the_office_does_not_get_in(client, office):
    client.force_login(office.kasubag)
    assert client.get("/pengelola/").status_code == 302


def test_only_reference_data_is_registered_and_what_is_only_read_there():
    """The outbox: test_outbox.py; facts of the calendar: test_calendar_keeping.py."""
    assert set(admin.site._registry) == {*REFERENCE_DATA, Mail, WorkHours, Holiday, Disruption}


@pytest.mark.parametrize("model", sorted(REFERENCE_DATA, key=str))
def test_every_page_opens_in_indonesian(desk, office, model):
    office.filled()
    make_one_scale()
    assert desk.get(address(model)).status_code == 200
    thing = model.objects.order_by("pk")[0]
    page = desk.get(address(model, "change", thing.pk))
    assert page.status_code == 200
    assert "Lihat" in page.content.decode() or "Ubah" in page.content.decode()


def make_one_scale() -> PredicateScale:
    scale = PredicateScale.objects.create(name="Nilai AKIP")
    for rank, label in enumerate(("B", "BB"), start=1):
        Predicate.objects.create(scale=scale, rank=rank, label=label)
    return scale


def test_an_account_is_made_with_a_password_that_signs_in_and_is_changed_then(desk, client):
    fields = {
        "username": "staf.baru",
        "password1": "rahasia-kantor-7",
        "password2": "rahasia-kantor-7",
        "name": "Staf Baru, S.AP.",
        "identity_kind": "none",
    }
    assert desk.post(address(User, "add"), fields).status_code == 302
    assert client.login(username="staf.baru", password="rahasia-kantor-7")
    assert client.get("/").url == reverse("password_change")


def test_a_password_is_set_anew_and_changed_by_its_person_then(desk, office, client):
    fields = {"password1": "rahasia-kantor-8", "password2": "rahasia-kantor-8"}
    page = reverse("admin:auth_user_password_change", args=[office.kasubag.pk])
    assert desk.post(page, {**fields, "usable_password": "true"}).status_code == 302
    assert client.login(username="kasubag", password="rahasia-kantor-8")
    assert client.get("/").url == reverse("password_change")


def test_an_account_with_a_history_is_not_deleted(desk, office):
    office.opened()
    desk.post(address(User, "delete", office.kasubag.pk), {"post": "yes"})
    assert User.objects.filter(pk=office.kasubag.pk).exists()


def test_a_position_never_becomes_its_own_superior(desk, office):
    camat, sekcam = (Position.objects.get(title=title) for title in ("Camat", "Sekretaris Camat"))
    Position.objects.filter(pk=sekcam.pk).update(superior=camat)
    fields = {"title": "Camat", "short_label": "Camat", "superior": sekcam.pk}
    page = refused(desk.post(address(Position, "change", camat.pk), fields))
    assert "Atasan langsung melingkar" in page
    camat.refresh_from_db()
    assert camat.superior is None


def test_a_position_that_answers_to_itself_is_refused(office):
    camat = Position.objects.get(title="Camat")
    camat.superior = camat
    with pytest.raises(ValidationError, match="melingkar"):
        camat.full_clean()


def test_a_position_outside_an_old_circle_can_still_be_saved(office):
    first, second = (Position.objects.get(title=title) for title in ("Camat", "Operator"))
    Position.objects.filter(pk=first.pk).update(superior=second)
    Position.objects.filter(pk=second.pk).update(superior=first)
    sekcam = Position.objects.get(title="Sekretaris Camat")
    sekcam.superior = Position.objects.get(pk=first.pk)
    sekcam.full_clean()


def test_choices_of_a_unit_say_whose_they_are(desk, office, neighbour):
    page = desk.get(address(Assignment, "add")).content.decode()
    assert "Kecamatan Suak Midai: Camat" in page
    assert "Kecamatan Tetangga: Camat" in page


def test_the_auditor_needs_a_last_day(desk, office):
    fields = {
        "user": office.apip.pk,
        "position": Position.objects.get(title="Auditor").pk,
        "role": Role.AUDITOR,
        "unit": office.unit.pk,
        "start": "2026-01-01",
    }
    page = refused(desk.post(address(Assignment, "add"), fields))
    assert "Penugasan APIP wajib bertanggal akhir." in page


def test_the_three_dates_of_a_period_can_be_moved_and_its_name_cannot(desk, office):
    period = make.period(2026, 3)
    fields = {
        "year": 2031,
        "forms_back": "2026-10-09",
        "report_due": "2026-10-15",
        "data_frozen": "2026-10-22",
    }
    assert desk.post(address(Period, "change", period.pk), fields).status_code == 302
    period.refresh_from_db()
    assert (period.year, period.forms_back) == (2026, date(2026, 10, 9))


def test_dates_of_a_period_out_of_order_are_refused(desk, office):
    period = make.period(2026, 3)
    fields = {"forms_back": "2026-10-19", "report_due": "2026-10-15", "data_frozen": "2026-10-22"}
    page = refused(desk.post(address(Period, "change", period.pk), fields))
    assert "Urutan tanggal" in page


def test_a_line_is_added_with_its_targets_as_people_write_numbers(desk, office):
    fields = line_fields(office.agreement) | targets(
        {"quarter": 1, "value": "1.250"}, {"quarter": 2, "value": "82,5"}
    )
    response = desk.post(address(Line, "add"), fields)
    assert response.status_code == 302, refused(response)
    values = Target.objects.filter(line__code="7.1").values_list("value", flat=True)
    assert list(values) == [Decimal(1250), Decimal("82.5")]


def test_a_target_that_is_no_number_is_refused_with_what_was_read(desk, office):
    fields = line_fields(office.agreement) | targets({"quarter": 1, "value": "2 dok"})
    assert "2 dok" in refused(desk.post(address(Line, "add"), fields))
    assert not Line.objects.filter(code="7.1").exists()


def test_a_target_that_is_left_as_it_stands_is_not_changed(desk, office):
    line = office.lines[0]
    page = desk.get(address(Line, "change", line.pk)).content.decode()
    assert 'name="targets-0-value" value="80"' in page


def test_a_used_line_and_its_targets_are_only_shown(desk, office):
    office.opened()
    line = office.lines[0]
    page = desk.get(address(Line, "change", line.pk)).content.decode()
    assert "Lihat" in page
    assert 'name="code"' not in page
    assert 'name="targets-0-value"' not in page
    fields = {"code": "9.9", **targets({"quarter": 1, "value": "1"})}
    assert desk.post(address(Line, "change", line.pk), fields).status_code == 403
    assert desk.post(address(Line, "delete", line.pk), {"post": "yes"}).status_code == 403


def test_used_lines_are_not_deleted_from_the_list_either(desk, office):
    office.opened()
    picked = {"action": "delete_selected", "_selected_action": office.lines[0].pk, "post": "yes"}
    assert desk.post(address(Line), picked).status_code == 200
    assert Line.objects.count() == len(office.lines)


def test_a_cancelled_record_still_counts_as_use(desk, office):
    actions.cancel(office.opened(), reason="Terlalu dini", by=office.sekcam, at=make.at())
    assert desk.post(address(Line, "change", office.lines[0].pk), {}).status_code == 403


def test_a_used_agreement_takes_no_new_line(desk, office):
    office.opened()
    page = refused(desk.post(address(Line, "add"), line_fields(office.agreement)))
    assert "7.1" in page
    assert not Line.objects.filter(code="7.1").exists()


def test_a_used_agreement_and_its_sasaran_are_only_shown(desk, office):
    office.opened()
    page = desk.get(address(Agreement, "change", office.agreement.pk)).content.decode()
    assert 'name="title"' not in page
    assert 'name="objectives-0-text"' not in page


def test_the_next_version_of_a_used_agreement_is_free(desk, office):
    office.opened()
    changed = make.agreement(office.unit, version=2)
    response = desk.post(address(Line, "add"), line_fields(changed))
    assert response.status_code == 302, refused(response)


def test_a_scale_that_a_used_line_is_judged_by_is_only_shown(desk, office):
    scale = make_one_scale()
    page = address(PredicateScale, "change", scale.pk)
    assert 'name="name"' in desk.get(page).content.decode()
    predicate = {"kind": Kind.PREDICATE, "measure": "choice", "scale": scale}
    make.line(office.agreement, office.sections[0], "8.1", target=None, **predicate)
    office.opened()
    assert 'name="name"' not in desk.get(page).content.decode()


def test_the_unit_of_a_section_stays(desk, office, neighbour):
    section = office.sections[0]
    fields = {"unit": neighbour.unit.pk, "name": "Seksi Baru", "short_label": "Baru", "order": 1}
    assert desk.post(address(Section, "change", section.pk), fields).status_code == 302
    section.refresh_from_db()
    assert (section.unit, section.name) == (office.unit, "Seksi Baru")
