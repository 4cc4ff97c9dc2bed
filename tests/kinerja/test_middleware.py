"""What stands before every page."""

import pytest
from django.test import Client
from play import Player

from kinerja.models import Realisation


def test_a_nul_character_is_refused_before_it_reaches_the_database(office):
    record = office.entering()
    url = f"/formulir/{office.form(record).pk}/"
    fields = {"verb": "fill", "status-1.1": "not_measured", "reason-1.1": "rusak\x00"}
    assert Player(office.kasi).client.post(url, fields).status_code == 400
    assert not Realisation.objects.exists()


@pytest.mark.parametrize(
    "told",
    [
        {"QUERY_STRING": "unit=%00"},
        {"PATH_INFO": "/kantor/klasifikasi/\x00/ubah/"},
        {"HTTP_COOKIE": r'sessionid="\000\000aaaaaaaa"'},
        {"CONTENT_TYPE": "text/plain; charset=base64"},
    ],
)
def test_what_no_browser_sends_is_refused_on_a_page_wherever_it_stands(office, told):
    answer = Player(office.operator).client.get("/kantor/", **told)
    assert answer.status_code == 400
    assert "Kiriman tidak terbaca" in answer.content.decode()


def test_a_method_that_no_screen_has_is_refused_on_a_page(office):
    client = Player(office.operator).client
    for method, url in (("DELETE", "/kantor/"), ("PUT", "/"), ("POST", "/"), ("GET", "/keluar/")):
        answer = client.generic(method, url)
        assert answer.status_code == 405
        assert "Kiriman tidak dikenal" in answer.content.decode()


def test_every_answer_carries_the_content_policy(office):
    for url in ("/masuk/", "/", "/tidak-ada/"):
        answer = Client().get(url)
        assert "script-src 'self'" in answer["Content-Security-Policy"], url
