"""What a password of one's own must be; a row per rule."""

from datetime import timedelta

import make
import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from play import Player

from kinerja.models import User

NIP = "198001012005011001"
STRICT = [
    {"NAME": f"kinerja.signin.passwords.{name}"}
    for name in ("LongEnough", "NotWellKnown", "NotAboutYou", "SeveralKinds")
]


@pytest.fixture
def person(office) -> User:
    User.objects.filter(pk=office.kasubag.pk).update(
        name="Rahmawati, S.Sos.", identity_kind="nip", identity_number=NIP
    )
    office.kasubag.refresh_from_db()
    return office.kasubag


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("angin laut", "Paling sedikit 12 tanda"),
        ("password1234", "dikenal umum"),
        ("**qwertyuiop123", "dikenal umum"),
        ("dragondragon", "dikenal umum"),
        ("kinerja-demo", "terlalu dekat"),
        ("Kinerja2026!!", "terlalu dekat"),
        ("rahmawati2026", "terlalu dekat"),
        ("kasubag-12345", "terlalu dekat"),
        ("kecamatan suak midai", "terlalu dekat"),
        (NIP, "terlalu dekat"),
        ("19800101-Rahma", "terlalu dekat"),
    ],
)
def test_what_is_easily_guessed_is_refused_with_the_way_out(person, password, why):
    if password == "19800101-Rahma":
        person.name = "Rahma"
    with pytest.raises(ValidationError) as refused:
        validate_password(password, person)
    assert why in " ".join(refused.value.messages)


@pytest.mark.parametrize(
    "password",
    [
        "ombak tenang sekali",
        "semualkecilsemua",
        "847261950384",
        "ikan ikan berenang di laut biru " * 8,
        "パスワードではない言葉の列",
        "rahasia-kantor-7",
    ],
)
def test_any_signs_will_do_and_long_ones_too(person, password):
    validate_password(password, person)
    person.set_password(password)
    assert person.check_password(password)
    assert not person.check_password(password[:-1])


@pytest.mark.parametrize(
    ("password", "missing"),
    [
        ("ombak tenang sekali", "huruf besar, angka"),
        ("OMBAK TENANG 77", "huruf kecil"),
        ("OmbakTenang77", "tanda lain"),
        ("Ombak tenang 77", ""),
    ],
)
def test_the_stricter_practice_asks_for_several_kinds(person, settings, password, missing):
    settings.AUTH_PASSWORD_VALIDATORS = STRICT
    try:
        validate_password(password, person)
        said = ""
    except ValidationError as refused:
        said = " ".join(refused.messages)
    assert missing in said
    assert bool(said) == bool(missing)


def test_the_stricter_practice_asks_for_a_new_one_after_its_age(person, settings):
    User.objects.filter(pk=person.pk).update(password_set_at=make.at("2026-01-05 08:00"))
    player = Player(person)
    assert player.client.get("/").status_code == 200
    settings.PASSWORD_OLDEST = timedelta(days=90)
    assert player.client.get("/").url == "/sandi/"
    assert "melewati umur" in player.see("/sandi/")
    typed = {"old_password": make.PASSWORD}
    typed |= dict.fromkeys(("new_password1", "new_password2"), "ombak tenang sekali")
    assert player.client.post("/sandi/", typed).url == "/"
    assert player.client.get("/").status_code == 200


def test_the_page_says_what_is_asked(person):
    page = Player(person).see("/sandi/")
    assert "Paling sedikit 12 tanda" in page
    assert 'autocomplete="new-password"' in page
