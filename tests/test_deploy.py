"""The examples in deploy/: they name what exists, and their sizes are those of the settings."""

import configparser
import re
import shutil
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import get_commands, load_command_class
from house import ROOT

DEPLOY = ROOT / "deploy"
SERVICES = sorted((DEPLOY / "systemd").glob("*.service"))
TIMERS = sorted((DEPLOY / "systemd").glob("*.timer"))
HARDENING = DEPLOY / "systemd/kinerja-.service.d/hardening.conf"


def unit(path) -> configparser.RawConfigParser:
    read = configparser.RawConfigParser(strict=False)
    read.optionxform = str
    read.read_string(path.read_text())
    return read


def environment() -> dict[str, str]:
    lines = (DEPLOY / "kinerja.env").read_text().splitlines()
    pairs = [line.lstrip("#").partition("=") for line in lines if re.match(r"#?[A-Z_]+=", line)]
    return {name: text for name, _, text in pairs}


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_service_runs_a_command_that_exists(path):
    words = unit(path)["Service"]["ExecStart"].split()
    assert words[0] == "/opt/kinerja/current/.venv/bin/python"
    if words[1] == "manage.py":
        assert words[2] in get_commands()
        known = load_command_class(get_commands()[words[2]], words[2]).create_parser("", words[2])
        known.parse_args(words[3:])
    else:
        assert words[1:4] == ["-m", "gunicorn", "kinerja.wsgi"]
        assert "${BIND}" in words and "BIND" in environment()


@pytest.mark.parametrize("path", TIMERS, ids=lambda path: path.name)
def test_timer_has_its_service_and_the_zone_of_the_example(path):
    assert path.with_suffix(".service") in SERVICES
    assert unit(path)["Timer"]["OnCalendar"].endswith(f" {environment()['TIME_ZONE']}")


def test_what_health_asks_for_is_done_by_a_timer():
    assert {path.stem for path in TIMERS} == {"kinerja-daily", "kinerja-backup", "kinerja-verify"}


def test_services_can_write_their_data_and_nothing_else():
    text = HARDENING.read_text()
    paths = re.findall(r"^ReadWritePaths=-?(.+)$", text, re.MULTILINE)
    assert paths == [environment()["DATA_DIR"], environment()["BACKUP_DIR"]]
    for line in ("ProtectSystem=strict", "NoNewPrivileges=true", "CapabilityBoundingSet="):
        assert line in text.splitlines()


def test_environment_names_settings_that_are_read():
    read = (ROOT / "kinerja/settings.py").read_text() + (
        DEPLOY / "systemd/kinerja-web.service"
    ).read_text()
    # Read where sign-in and headers are decided.
    unknown = {name for name in environment() if name not in read}
    # PGHOST is libpq's own; DEPLOY says how the installation is reached.
    assert unknown <= {"DEPLOY", "PGHOST"}


def test_nginx_lets_the_program_refuse_what_is_too_large():
    """A page that says why is better than nginx's own; what is drained is the most of all."""
    from kinerja.middleware import BodySizeMiddleware

    [size] = re.findall(
        r"client_max_body_size (\d+)m;", (DEPLOY / "nginx/kinerja.conf").read_text()
    )
    assert settings.LARGEST_BODY < int(size) * 1024 * 1024 == BodySizeMiddleware.drained
    assert "static-collected" in (DEPLOY / "nginx/kinerja.conf").read_text()


def test_nginx_offers_only_what_is_strong_and_guards_static_files_too():
    conf = (DEPLOY / "nginx/kinerja.conf").read_text()
    assert re.findall(r"ssl_protocols (.+);", conf) == ["TLSv1.2 TLSv1.3"]
    [suites] = re.findall(r"ssl_ciphers (\S+);", conf)
    for suite in suites.split(":"):
        assert re.fullmatch(r"ECDHE-(RSA|ECDSA)-(AES\d+-GCM-SHA\d+|CHACHA20-POLY1305)", suite)
    # Either door keeps its version to itself.
    assert conf.count("server {") == conf.count("server_tokens off;")
    static = conf[conf.index("location /static/") : conf.index("location / ")]
    assert f"max-age={365 * 24 * 60 * 60}; includeSubDomains" in static
    assert "frame-ancestors 'none'" in static


def test_postgresql_has_room_for_all_who_connect_by_its_socket():
    text = (DEPLOY / "postgresql/kinerja.conf").read_text()
    conf = dict(re.findall(r"^(\w+) = '?([^'\n#]*?)'?$", text, re.M))
    assert conf["listen_addresses"] == ""
    web = unit(DEPLOY / "systemd/kinerja-web.service")["Service"]["ExecStart"]
    workers, threads = (
        int(re.search(rf"--{name} (\d+)", web)[1]) for name in ("workers", "threads")
    )
    assert int(conf["max_connections"]) >= workers * threads + len(TIMERS) + 5
    assert (conf["fsync"], conf["synchronous_commit"], conf["full_page_writes"]) == ("on",) * 3


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not here")
def test_systemd_takes_the_units_and_finds_little_to_reach(tmp_path):
    text = {path: path.read_text() for path in (*SERVICES, *TIMERS, HARDENING)}
    for path, words in text.items():
        target = tmp_path / path.relative_to(DEPLOY / "systemd")
        target.parent.mkdir(exist_ok=True)
        target.write_text(words.replace("/opt/kinerja/current/.venv/bin/python", sys.executable))
    names = [str(tmp_path / path.name) for path in (*SERVICES, *TIMERS)]
    env = {"SYSTEMD_UNIT_PATH": f"{tmp_path}:", "PATH": "/usr/bin:/bin"}
    told = subprocess.run(
        ["systemd-analyze", "verify", *names], env=env, capture_output=True, text=True
    )
    ours = [line for line in told.stderr.splitlines() if "kinerja" in line and "man " not in line]
    assert ours == []
    asked = [
        "systemd-analyze",
        "security",
        "--offline=true",
        "--threshold=20",
        names[-1 - len(TIMERS)],
    ]
    assert subprocess.run(asked, env=env, capture_output=True).returncode == 0


@pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not here")
def test_nginx_takes_its_example(tmp_path):
    made = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=x",
    ]
    keys = ["-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "fullchain.pem")]
    subprocess.run([*made, *keys], check=True, capture_output=True)
    site = (DEPLOY / "nginx/kinerja.conf").read_text()
    for place in ("/etc/ssl/kinerja", "/var/log/nginx"):
        site = site.replace(place, str(tmp_path))
    whole = tmp_path / "nginx.conf"
    whole.write_text(f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{\n{site}\n}}\n")
    told = subprocess.run(["nginx", "-t", "-c", str(whole)], capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
