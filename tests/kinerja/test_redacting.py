"""No log says a password, a token, the key of a session or a staff number."""

import logging
from io import StringIO

import make
import pytest
import time_machine
from django.conf import settings as configured
from play import Player
from test_sop_day import accept_all, approve, check_all, fill_all, open_quarter

from kinerja.logs import JsonLines
from kinerja.models import User
from kinerja.redacting import HIDDEN, redacted

NIP = "198001012005011{:03}"


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("POST password=rahasia1&next=/", "rahasia1"),
        ("{'new_password1': ['rahasia1'], 'name': 'x'}", "rahasia1"),
        ('{"csrfmiddlewaretoken": "rahasia1"}', "rahasia1"),
        ("X-CSRFToken: rahasia1", "rahasia1"),
        ("Cookie: sesi=rahasia1; lain=2", "rahasia1"),
        ("Cookie: __Host-sesi=rahasia1; __Host-tanda=rahasia1", "rahasia1"),
        ("Authorization: Basic rahasia1", "rahasia1"),
        ("SECRET_KEY=rahasia1", "rahasia1"),
        ("Key (identity_number)=(198001012005011001) already exists.", "198001012005011001"),
        ("Not Found: /orang/19800101 200501 1 001/", "200501"),
    ],
)
def test_secrets_and_staff_numbers_are_hidden(text, hidden):
    assert hidden not in redacted(text)
    assert HIDDEN in redacted(text)


@pytest.mark.parametrize(
    "text",
    [
        "Not Found: /berkas/123456789012345678901/",
        "Forbidden (Permission denied): /kantor/orang/12/kata-sandi/",
        "2026-10-05 08:00:00,123 WARNING django.request Not Found: /arsip/?q=boks",
    ],
)
def test_what_says_nothing_of_it_stays(text):
    assert redacted(text) == text


class Entrant(Player):
    """A person who comes in through the door, by NIP, after one mistyped password."""

    def __post_init__(self) -> None:
        typed = {"username": self.user.identity_number, "password": "kata-sandi-keliru"}
        assert self.client.post("/masuk/", typed).status_code == 200
        answer = self.client.post("/masuk/", {**typed, "password": make.PASSWORD})
        assert answer.status_code == 302


@pytest.fixture
def logs():
    """Write whatever is logged twice: as the installation does, and bare."""
    texts, root = [], logging.getLogger()
    loggers = (root, logging.getLogger("django"))
    handlers = []
    for formatter in (JsonLines(), logging.Formatter()):
        texts.append(StringIO())
        handlers.append(logging.StreamHandler(texts[-1]))
        handlers[-1].setFormatter(formatter)
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.INFO)
        for handler in handlers:
            logger.addHandler(handler)
    yield texts
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)
        for handler in handlers:
            logger.removeHandler(handler)


def test_the_log_of_a_whole_day_of_the_sop_says_none_of_it(office, settings, logs):
    settings.AXES_ENABLED = True
    names = {"kasubag": office.kasubag, "sekcam": office.sekcam, "admin": office.admin}
    names |= {f"kasi{number}": head for number, head in enumerate(office.heads, start=1)}
    for number, user in enumerate(names.values()):
        user.identity_kind, user.identity_number = "nip", NIP.format(number)
        user.save()
    with time_machine.travel(make.at("2026-10-05 08:00"), tick=False):
        people = {name: Entrant(user) for name, user in names.items()}
        record = open_quarter(people)
        for number in (1, 2):
            form = office.form(record, number - 1)
            people[f"kasi{number}"].does(f"/formulir/{form.pk}/", "distribute_form")
        fill_all(office, people, record)
        accept_all(office, people, record)
        people["kasubag"].does(f"/berkas/{record.pk}/input/", "submit")
        check_all(office, people, record)
        approve(people, record)
        # Beside the way: a wrong address with a number, a stranger, a fault with its traceback.
        kasubag = people["kasubag"].client
        kasubag.get(f"/orang/{NIP.format(0)}/?token=tanda-rahasia-1")
        kasubag.get(f"/kantor/orang/{office.sekcam.pk}/")
        kasubag.post("/masuk/", {"username": "x\x00", "password": "kata-sandi-keliru"})
        with pytest.raises(RuntimeError):
            fault(kasubag)
    redacted_log, bare = (text.getvalue() for text in logs)
    secrets = {make.PASSWORD, "kata-sandi-keliru", "tanda-rahasia-1"}
    secrets |= set(
        User.objects.exclude(identity_number="").values_list("identity_number", flat=True)
    )
    secrets |= {each.client.session.session_key for each in people.values()}
    assert record.pk
    assert [secret for secret in secrets if secret in bare], "nothing was there to hide"
    assert not [secret for secret in secrets if secret in redacted_log]
    assert "Traceback" in redacted_log


def fault(client) -> None:
    """Let a page break with a secret in its words."""
    monkey = pytest.MonkeyPatch()

    def breaks(*_args, **_kwargs):
        raise RuntimeError(f"password=kata-sandi-keliru oleh {NIP.format(0)}")

    monkey.setattr("workflow.screens.inbox.read", breaks)
    try:
        client.get("/")
    finally:
        monkey.undo()


def test_the_installation_writes_its_log_so():
    made = configured.LOGGING
    assert [each["()"] for each in made["formatters"].values()] == ["kinerja.logs.JsonLines"]
    assert {each["formatter"] for each in made["handlers"].values()} == set(made["formatters"])
