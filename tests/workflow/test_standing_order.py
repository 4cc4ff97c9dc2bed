"""Perintah tetap: given once, each next form goes out by itself, until it is revoked."""

import make
import pytest
import time_machine
from django.urls import reverse
from make import Office
from play import Player
from witness import raised, refused, statements, verified

from kinerja.models import Assignment, Position, Role
from workflow import actions, sheets
from workflow.actions import Incomplete, NotNow
from workflow.actions.standing_orders import distribute_by_standing_order, forms_in_wait
from workflow.models import SectionForm, Sheet, SheetSeries, StandingOrder
from workflow.screens import inbox

pytestmark = pytest.mark.django_db
AT, LATER, NEXT = (make.at(f"2026-10-{day} 09:00") for day in ("01", "05", "06"))


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(make.at("2026-10-07 09:00"), tick=False):
        yield


@pytest.fixture
def seated(office):
    """The office with its positions carrying their roles, so that superiors are known."""
    for duty in Assignment.objects.select_related("position"):
        Position.objects.filter(pk=duty.position_id).update(role=duty.role, section=duty.section)
    return office


def give(office: Office, number: int = 0, **options) -> StandingOrder:
    head = options.pop("by", office.heads[number])
    actions.give_standing_order(office.sections[number], by=head, at=AT, **options)
    return StandingOrder.objects.order_by("-pk")[0]


def page(office: Office, number: int = 0) -> str:
    return reverse("standing_order", args=[office.sections[number].pk])


def test_order_is_given_as_the_last_form_was_ordered(office):
    before = office.opened(quarter=2, when=make.at("2026-07-01 08:00"))
    form = office.form(before)
    given = {"people": [office.filler], "instruction": "Pakai register baru."}
    actions.distribute_form(form, **given, by=office.kasi, at=make.at("2026-07-01 09:00"))
    order = give(office)
    assert (list(order.people.all()), order.instruction) == ([office.filler], given["instruction"])


def test_order_takes_the_next_number_of_the_units_series(office):
    record = office.opened(when=AT)
    actions.dispose(record, note="Segera", by=office.camat, at=AT)
    assert give(office).number == "DK-002/2026"
    actions.dispose(record, note="Segera", by=office.camat, at=LATER)
    assert Sheet.objects.order_by("-serial")[0].number == "DK-003/2026"
    assert list(sheets.gaps()) == []


def test_a_missing_standing_order_is_a_gap_in_the_series(office):
    give(office)
    SheetSeries.objects.take(office.unit, 2026)
    assert "nomor terakhir 2, ditemukan 1 lembar" in next(sheets.gaps())


def test_giver_is_kept_as_of_then(office):
    office.kasi.rank = "Penata, III/c"
    office.kasi.save()
    order = give(office)
    office.kasi.name = "Nama Baru"
    office.kasi.save()
    order.refresh_from_db()
    assert (order.title, order.name, order.rank) == ("Kepala Seksi 1", "Kasi1", "Penata, III/c")


def test_second_order_waits_until_the_first_is_revoked(office):
    order = give(office)
    error = refused(NotNow, lambda: give(office))
    assert "DK-001/2026 masih berlaku" in error.reason
    actions.revoke_standing_order(order, by=office.kasi, at=LATER)
    assert give_later(office).number == "DK-002/2026"


def give_later(office: Office) -> StandingOrder:
    actions.give_standing_order(office.sections[0], by=office.kasi, at=LATER)
    return StandingOrder.objects.living().get()


def test_revoked_order_is_not_revoked_again(office):
    order = give(office)
    actions.revoke_standing_order(order, by=office.kasi, at=LATER)
    press = lambda: actions.revoke_standing_order(order, by=office.kasi, at=LATER)  # noqa: E731
    assert "sudah dicabut" in refused(NotNow, press).reason


def test_only_petugas_of_the_section_are_named(office):
    error = refused(Incomplete, lambda: give(office, people=[office.admin]))
    assert "people" in error.errors


def test_superior_gives_it_for_a_vacant_seat_and_so_it_is_his(seated):
    Assignment.objects.filter(user=seated.kasi).delete()
    order = give(seated, by=seated.sekcam)
    assert order.title == "Sekretaris Camat"
    form = seated.form(seated.opened(when=LATER))
    assert distribute_by_standing_order(form, at=NEXT).capacity == "atas perintah tetap DK-001/2026"


def test_form_goes_out_by_the_program_on_the_word_of_the_head(office):
    give(office, people=[office.filler])
    form = office.form(office.opened(when=LATER))
    entry = distribute_by_standing_order(form, at=NEXT)
    assert (entry.person, entry.capacity) == (None, "atas perintah tetap DK-001/2026")
    form = SectionForm.objects.get(pk=form.pk)
    assert (form.is_distributed, form.distributed_by) == (True, office.kasi)
    assert list(form.people.all()) == [office.filler]
    sheet = form.sheets.get()
    assert (sheet.first.from_title, sheet.first.to_title) == ("Kepala Seksi 1", "Staf Seksi 1")
    assert entry.after["sheet"] == sheet.number == "DK-002/2026"
    assert verified()


def test_its_round_has_nobody_and_no_measured_time(office):
    give(office)
    form = office.form(office.opened(when=LATER))
    distribute_by_standing_order(form, at=NEXT)
    run = form.runs.get()
    assert (run.started_by, run.finished_by) == (None, None)
    assert run.started_at == run.finished_at == NEXT


def test_last_form_moves_the_record_on(office):
    record = office.opened(when=LATER)
    for number in (0, 1):
        give(office, number)
        distribute_by_standing_order(office.form(record, number), at=NEXT)
    assert make.fresh(record).state == "entering"


def test_order_whose_people_left_goes_to_the_staff_of_the_section(office):
    order = give(office, people=[office.filler])
    Assignment.objects.filter(user=office.filler).update(end=AT.date())
    other = make.person("petugas2")
    make.assign(other, Role.FORM_FILLER, office.unit, office.sections[0], title="Staf 2")
    form = office.form(office.opened(when=LATER))
    distribute_by_standing_order(form, at=NEXT)
    assert list(order.people.all()) == [office.filler]
    assert list(form.people.all()) == []
    assert form.sheets.get().first.to_title == "Staf 2"


def test_order_of_a_head_who_left_does_not_act_and_tugas_says_so(office):
    give(office)
    Assignment.objects.filter(user=office.kasi).update(end=AT.date())
    successor = make.person("kasi.baru")
    make.assign(
        successor, Role.SECTION_HEAD, office.unit, office.sections[0], title="Kepala Seksi 1"
    )
    form = office.form(office.opened(when=LATER))
    assert "Tidak ada perintah tetap" in refused(NotNow, lambda: by_order(form)).reason
    held = successor.assignments.select_related("unit", "section", "position")
    (task,) = inbox.read(list(held), at=NEXT).tasks
    assert "perintah tetap DK-001/2026 tidak berjalan" in task.line


def by_order(form: SectionForm):
    return distribute_by_standing_order(form, at=NEXT)


def test_form_that_was_ordered_by_hand_is_left_to_its_people(office):
    give(office)
    form = office.form(office.opened(when=LATER))
    actions.order_form(form, by=office.kasi, at=LATER)
    assert list(forms_in_wait()) == []
    assert "diperintahkan tersendiri" in refused(NotNow, lambda: by_order(form)).reason


def test_revoked_order_and_a_section_without_one_distribute_nothing(office):
    order = give(office)
    record = office.opened(when=LATER)
    assert [form.section for form in forms_in_wait()] == [office.sections[0]]
    actions.revoke_standing_order(order, by=office.kasi, at=LATER)
    assert list(forms_in_wait()) == []
    for number in (0, 1):
        raised(NotNow, lambda number=number: by_order(office.form(record, number)))


def test_form_goes_out_once(office):
    give(office)
    form = office.form(office.opened(when=LATER))
    by_order(form)
    refused(NotNow, lambda: by_order(form))


@pytest.mark.django_db(transaction=True)
def test_it_takes_no_more_statements_than_by_hand():
    office = make.office()
    give(office, people=[office.filler])
    record = office.opened(when=LATER)
    first, last = office.form(record), office.form(record, 1)
    assert len(sql := statements(lambda: by_order(first))) <= 28, "\n".join(sql)
    give_second = {"by": office.heads[1], "at": NEXT}
    actions.give_standing_order(office.sections[1], **give_second)
    assert len(sql := statements(lambda: by_order(last))) <= 32, "\n".join(sql)


def test_head_gives_and_revokes_it_on_its_page(office):
    head = Player(office.kasi)
    typed = {"people": [office.filler.pk], "instruction": "Siapkan."}
    seen = head.does(page(office), "give_standing_order", **typed)
    assert "Perintah tetap DK-001/2026 berlaku." in seen
    assert "sampai dicabut" in seen
    order = StandingOrder.objects.get()
    seen = head.does(page(office), "revoke_standing_order", order=str(order.pk))
    assert "Perintah tetap DK-001/2026 dicabut." in seen
    assert StandingOrder.objects.get().revoked_by == office.kasi


def test_the_page_is_found_from_the_form_by_its_head_alone(office):
    form = reverse("form", args=[office.form(office.opened()).pk])
    assert page(office) in Player(office.kasi).see(form)
    assert page(office) not in Player(office.kasubag).see(form)


def test_others_of_the_office_read_it_and_strangers_do_not(office, neighbour):
    give(office)
    seen = Player(office.kasubag).see(page(office))
    assert "DK-001/2026" in seen
    assert 'value="revoke_standing_order"' not in seen
    Player(neighbour.kasi).see(page(office), status=404)


def test_superior_is_asked_before_the_buttons_show(seated):
    seen = Player(seated.sekcam).see(page(seated))
    assert 'value="give_standing_order"' not in seen
    assert "Kerjakan sebagai atasan langsung" in seen
    seen = Player(seated.sekcam).see(page(seated) + "?atasan=1")
    assert 'value="give_standing_order"' in seen


def test_stranger_named_on_the_page_is_refused_at_the_field(office):
    answer = Player(office.kasi).press(
        page(office), "give_standing_order", people=[office.admin.pk]
    )
    assert answer.status_code == 422
    assert not StandingOrder.objects.exists()


@pytest.mark.parametrize("key", ["9" * 30, "9" * 5000, "²", "x", ""])
def test_key_that_no_table_holds_is_refused_at_the_field(office, key):
    answer = Player(office.kasi).press(page(office), "give_standing_order", people=[key])
    assert answer.status_code == 422
    assert "people" in answer.context["typed"].errors


def test_a_resting_order_says_so_on_its_page(office):
    give(office)
    Assignment.objects.filter(user=office.kasi).update(end=AT.date())
    assert "sedang tidak berjalan" in Player(office.kasubag).see(page(office))


def test_leaf_ticks_those_whom_the_order_names(office):
    give(office, people=[office.filler])
    seen = Player(office.kasi).see(page(office))
    ticked = seen.index("Staf Seksi 1") - seen.index("Diteruskan kepada")
    assert 'aria-label="dicentang"' in seen[seen.index("Diteruskan kepada") :][:ticked]
