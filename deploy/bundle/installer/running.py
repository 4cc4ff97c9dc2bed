"""Commands of one version, run as the program itself runs: its user, its settings, its folder."""

import grp
import os
import pwd
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from installer import places
from installer.package import PROGRAM, WHEELS, WHOLE, Package
from installer.stopped import Stopped

USER = "kinerja"
PIP = ("--no-index", "--no-cache-dir", "--disable-pip-version-check", "--quiet")
REQUIREMENTS = ("requirements.txt", "requirements-tte.txt")


@dataclass(frozen=True)
class Owner:
    """Who owns the data: a user of the system's own, or whoever tries it out below a prefix."""

    name: str | None

    def command(self) -> dict:
        if self.name is None:
            return {}
        return {"user": self.name, "group": self.name, "extra_groups": []}

    def owns(self, path: Path, mode: int) -> None:
        path.chmod(mode)
        if self.name:
            os.chown(path, pwd.getpwnam(self.name).pw_uid, grp.getgrnam(self.name).gr_gid)

    def reads(self, path: Path) -> None:
        """Let the program read what only root may change."""
        path.chmod(0o640)
        if self.name:
            os.chown(path, 0, grp.getgrnam(self.name).gr_gid)


def owner(where: places.Places) -> Owner:
    """Make the program's user where it is not there yet."""
    if where.prefix:
        return Owner(None)
    if os.geteuid() != 0:
        raise Stopped("Jalankan sebagai root: sudo python3 …")
    try:
        pwd.getpwnam(USER)
    except KeyError:
        home = ("--home-dir", places.DATA, "--no-create-home")
        call("useradd", "--system", "--user-group", *home, "--shell", "/usr/sbin/nologin", USER)
    return Owner(USER)


def call(*words: str, **how) -> None:
    """Run a command of the system. Raises Stopped with its own last words."""
    done = subprocess.run(words, capture_output=True, text=True, **how)  # noqa: S603
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()[-3:]
        raise Stopped(f"{Path(words[0]).name} gagal ({done.returncode}): {' '.join(said)}")


def manage(version: Path, where: places.Places, who: Owner, *words: str) -> int:
    """Run manage.py of a version, its words on the terminal; give its exit code."""
    kept = {name: text for name, text in os.environ.items() if name in ("PATH", "LANG", "TERM")}
    python = version / ".venv/bin/python"
    return subprocess.run(  # noqa: S603
        [python, "manage.py", *words],
        cwd=version,
        env=kept | places.environment(where.environment),
        # As in the units: what the program writes is its own alone.
        umask=0o077,
        **who.command(),
    ).returncode


def must(version: Path, where: places.Places, who: Owner, *words: str) -> None:
    """Run manage.py; raise Stopped where it does not end well."""
    code = manage(version, where, who, *words)
    if code:
        raise Stopped(f"manage.py {words[0]} gagal (kode {code}); sebabnya di atas.")


def laid(package: Package, where: places.Places) -> Path:
    """Lay a version into its folder, with all that it needs; one that lies there whole stays."""
    version = where.versions / package.name
    if (version / WHOLE).exists():
        return version
    if version.exists():
        call("rm", "-rf", str(version))
    version.mkdir(parents=True)
    package.unpack(PROGRAM, version)
    make_venv(package, version)
    (version / WHOLE).touch()
    return version


def make_venv(package: Package, version: Path) -> None:
    """Make the version's own Python from the wheels of the bundle; no network is asked."""
    call(sys.executable, "-m", "venv", "--without-pip", str(version / ".venv"))
    python = str(version / ".venv/bin/python")
    with tempfile.TemporaryDirectory(dir=version) as wheels:
        package.unpack(WHEELS, Path(wheels))
        [pip] = Path(wheels).glob("pip-*.whl")
        asked = [word for name in REQUIREMENTS for word in ("--requirement", str(version / name))]
        call(python, f"{pip}/pip", "install", *PIP, "--find-links", wheels, *asked)
    # Nothing is written there later: the services see it read-only.
    call(python, "-m", "compileall", "-q", str(version / "kinerja"), str(version / "workflow"))
