"""What the program writes about itself: one line per request, and nothing of what was typed."""

import json
import logging

import pytest
from django.http import HttpRequest
from django.test import Client
from play import Player

from kinerja import logs

NIP = "198001012005011001"
LINES = logs.JsonLines()


def line(record: logging.LogRecord) -> dict:
    return json.loads(LINES.format(record))


def of_requests(caplog) -> list[dict]:
    return [line(record) for record in caplog.records if record.name == "kinerja.requests"]


@pytest.fixture(autouse=True)
def heard(caplog):
    caplog.set_level(logging.INFO, "kinerja.requests")


@pytest.fixture
def failing(monkeypatch):
    """A server on which opening the records fails, with words that do not belong into a log."""

    def fail(*_args, **_kwargs):
        raise RuntimeError(f'duplicate key\nDETAIL: Key (nip)=({NIP})\npassword="rahasia123"')

    monkeypatch.setattr("workflow.views.submission.page", fail)


def test_each_request_is_one_line_with_who_where_and_how_long(office, caplog):
    record = office.opened()
    player = Player(office.kasubag)
    answer = player.client.get(f"/berkas/{record.pk}/input/?baris=rahasia")
    [said] = of_requests(caplog)
    assert {name: said[name] for name in ("user", "method", "path", "status")} == {
        "user": office.kasubag.pk,
        "method": "GET",
        "path": "/berkas/<int:pk>/input/",
        "status": answer.status_code,
    }
    assert isinstance(said["ms"], int) and "rahasia" not in json.dumps(said)


@pytest.mark.django_db
def test_what_strangers_type_is_in_no_line(caplog):
    secrets = {"username": NIP, "password": "Rahasia-kami-7", "next": "/?kode=abc123"}
    client = Client()
    client.post("/masuk/", secrets)
    client.get("/verifikasi/abcd1-abcd1-abcd1-abcd1/")
    client.get(f"/tidak-ada/{NIP}/")
    text = "".join(LINES.format(record) for record in caplog.records)
    assert not [secret for secret in (*secrets.values(), "abcd1-abcd1") if secret in text]
    assert [each["path"] for each in of_requests(caplog)] == [
        "/masuk/",
        "/verifikasi/<str:code>/",
        "/?",
    ]
    assert {each["user"] for each in of_requests(caplog)} == {None}


def test_error_page_says_the_number_under_which_the_log_tells_it(office, caplog, failing):
    client = Player(office.kasubag).client
    client.raise_request_exception = False
    answer = client.get("/berkas/")
    assert answer.status_code == 500
    number = answer["X-Request-ID"]
    assert f"sebutkan nomor <b>{number}</b>" in answer.content.decode()
    assert "isian Anda masih di sana" in answer.content.decode()
    assert of_requests(caplog)[-1]["status"] == 500


def test_trace_is_kept_without_what_the_database_quotes():
    words = f"sudah ada {NIP}\nDETAIL:  Key (nama)=(Budi)\npassword=rahasia123"
    try:
        raise RuntimeError(words)
    except RuntimeError as error:
        told = (type(error), error, error.__traceback__)
        record = logging.LogRecord("django.request", 40, "", 0, "gagal", (), told)
    said = line(record)
    assert "RuntimeError" in said["trace"] and "test_logs.py" in said["trace"]
    assert not [word for word in (NIP, "Budi", "rahasia123") if word in said["trace"]]


def test_djangos_own_words_name_the_pattern_and_not_the_address():
    request = HttpRequest()
    request.path = request.path_info = "/verifikasi/abcd1/"
    record = logging.LogRecord("django.request", 40, "", 0, "Error: %s", (request.path,), None)
    record.request = request
    assert line(record)["said"] == "Error: /?"


@pytest.mark.parametrize(
    ("proxies", "given", "is_taken"),
    [
        (1, "3f2a9b7c-77", True),
        (0, "3f2a9b7c-77", False),
        (1, 'x"}\n{"level"', False),
        (1, "a" * 65, False),
        (1, "", False),
    ],
)
@pytest.mark.django_db
def test_number_of_an_own_proxy_is_taken_and_no_other(settings, proxies, given, is_taken):
    settings.PROXIES = proxies
    answer = Client().get("/masuk/", HTTP_X_REQUEST_ID=given)
    number = answer["X-Request-ID"]
    assert (number == given) is is_taken
    assert is_taken or (len(number) == logs.LENGTH and set(number) <= set(logs.LETTERS))


def test_djangos_last_word_about_a_request_bears_its_number(caplog, db, monkeypatch):
    monkeypatch.setattr("workflow.health.reading.CHECKS", ())
    monkeypatch.setattr("workflow.health.Health.is_well", False)
    answer = Client().get("/sehat/")
    [said] = [record for record in caplog.records if record.name == "django.request"]
    assert (answer.status_code, line(said)["request"]) == (503, answer["X-Request-ID"])
    assert line(said)["said"] == "Service Unavailable: /sehat/"


def test_two_requests_have_two_numbers(db):
    assert Client().get("/masuk/")["X-Request-ID"] != Client().get("/masuk/")["X-Request-ID"]
