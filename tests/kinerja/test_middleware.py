"""What stands before every page."""

from django.test import Client
from play import Player

from kinerja.models import Realisation


def test_a_nul_character_is_refused_before_it_reaches_the_database(office):
    record = office.entering()
    url = f"/formulir/{office.form(record).pk}/"
    fields = {"verb": "fill", "status-1.1": "not_measured", "reason-1.1": "rusak\x00"}
    assert Player(office.kasi).client.post(url, fields).status_code == 400
    assert not Realisation.objects.exists()


def test_every_answer_carries_the_content_policy(office):
    for url in ("/masuk/", "/", "/tidak-ada/"):
        answer = Client().get(url)
        assert "script-src 'self'" in answer["Content-Security-Policy"], url


def test_a_method_that_no_page_has_is_refused_with_a_page(office):
    """A view that asks only for POST would take it for a visit, and answer as if it were done."""
    client = Player(office.kasi).client
    for method in ("PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "PROPFIND"):
        answer = client.generic(method, "/")
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST")
        assert "Kembali ke Tugas" in answer.content.decode()
        assert "Content-Security-Policy" in answer
