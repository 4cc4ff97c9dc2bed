"""Settings come from the environment; each run here is a process of its own."""

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from kinerja import installation

SHOW = """
import json
from kinerja import settings
print(json.dumps({"database": settings.DATABASES["default"], "debug": settings.DEBUG,
    "zone": settings.TIME_ZONE, "hosts": settings.ALLOWED_HOSTS, "secret": settings.SECRET_KEY,
    "static": settings.STORAGES["staticfiles"]["BACKEND"],
    "sent": [settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS,
        settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.SESSION_COOKIE_NAME,
        settings.IS_LAN, getattr(settings, "SECURE_PROXY_SSL_HEADER", None)]}, default=str))
"""
GIVEN = "k3-" * 16 + "Zq9x"


def read(folder: Path, **environment: str) -> dict:
    """Read the settings as a fresh process sees them."""
    done = subprocess.run(
        [sys.executable, "-c", SHOW],
        cwd=settings.BASE_DIR,
        env={"DATA_DIR": str(folder), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_the_first_run_writes_its_own_secret_and_keeps_it(tmp_path):
    first = read(tmp_path / "new" / "folder")
    path = tmp_path / "new" / "folder" / "secret-key"
    assert path.read_text() == first["secret"]
    assert len(first["secret"]) >= 50
    assert read(tmp_path / "new" / "folder")["secret"] == first["secret"]


def test_the_secret_is_readable_by_its_owner_alone(tmp_path):
    read(tmp_path)
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_two_installations_never_share_a_secret(tmp_path):
    assert read(tmp_path / "one")["secret"] != read(tmp_path / "two")["secret"]


def test_a_given_secret_is_used_and_none_is_written(tmp_path):
    assert read(tmp_path, SECRET_KEY=GIVEN)["secret"] == GIVEN
    assert not (tmp_path / "secret-key").exists()


def test_sqlite_is_the_default_and_lies_in_the_data_folder(tmp_path):
    database = read(tmp_path)["database"]
    assert database["ENGINE"] == "kinerja.sqlite3"
    assert database["NAME"] == str(tmp_path / "kinerja.sqlite3")


def test_sqlite_waits_for_its_turn_and_loses_nothing(tmp_path):
    options = read(tmp_path)["database"]["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] == 60
    assert "journal_mode=WAL" in options["init_command"]
    assert "synchronous=FULL" in options["init_command"]


def test_sqlite_tests_run_in_a_file(tmp_path):
    assert read(tmp_path)["database"]["TEST"]["NAME"] == str(tmp_path / "test.sqlite3")


@pytest.mark.parametrize(
    ("url", "name", "host"),
    [
        ("postgres:///kinerja", "kinerja", ""),
        ("postgresql://kantor@server:5433/data", "data", "server"),
    ],
)
def test_postgresql_by_one_address(tmp_path, url, name, host):
    database = read(tmp_path, DATABASE_URL=url)["database"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["NAME"], database["HOST"]) == (name, host)


def test_an_address_without_database_takes_it_from_the_pg_variables(tmp_path):
    database = read(tmp_path, DATABASE_URL="postgres://", PGDATABASE="kinerja")["database"]
    assert database["NAME"] == "kinerja"


@pytest.mark.parametrize("engine", ["", "postgres:///kinerja"])
def test_requests_are_not_wrapped_in_a_transaction(tmp_path, engine):
    database = read(tmp_path, DATABASE_URL=engine)["database"]
    assert not database.get("ATOMIC_REQUESTS")


@pytest.mark.parametrize(
    ("word", "is_on"), [("", False), ("0", False), ("1", True), ("true", True)]
)
def test_debugging_is_off_unless_asked_for(tmp_path, word, is_on):
    assert read(tmp_path, DEBUG=word)["debug"] is is_on


def test_only_this_machine_is_served_unless_hosts_are_named(tmp_path):
    assert read(tmp_path)["hosts"] == ["127.0.0.1", "localhost"]
    named = read(tmp_path, ALLOWED_HOSTS="kinerja.natuna.example,kantor.example")["hosts"]
    assert named == ["kinerja.natuna.example", "kantor.example"]


def test_static_files_are_hashed_outside_debugging(tmp_path):
    assert "Hashed" in read(tmp_path)["static"]
    assert "Hashed" not in read(tmp_path, DEBUG="1")["static"]


def test_zone_is_that_of_the_installation(tmp_path):
    assert read(tmp_path)["zone"] == "Asia/Jakarta"
    assert read(tmp_path, TIME_ZONE="Asia/Makassar")["zone"] == "Asia/Makassar"


def test_times_are_those_of_natuna():
    assert (settings.TIME_ZONE, settings.USE_TZ, settings.LANGUAGE_CODE) == (
        "Asia/Jakarta",
        True,
        "id",
    )


# How it is reached


def refused(folder: Path, **environment: str) -> str:
    """Start with settings that must be refused; give the last line of what is said."""
    done = subprocess.run(
        [sys.executable, "-c", SHOW],
        cwd=settings.BASE_DIR,
        env={"DATA_DIR": str(folder), **environment},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    return done.stderr.strip().splitlines()[-1]


def test_the_production_setting_passes_every_check_of_deployment(tmp_path):
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=settings.BASE_DIR,
        env={"DATA_DIR": str(tmp_path), "ALLOWED_HOSTS": "kinerja.natuna.example", "PROXIES": "1"},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "no issues" in done.stdout


def test_a_weak_secret_and_a_public_name_without_https_are_refused(tmp_path):
    assert "SECRET_KEY terlalu pendek" in refused(tmp_path, SECRET_KEY="given")
    said = refused(tmp_path, DEPLOY="lan", ALLOWED_HOSTS="10.0.0.5,kinerja.natuna.example")
    assert "kinerja.natuna.example" in said
    assert "10.0.0.5" not in said


@pytest.mark.parametrize(
    "secret", ["", "x" * 80, "django-insecure-" + GIVEN, "ganti-" + GIVEN, GIVEN[:49]]
)
def test_secrets_that_can_be_guessed_are_weak(secret):
    with pytest.raises(ImproperlyConfigured):
        installation.checked_secret(secret)
    assert installation.checked_secret(GIVEN) == GIVEN


@pytest.mark.parametrize(
    ("host", "is_private"),
    [
        *((each, True) for each in ("localhost", "127.0.0.1", "[::1]", "10.1.2.3", "172.31.0.1")),
        *((each, True) for each in ("192.168.1.20", "169.254.7.7", "fe80::1", "fd00::5", "server")),
        *((each, True) for each in ("kinerja.local", "SERVER-KANTOR")),
        *((each, False) for each in ("172.32.0.1", "8.8.8.8", "192.0.2.1", "0.0.0.0", "*", "")),
        *((each, False) for each in (".local", "natuna.go.id", ".natuna.go.id", "2001:db8::1")),
    ],
)
def test_only_names_within_the_building_are_private(host, is_private):
    assert installation.is_private(host) is is_private


def test_an_unknown_way_is_refused():
    with pytest.raises(ImproperlyConfigured, match="pilih https atau lan"):
        installation.checked_way("http", [])


def test_within_the_building_nothing_asks_for_https(tmp_path):
    lan = read(tmp_path, DEPLOY="lan", ALLOWED_HOSTS="192.168.1.20,kinerja.local")["sent"]
    assert lan == [False, 0, False, False, "sesi", True, None]
    https = read(tmp_path)["sent"]
    assert https == [True, 31536000, True, True, "__Host-sesi", False, None]
    behind = read(tmp_path, PROXIES="1")["sent"]
    assert behind[-1] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert read(tmp_path, DEBUG="1")["sent"] == [False, 0, False, False, "sesi", False, None]
