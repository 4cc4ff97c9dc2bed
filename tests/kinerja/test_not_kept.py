"""Whoever uses the computer next finds no page of the person before by going back."""

from django.test import Client
from play import Player


def test_no_browser_keeps_a_page_that_the_next_person_could_go_back_to(office):
    record = office.entering()
    browser = Player(office.kasubag).client
    here = f"/berkas/{record.pk}/"
    for url in ("/", here, f"{here}kendali/", f"{here}excel/", "/tidak-ada/"):
        assert browser.get(url)["Cache-Control"] == "private, no-store", url
    assert Client().get(here)["Cache-Control"] == "private, no-store"
