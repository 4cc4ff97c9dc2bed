"""The standing cast, and a database whose guards step aside only to be emptied."""

from importlib import import_module

import make
import pytest
from django.apps import apps
from django.conf import settings

from workflow import guards
from workflow.models import Sop


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL ask only what asks a database; the rest was asked beside SQLite."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return
    asked = [item for item in items if asks_a_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(asked)])
    items[:] = asked


def asks_a_database(item: pytest.Item) -> bool:
    databases = {"db", "transactional_db", "live_server", "django_db_setup"}
    fixtures = set(getattr(item, "fixturenames", ()))
    marks = any(item.get_closest_marker(name) for name in ("django_db", "engine"))
    return marks or bool(databases & fixtures)


@pytest.fixture(autouse=True)
def light_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_AUTOREFRESH = True  # nothing was collected for tests
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture(autouse=True)
def files_of_its_own(settings, tmp_path):
    """Documents that a test keeps lie in a folder of its own."""
    settings.DATA_DIR = tmp_path


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
    """Let a test that really commits begin with the SOP and end with its tables emptied.

    Emptying them is refused by the guards, takes away the SOP that a migration loaded, and ends
    with post_migrate, which sets the guards again.
    """
    if not commits(request):
        yield
        return
    # Asked for here, so that it is torn down (emptied) only after the guards have been lifted.
    request.getfixturevalue("transactional_db")
    if not Sop.objects.exists():
        for name in ("0002_load_sop", "0004_load_hours"):
            import_module(f"workflow.migrations.{name}").load(apps, None)
    yield
    guards.lift()


def commits(request: pytest.FixtureRequest) -> bool:
    marks = request.node.iter_markers("django_db")
    return bool({"transactional_db", "live_server"} & set(request.fixturenames)) or any(
        mark.kwargs.get("transaction") for mark in marks
    )
