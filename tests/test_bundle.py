"""The bundle on a server without network: whole or refused, served, and back where it fails."""

import hashlib
import importlib.util
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import papers
import pytest
from house import ROOT

HERE = ROOT / "deploy/bundle"
DATA = "var/lib/kinerja"
BROKEN = """from django.db import migrations


def fail(*_):
    raise RuntimeError("langkah yang gagal")


class Migration(migrations.Migration):
    dependencies = [("workflow", "{last}")]
    operations = [
        migrations.RunSQL("CREATE TABLE half_done (number integer)"),
        migrations.RunPython(fail),
    ]
    atomic = False
"""


@pytest.fixture(scope="session")
def build():
    spec = importlib.util.spec_from_file_location("bundle_build", HERE / "build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def installer(monkeypatch):
    """The installer as it runs from the bundle, its version's Python being that of the tests."""
    monkeypatch.syspath_prepend(str(HERE))
    commands, running = map(importlib.import_module, ("installer.commands", "installer.running"))

    def borrowed(_package, version: Path) -> None:
        (version / ".venv").symlink_to(sys.prefix)

    monkeypatch.setattr(running, "make_venv", borrowed)
    return lambda bundle, *words: run(monkeypatch, commands, bundle, words)


def run(monkeypatch, commands, bundle: Path, words) -> int:
    monkeypatch.setattr(sys, "argv", [str(bundle)])
    mask = os.umask(0o022)
    try:
        return commands.main(words)
    finally:
        os.umask(mask)


@pytest.fixture(scope="session")
def bundle(build, tmp_path_factory) -> Path:
    """A bundle without wheels: what is tried here is what we wrote ourselves."""
    folder = tmp_path_factory.mktemp("bundle")
    return build.build(folder / "out", folder / "none")


def changed(bundle: Path, name: str, more: dict[str, bytes]) -> Path:
    """Make the bundle of another version, with other or more files."""
    with ZipFile(bundle) as source:
        contents = {each: source.read(each) for each in source.namelist()} | more
    contents["about.json"] = json.dumps(
        json.loads(contents["about.json"]) | {"name": name}
    ).encode()
    del contents["SHA256SUMS"]
    sums = {each: hashlib.sha256(content).hexdigest() for each, content in contents.items()}
    contents["SHA256SUMS"] = "".join(f"{sums[each]}  {each}\n" for each in sums).encode()
    path = bundle.with_name(f"kinerja-{name}.pyz")
    with ZipFile(path, "w") as target:
        for each, content in contents.items():
            target.writestr(each, content)
    return path


def broken(bundle: Path) -> Path:
    """Make the bundle of a version whose migration fails half-way."""
    migrations = sorted((ROOT / "workflow/migrations").glob("0*.py"))
    words = BROKEN.format(last=migrations[-1].stem).encode()
    return changed(bundle, "9.9.9-rusak", {"program/workflow/migrations/9999_broken.py": words})


def command(prefix: Path, *words: str, **more: str) -> str:
    """Run the installed command `kinerja`."""
    kinerja = prefix / "usr/local/bin/kinerja"
    env = {"PATH": os.environ["PATH"], **more}
    done = subprocess.run([kinerja, *words], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def kept(data: Path, asked: str) -> list[str]:
    """Read the first column of what the database in a folder answers."""
    with closing(sqlite3.connect(data / "kinerja.sqlite3")) as database:
        return [row[0] for row in database.execute(asked)]


def accounts(data: Path) -> list[str]:
    return kept(data, "SELECT username FROM kinerja_user ORDER BY id")


def account(prefix: Path, name: str = "pertama") -> None:
    asked = ("createsuperuser", "--noinput", "--username", name, "--name", "Administrator")
    command(prefix, *asked, DJANGO_SUPERUSER_PASSWORD="kata-sandi-yang-panjang")


def sign_in_page(prefix: Path, port: int) -> str:
    """Serve what is installed, as its unit does, and read its first page."""
    unit = (prefix / "etc/systemd/system/kinerja-web.service").read_text()
    [start] = [line for line in unit.splitlines() if line.startswith("ExecStart=")]
    words = start.removeprefix("ExecStart=").replace("${BIND}", f"127.0.0.1:{port}").split()
    env = {"PATH": os.environ["PATH"]} | settings_of(prefix)
    server = subprocess.Popen(words, cwd=prefix / "opt/kinerja/current", env=env)
    try:
        return first_answer(f"http://127.0.0.1:{port}/masuk/")
    finally:
        server.terminate()
        server.wait(timeout=60)


def first_answer(address: str) -> str:
    for _ in range(120):
        try:
            with urllib.request.urlopen(address, timeout=20) as answer:
                return answer.read().decode()
        except OSError:
            time.sleep(0.5)
    raise TimeoutError(address)


def settings_of(prefix: Path) -> dict[str, str]:
    lines = (prefix / "etc/kinerja/kinerja.env").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_installs_serves_and_goes_back_where_an_update_fails(bundle, installer, tmp_path, capfd):
    prefix, port = tmp_path / "server", 8000 + os.getpid() % 900 + 20_000
    asked = ("pasang", "--prefix", str(prefix), "--alamat", "10.1.2.3,kinerja.local")
    assert installer(bundle, *asked) == 0
    settings = settings_of(prefix)
    assert settings["ALLOWED_HOSTS"] == "127.0.0.1,localhost,10.1.2.3,kinerja.local"
    # Where the QR codes of printed sheets lead.
    assert settings["SITE_URL"] == "http://10.1.2.3:8000"
    unit = (prefix / "etc/systemd/system/kinerja-.service.d/hardening.conf").read_text()
    assert f"ReadWritePaths={prefix}/var/lib/kinerja" in unit
    assert "Kata sandi" in sign_in_page(prefix, port)
    account(prefix)
    serving = (prefix / "opt/kinerja/current").resolve()

    assert installer(broken(bundle), *asked) == 1
    told = capfd.readouterr()
    assert "Pembaruan gagal: manage.py migrate gagal" in told.err
    assert f"Versi {serving.name} dan datanya sebelum pembaruan dipakai lagi" in told.err
    assert (prefix / "opt/kinerja/current").resolve() == serving
    assert accounts(prefix / DATA) == ["pertama"]
    # Nothing of the step that failed is left, and nothing of what was.
    assert "half_done" not in kept(prefix / DATA, "SELECT name FROM sqlite_master")
    [backup] = (prefix / "var/backups/kinerja").glob("kinerja-*Z")
    assert [path.name for path in serving.parent.iterdir()] == [serving.name]

    # A practice, as the guide asks for one, reaches its own folder and not what is served.
    account(prefix, "kedua")
    practice = tmp_path / "latihan"
    command(prefix, "restore", str(backup), DATA_DIR=str(practice))
    assert accounts(practice) == ["pertama"]
    assert accounts(prefix / DATA) == ["pertama", "kedua"]
    assert not (practice / "kinerja.sqlite3").stat().st_mode & 0o077

    (serving / "kinerja/migrations/9998_later.py").touch()
    assert installer(bundle, *asked) == 1
    assert "Tidak ada yang diubah: paket ini lebih lama" in capfd.readouterr().err


def test_without_its_database_the_server_is_said_to_stand_still(installer, monkeypatch, tmp_path):
    steps, running = map(importlib.import_module, ("installer.steps", "installer.running"))
    monkeypatch.setattr(running, "manage", lambda *_: 1)
    asked = (tmp_path, steps.Places(str(tmp_path)), steps.Owner(None), steps.Services(False))
    with pytest.raises(steps.Stopped, match=r"migrate gagal .* Layanan berhenti: .* ulangi pasang"):
        steps.begin(*asked)
    assert steps.Places(str(tmp_path)).serving() is None


def test_damaged_file_is_refused_before_anything_is_written(bundle, installer, tmp_path, capsys):
    prefix, content = tmp_path / "server", bundle.read_bytes()
    for name, damaged in (
        ("terpotong.pyz", content[:-2000]),
        ("terbalik.pyz", papers.flipped(content, 5000)),
        ("lain.pyz", b"bukan paket"),
    ):
        path = tmp_path / name
        path.write_bytes(damaged)
        assert installer(path, "pasang", "--prefix", str(prefix)) == 1
        assert "Salin ulang" in (told := capsys.readouterr().err) or "bukan paket" in told
    added = changed(bundle, "1", {})
    with ZipFile(added, "a") as file:
        file.writestr("program/kinerja/lain.py", "x")
    assert installer(added, "periksa") == 1
    assert "tidak lengkap" in capsys.readouterr().err
    assert not prefix.exists()


def test_another_machine_is_told_what_the_bundle_is_for(bundle, installer, monkeypatch, capsys):
    monkeypatch.setattr("platform.machine", lambda: "aarch64")
    assert installer(bundle, "periksa") == 1
    assert "Python 3.11 di x86_64 (Debian 12)" in capsys.readouterr().err


def test_bundle_holds_the_program_with_its_fonts_and_no_data_or_tests(bundle):
    with ZipFile(bundle) as file:
        names = file.namelist()
    for name in (
        "program/kinerja/report/fonts/LiberationSans-Regular.ttf",
        "program/static-collected/staticfiles.json",
        "program/docs/panduan/server.md",
        "program/deploy/nginx/kinerja.conf",
        "SHA256SUMS",
    ):
        assert name in names
    kept_out = (".sqlite3", "secret-key", "tests/", "__pycache__", ".venv/")
    assert not [name for name in names for word in kept_out if word in name]


@pytest.mark.soak
def test_whole_bundle_installs_and_updates_with_the_network_off(build, tmp_path):
    wheels = ROOT / "dist/wheels"
    build.download(wheels)
    whole = build.build(tmp_path, wheels)
    assert whole.stat().st_size <= build.LARGEST
    prefix, port = tmp_path / "server", 8000 + os.getpid() % 900 + 30_000
    python = Path(sys.base_prefix) / "bin/python3.11"
    offline = ["unshare", "--net"] if os.geteuid() == 0 and shutil.which("unshare") else []
    for bundle, code in (
        (whole, 0),
        (whole, 0),
        (changed(whole, "9.9.8-baru", {}), 0),
        (broken(whole), 1),
    ):
        asked = [*offline, python, bundle, "pasang", "--prefix", str(prefix)]
        done = subprocess.run(asked, capture_output=True, text=True)
        assert done.returncode == code, done.stdout + done.stderr
        if bundle is whole and not (prefix / "var/lib/kinerja/seen").exists():
            account(prefix)
            (prefix / "var/lib/kinerja/seen").touch()
        assert accounts(prefix / DATA) == ["pertama"]
    assert (prefix / "opt/kinerja/current").resolve().name == "9.9.8-baru"
    assert "Kata sandi" in sign_in_page(prefix, port)
    command(prefix, "verify")
