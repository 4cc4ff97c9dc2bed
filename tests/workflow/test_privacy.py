"""Data pribadi: what is kept about people, for everybody to read."""

from django.apps import apps
from django.test import Client
from play import Player
from reading import words

URL = "/data-pribadi/"


def test_everybody_reads_what_is_kept_why_how_long_and_who_sees_it(office):
    page = words(Client().get(URL).content.decode())
    for said in ("UU 27/2022", "NIP", "365 hari", "paling lama", "Kata sandi, hanya sebagai sidik"):
        assert said in page
    assert "/data-pribadi/" in Client().get("/masuk/").content.decode()
    assert 'href="/akun/"' in Player(office.kasubag).see(URL)


def test_a_new_column_about_people_is_thought_of_on_this_page():
    """Whoever adds a field to accounts adds it to the page, and then here."""
    assert {field.name for field in apps.get_model("kinerja.User")._meta.fields} == {
        *("id", "username", "name", "identity_kind", "identity_number", "rank", "email"),
        *("password", "password_set_at", "must_change_password", "last_login", "date_joined"),
        *("is_active", "is_staff", "is_superuser", "session_series", "unlocked_at"),
    }
