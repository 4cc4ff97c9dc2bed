"""The standing cast, and a database whose guards step aside only to be emptied."""

from datetime import timedelta
from fnmatch import fnmatch
from importlib import import_module

import bare_reports
import figures
import make
import pytest
from django.apps import apps
from django.conf import settings
from house import files

from kinerja.report import compiling
from workflow import guards
from workflow.models import Sop


def pytest_configure() -> None:
    """Let pages be asked for by plain http, and nothing wait for the disk that is gone soon.

    Before the first handler reads it, and the first connection.
    """
    settings.SECURE_SSL_REDIRECT = False
    options = settings.DATABASES["default"].get("OPTIONS", {})
    if "init_command" in options:
        options["init_command"] += "PRAGMA synchronous=OFF;"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with files that are asked as one, for they are long; on PostgreSQL leave out the rest.

    What does not ask a database, or is the same on every engine, was asked beside SQLite.
    """
    items.sort(key=lambda item: item.get_closest_marker("xdist_group") is None)
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return
    asked = [item for item in items if asks_a_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(asked)])
    items[:] = asked


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what long trials measured."""
    for line in figures.TOLD:
        terminalreporter.write_line(line)


# What is the same on every engine, and is asked beside SQLite alone: how many statements are asked,
# which days a story can be told on, and whom an act refuses and when, for the walks of the
# authority ask that on both.
ASKED_ONCE = (
    *("kinerja/test_tables_out.py", "workflow/test_actions_counts.py", "workflow/test_demo*.py"),
    *("workflow/test_actions_wrong_*.py", "workflow/test_generate.py"),
    # The words of screens and mails, for test_every_address opens every page on both.
    *(f"workflow/test_{each.stem}.py" for each in files("templates/workflow", suffix=".html")),
    *(
        "workflow/test_achievement_*.py",
        "workflow/test_archive_copy.py",
        "workflow/test_digest*.py",
    ),
    *("workflow/test_evaluation_*.py", "workflow/test_indicator_card_*.py"),
    *("workflow/test_monitoring_*.py", "workflow/test_review_*.py", "workflow/test_strip.py"),
    *("workflow/test_unusual.py", "workflow/test_ways_back.py"),
    # Files that come in and go out.
    *("kinerja/test_evidence_previewing.py", "kinerja/test_planning*.py"),
    *("kinerja/test_workbook*.py", "workflow/test_download.py", "workflow/test_planning_*.py"),
    "workflow/test_workbook_*.py",
)


def asks_a_database(item: pytest.Item) -> bool:
    name = f"{item.path.parent.name}/{item.path.name}"
    if any(fnmatch(name, pattern) for pattern in ASKED_ONCE):
        return False
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
def long_sessions(settings):
    """Nobody guesses at doors here, and days pass in a second; the rules: tests/kinerja/signin."""
    settings.AXES_ENABLED = False
    settings.SESSION_IDLE = settings.SESSION_LONGEST = timedelta(days=10_000)
    settings.SESSION_COOKIE_AGE = int(timedelta(days=10_000).total_seconds())


@pytest.fixture(autouse=True)
def files_of_its_own(settings, tmp_path):
    """Documents that a test keeps lie in a folder of its own."""
    settings.DATA_DIR = tmp_path


# The tests that look at reports, compare them, or hand them to another process.
LOOK_AT_REPORTS = (
    "*/browser/*",
    "*/kinerja/test_report_*",
    "*/kinerja/test_signature*",
    "*/test_actions_signing.py",
    "*/test_archive.py",
    "*/test_archive_copy.py",
    "*/test_archive_crashes.py",
    "*/test_archive_sealing.py",
    "*/test_backup*",
    "*/test_demo_story.py",
    "*/test_restore*",
    "*/test_signed_copy.py",
    "*/test_snapshot.py",
    "*/test_sop_day.py",
    "*/test_verif*",
    "*/workflow/test_report.py",
)


@pytest.fixture(autouse=True)
def reports_are_bare_where_nobody_looks(request, monkeypatch):
    """Sealing sets no pages: typst alone is left out (tests/bare_reports.py says what is not)."""
    path = request.path.as_posix()
    if not any(fnmatch(path, pattern) for pattern in LOOK_AT_REPORTS):
        monkeypatch.setattr(compiling, "compiled", bare_reports.compiled)


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
