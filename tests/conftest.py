"""The standing cast, and a database whose guards step aside only to be emptied."""

import make
import pytest

from workflow import guards


@pytest.fixture(autouse=True)
def light_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture
def office(db) -> make.Office:
    """The kecamatan with all its people."""
    return make.office()


@pytest.fixture
def neighbour(db, office) -> make.Office:
    """Another kecamatan, whose people are strangers here."""
    return make.office("Kecamatan Tetangga", prefix="tetangga.")


@pytest.fixture(autouse=True)
def guards_step_aside_for_emptying(request):
    """Tests that really commit end by emptying every table, which the guards would refuse."""
    commits = "transactional_db" in request.fixturenames or any(
        mark.kwargs.get("transaction") for mark in request.node.iter_markers("django_db")
    )
    yield
    if commits:
        guards.lift()
