"""The outbox: letters go with their digest, once, in working time, and are tried again."""

from datetime import timedelta
from functools import partial

import make
import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.test import Client
from django.urls import reverse
from witness import at_once

from kinerja.models import User
from workflow.models import Digest, Mail
from workflow.reminding import digests, outbox

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY = make.at("2026-10-05 08:00"), make.at("2026-10-06 08:00")


class NoHost(BaseEmailBackend):
    """A mail host that refuses letters to one address."""

    tried: list[str]

    def send_messages(self, messages) -> int:
        for message in messages:
            NoHost.tried += message.to
            if message.to == ["kasi1@contoh.go.id"]:
                raise OSError("sambungan ditolak")
        return len(messages)


@pytest.fixture(autouse=True)
def host(settings):
    settings.EMAIL_HOST = "surel.contoh.go.id"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.SITE_URL = "https://kinerja.contoh.go.id"
    NoHost.tried = []


@pytest.fixture
def refusing(settings):
    settings.EMAIL_BACKEND = f"{__name__}.NoHost"


def addressed(office) -> None:
    for number, head in enumerate(office.heads, start=1):
        User.objects.filter(pk=head.pk).update(email=f"kasi{number}@contoh.go.id")


@pytest.fixture
def letters(office):
    """The letters of the two heads, whose forms wait."""
    addressed(office)
    office.opened(when=MONDAY)
    list(digests.make(lambda: TUESDAY))
    return Mail.objects.order_by("to")


def send(when=TUESDAY) -> list[str]:
    return [told.text for told in outbox.send(lambda: when)]


def test_letter_goes_to_whom_has_an_address(office, letters):
    assert [letter.to for letter in letters] == ["kasi1@contoh.go.id", "kasi2@contoh.go.id"]
    assert Digest.objects.count() >= 2


def test_without_a_mail_host_nothing_is_queued_or_sent(office, settings):
    settings.EMAIL_HOST = ""
    addressed(office)
    office.opened(when=MONDAY)
    list(digests.make(lambda: TUESDAY))
    assert not Mail.objects.exists()
    assert send() == []


def test_letter_is_sent_once_with_its_links(letters):
    assert send() == ["Surel: 2 terkirim, 0 menunggu."]
    assert send(TUESDAY + timedelta(hours=1)) == []
    first = mail.outbox[0]
    assert first.subject == "Pengingat data kinerja, 6 Oktober 2026: 1 hal"
    assert "Yth. Kasi1," in first.body
    assert "  https://kinerja.contoh.go.id/formulir/" in first.body
    assert [letter.sent_at for letter in letters] == [TUESDAY] * 2
    assert len(mail.outbox) == 2


def test_letter_holds_no_figure_of_the_office(office, letters):
    assert "%" not in letters[0].body
    assert "Indikator" not in letters[0].body


def test_one_failure_does_not_stop_the_rest_and_is_kept(letters, refusing):
    assert send() == ["Surel: 1 terkirim, 1 menunggu."]
    failed, sent = letters.all()
    assert (failed.last_error, failed.attempts) == ("OSError: sambungan ditolak", 1)
    assert (failed.sent_at, sent.sent_at) == (None, TUESDAY)


def test_waits_between_attempts_grow(letters, refusing):
    waits, when = [], TUESDAY
    for _ in range(4):
        send(when)
        next_attempt = letters[0].next_attempt_at
        waits.append(next_attempt - when)
        when = next_attempt
    assert [wait // timedelta(minutes=1) for wait in waits] == [5, 30, 120, 360]


def test_letter_is_not_tried_before_its_time(letters, refusing):
    send()
    send(TUESDAY + timedelta(minutes=4))
    assert NoHost.tried.count("kasi1@contoh.go.id") == 1


def test_letter_is_given_up_after_three_days_with_its_error(letters, refusing):
    days = [TUESDAY + timedelta(days=number) for number in range(4)]
    told = [line for when in days for line in send(when)]
    letter = letters[0]
    assert letter.is_given_up
    assert letter.last_error == "OSError: sambungan ditolak"
    assert told[-1] == "Surel kepada kasi1@contoh.go.id tidak terkirim: OSError: sambungan ditolak"
    before = len(NoHost.tried)
    assert send(TUESDAY + timedelta(days=6)) == []
    assert len(NoHost.tried) == before


@pytest.mark.parametrize("when", ["2026-10-06 12:30", "2026-10-06 19:00", "2026-10-10 09:00"])
def test_nothing_is_sent_outside_working_time(letters, when):
    assert send(make.at(when)) == ["Surel: 0 terkirim, 2 menunggu."]
    assert mail.outbox == []


def test_digest_and_letter_stand_or_fall_together(office, monkeypatch):
    addressed(office)
    office.opened(when=MONDAY)

    def broken(_digest):
        raise ZeroDivisionError

    monkeypatch.setattr(digests, "letter", broken)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        list(digests.make(lambda: TUESDAY))
    assert not Digest.objects.exists()


def test_letter_claimed_by_another_run_is_left_to_it(letters):
    letter = letters[0]
    assert outbox.claim(letter, at=TUESDAY)
    assert not outbox.claim(letter, at=TUESDAY)


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_send_each_letter_once():
    with transaction.atomic():
        office = make.office()
        addressed(office)
        office.opened(when=MONDAY)
        list(digests.make(lambda: TUESDAY))
    at_once([partial(send, TUESDAY)] * 3)
    assert sorted(address for each in mail.outbox for address in each.to) == [
        "kasi1@contoh.go.id",
        "kasi2@contoh.go.id",
    ]


@pytest.fixture
def keeper(office):
    User.objects.filter(pk=office.administrator.pk).update(is_staff=True, is_superuser=True)
    client = Client()
    client.force_login(office.administrator)
    return client


def test_administrator_reads_the_outbox_and_changes_nothing(letters, refusing, keeper):
    send()
    listed = keeper.get(reverse("admin:workflow_mail_changelist")).content.decode()
    assert "OSError: sambungan ditolak" in listed
    assert "workflow/mail/add/" not in listed
    one = reverse("admin:workflow_mail_change", args=[letters[0].pk])
    assert keeper.post(one, {"to": "lain@contoh.go.id"}).status_code == 403
    assert keeper.post(one.replace("change", "delete"), {"post": "yes"}).status_code == 403
