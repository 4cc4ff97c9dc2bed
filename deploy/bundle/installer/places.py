"""Where everything lies on a server; below a prefix the same again, for trying out."""

import os
from dataclasses import dataclass
from pathlib import Path

PROGRAM, SETTINGS, COMMAND = "/opt/kinerja", "/etc/kinerja", "/usr/local/bin/kinerja"
UNITS = "/etc/systemd/system"
# As the examples in deploy/ name them.
DATA, BACKUPS, ZONE = "/var/lib/kinerja", "/var/backups/kinerja", "Asia/Jakarta"


@dataclass(frozen=True)
class Places:
    prefix: str = ""

    def at(self, path: str) -> Path:
        return Path(f"{self.prefix}{path}")

    @property
    def versions(self) -> Path:
        return self.at(PROGRAM) / "versions"

    @property
    def current(self) -> Path:
        return self.at(PROGRAM) / "current"

    @property
    def environment(self) -> Path:
        return self.at(SETTINGS) / "kinerja.env"

    @property
    def command(self) -> Path:
        return self.at(COMMAND)

    @property
    def units(self) -> Path:
        return self.at(UNITS)

    def serving(self) -> Path | None:
        """Give the folder of the version that serves; None before the first."""
        return self.current.resolve() if self.current.is_symlink() else None

    def switch(self, version: Path) -> None:
        """Let `current` lead to another version, at one instant."""
        draft = self.current.with_name(".current")
        draft.unlink(missing_ok=True)
        draft.symlink_to(version)
        os.replace(draft, self.current)  # noqa: PTH105  (of links, not of what they lead to)

    def fitted(self, text: str) -> str:
        """Put the prefix before the paths of an example."""
        if not self.prefix:
            return text
        for path in (PROGRAM, SETTINGS, DATA, BACKUPS):
            text = text.replace(path, f"{self.prefix}{path}")
        return text


def environment(path: Path) -> dict[str, str]:
    """Read NAMA=nilai, a line each, as systemd does; what begins with # is none."""
    lines = (line.strip() for line in path.read_text().splitlines())
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name.strip(): text.strip().strip('"') for name, _, text in pairs}
