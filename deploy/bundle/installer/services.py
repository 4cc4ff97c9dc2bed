"""The services of systemd: their files, and stopping and starting them around a change."""

import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from installer import places
from installer.running import call
from installer.stopped import Stopped

WEB = "kinerja-web.service"
TIMERS = ("kinerja-daily.timer", "kinerja-backup.timer", "kinerja-verify.timer")
JOBS = tuple(name.replace(".timer", ".service") for name in TIMERS)
PATIENCE = 60


@dataclass(frozen=True)
class Services:
    """systemd where it runs; elsewhere only the files are written, and the rest is told."""

    is_there: bool

    def stop(self) -> None:
        if self.is_there:
            known = [name for name in (WEB, *TIMERS, *JOBS) if is_known(name)]
            if known:
                call("systemctl", "stop", *known)

    def start(self) -> None:
        if self.is_there:
            call("systemctl", "daemon-reload")
            call("systemctl", "enable", "--quiet", WEB, *TIMERS)
            call("systemctl", "start", WEB, *TIMERS)

    def answers(self, settings: dict[str, str]) -> None:
        """Wait until the program says that its database answers. Raises Stopped."""
        if not self.is_there:
            return
        for _ in range(PATIENCE):
            if is_answering(settings):
                return
            time.sleep(1)
        raise Stopped("Program tidak menjawab di /sehat/; lihat journalctl -u kinerja-web.")


def here(where: places.Places) -> Services:
    return Services(not where.prefix and Path("/run/systemd/system").is_dir())


def is_known(name: str) -> bool:
    return Path(places.UNITS, name).exists()


def is_answering(settings: dict[str, str]) -> bool:
    host, _, port = settings.get("BIND", "127.0.0.1:8000").rpartition(":")
    near = "127.0.0.1" if host in ("", "0.0.0.0") else host  # noqa: S104  (compared, not bound)
    named = settings.get("ALLOWED_HOSTS", "127.0.0.1").split(",")[0]
    asked = urllib.request.Request(
        f"http://{near}:{port}/sehat/", headers={"Host": named, "X-Forwarded-Proto": "https"}
    )
    try:
        with urllib.request.urlopen(asked, timeout=5) as answer:  # noqa: S310
            return is_told(answer.read())
    except urllib.error.HTTPError as error:
        # 503: something else is to be looked at, and the administrator is told of it.
        return error.code == 503 and is_told(error.read())
    except OSError:
        return False


def is_told(text: bytes) -> bool:
    try:
        return json.loads(text)["pemeriksaan"]["basis data"] == "baik"
    except (ValueError, KeyError, TypeError):
        return False


def write(version: Path, where: places.Places) -> None:
    """Write the units of a version, with this server's folders and zone."""
    settings = places.environment(where.environment)
    source = version / "deploy/systemd"
    for path in sorted(source.rglob("*.*")):
        if path.is_file():
            target = where.units / path.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(own(path.read_text(), where, settings))
    where.command.parent.mkdir(parents=True, exist_ok=True)
    where.command.write_text(where.fitted((version / "deploy/kinerja").read_text()))
    where.command.chmod(0o755)


def own(text: str, where: places.Places, settings: dict[str, str]) -> str:
    """Put this server's folders and zone in the place of the example's."""
    fitted = where.fitted(text)
    for name, example in (("DATA_DIR", places.DATA), ("BACKUP_DIR", places.BACKUPS)):
        if name in settings:
            fitted = fitted.replace(f"{where.prefix}{example}", settings[name])
    return fitted.replace(places.ZONE, settings.get("TIME_ZONE", places.ZONE))
