"""The SOP at the administrator's desk: what no record uses yet can still be mended."""

import pytest

from kinerja.models import Role, User
from workflow.models import Sop, SopStep

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, office):
    """The administrator, signed in."""
    User.objects.filter(pk=office.administrator.pk).update(is_staff=True, is_superuser=True)
    client.force_login(office.administrator)
    return client


def address(sop: Sop, name: str = "change") -> str:
    return f"/pengelola/workflow/sop/{sop.pk}/{name}/"


def refused(response) -> str:
    """Give the page with its errors; a saved form would lead away from it."""
    assert response.status_code == 200
    return response.content.decode()


def steps(sop: Sop, **changes) -> dict:
    """Fill in the four rows of a revision as they stand, save what is changed."""
    fields = {"steps-TOTAL_FORMS": 4, "steps-INITIAL_FORMS": 4}
    names = ("title", "activity", "actor", "actor_title", "equipment", "amount", "amount_unit")
    names += ("id", "basis", "day_meaning", "output")
    for place, step in enumerate(sop.steps.all()):
        fields |= {f"steps-{place}-{name}": getattr(step, name) for name in names}
    return fields | changes


def sheet(sop: Sop) -> dict:
    names = (
        "effective_on name office legal_basis qualifications related equipment warning recording"
    )
    return {name: getattr(sop, name) for name in names.split()}


def test_a_revision_that_no_record_uses_can_be_mended(desk):
    sop = Sop.objects.get()
    mended = {"steps-2-amount": 120, "steps-1-day_meaning": "end_of_next_day"}
    response = desk.post(address(sop), sheet(sop) | steps(sop, **mended))
    assert response.status_code == 302, refused(response)
    assert [step.amount for step in sop.steps.all()] == [15, 1, 120, 30]
    assert sop.steps.get(number=2).day_meaning == "end_of_next_day"


def test_a_revision_keeps_exactly_four_steps(desk):
    sop = Sop.objects.get()
    page = desk.get(address(sop)).content.decode()
    assert page.count('name="steps-3-title"') == 1
    assert 'name="steps-4-title"' not in page
    assert "-DELETE" not in page
    fifth = {"steps-TOTAL_FORMS": 5, "steps-4-title": "Kelima", "steps-4-activity": "Lagi"}
    desk.post(address(sop), sheet(sop) | steps(sop, **fifth))
    desk.post(address(sop), sheet(sop) | steps(sop, **{"steps-3-DELETE": "on"}))
    assert SopStep.objects.count() == 4


def test_a_section_role_acts_in_step_one_only(desk):
    sop = Sop.objects.get()
    fields = sheet(sop) | steps(sop, **{"steps-1-actor": Role.SECTION_HEAD})
    page = refused(desk.post(address(sop), fields))
    assert "hanya dapat melaksanakan langkah 1" in page


def test_a_revision_that_a_record_uses_is_only_shown(desk, office):
    office.opened()
    sop = Sop.objects.get()
    page = desk.get(address(sop)).content.decode()
    assert 'name="name"' not in page
    assert 'name="steps-0-title"' not in page
    assert desk.post(address(sop), sheet(sop)).status_code == 403


def test_revisions_are_neither_added_nor_deleted_here(desk):
    sop = Sop.objects.get()
    assert desk.get("/pengelola/workflow/sop/add/").status_code == 403
    assert desk.post(address(sop, "delete"), {"post": "yes"}).status_code == 403
