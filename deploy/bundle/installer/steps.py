"""Installing and updating, step by step; an update that fails goes back by itself."""

import shutil
from pathlib import Path

from installer import places, running, services
from installer.package import Package
from installer.places import Places
from installer.running import Owner
from installer.services import Services
from installer.stopped import Stopped

KEPT = 2
NAMED = "kinerja-*Z"
# As they stand in deploy/kinerja.env.
OWN_HOSTS = "ALLOWED_HOSTS=127.0.0.1,localhost"
EXAMPLE_ADDRESS = "#SITE_URL=http://192.168.1.10:8000"


def tell(words: str) -> None:
    print(words, flush=True)


def install(package: Package, where: Places, *, hosts: str, asked: Services | None = None) -> None:
    """Install, update or mend: whatever brings this server to this version. Raises Stopped."""
    package.suits()
    tell(f"Memeriksa {package.file.name} …")
    tell(f"Utuh: {package.check()} berkas.")
    who, units = running.owner(where), asked or services.here(where)
    before = where.serving()
    refuse_older(package, before)
    prepare(package, where, who, hosts)
    tell(f"Meletakkan versi {package.name} …")
    version = running.laid(package, where)
    running.must(version, where, who, "check")
    if before in (None, version):
        begin(version, where, who, units)
    else:
        update(version, before, where, who, units)
    thin(where)
    tell(f"Selesai: versi {package.name}.")
    if not units.is_there:
        tell("systemd tidak berjalan di sini: layanan belum dijalankan.")


def refuse_older(package: Package, before: Path | None) -> None:
    """Raise Stopped where the data is of a later program than the bundle's."""
    steps = before.glob("*/migrations/[0-9]*.py") if before else ()
    if {path.relative_to(before).as_posix() for path in steps} - package.names():
        raise Stopped(
            f"Tidak ada yang diubah: paket ini lebih lama daripada versi {before.name} yang "
            "dipakai. Untuk kembali ke versi lama: panduan server, bagian Memperbarui."
        )


def prepare(package: Package, where: Places, who: Owner, hosts: str) -> None:
    """Make the folders and the settings that are not there yet; what stands there stays."""
    if not where.environment.exists():
        where.environment.parent.mkdir(parents=True, exist_ok=True)
        package.unpack("program/deploy/kinerja.env", where.environment)
        text = where.fitted(where.environment.read_text())
        where.environment.write_text(reached(text, hosts) if hosts else text)
        who.reads(where.environment)
        tell(f"Setelan: {where.environment}")
    settings = places.environment(where.environment)
    for name, example in (("DATA_DIR", places.DATA), ("BACKUP_DIR", places.BACKUPS)):
        folder = Path(settings.get(name) or where.at(example))
        if not folder.exists():
            folder.mkdir(parents=True)
            who.owns(folder, 0o700)


def reached(text: str, hosts: str) -> str:
    """Name the server's addresses; letters and QR codes lead to the first of them."""
    text = text.replace(OWN_HOSTS, f"{OWN_HOSTS},{hosts}")
    first, _, _ = hosts.partition(",")
    return text.replace(EXAMPLE_ADDRESS, f"SITE_URL=http://{first}:8000")


def begin(version: Path, where: Places, who: Owner, units: Services) -> None:
    """Install for the first time, or the same version again."""
    units.stop()
    try:
        running.must(version, where, who, "migrate", "--verbosity", "0")
    except Stopped as stopped:
        raise Stopped(
            f"{stopped} Layanan berhenti: betulkan sebabnya, lalu ulangi pasang."
        ) from stopped
    where.switch(version)
    serve(version, where, units)


def serve(version: Path, where: Places, units: Services) -> None:
    services.write(version, where)
    units.start()
    units.answers(places.environment(where.environment))


def update(version: Path, before: Path, where: Places, who: Owner, units: Services) -> None:
    """Back up by the version that serves, then step forward; else back, data and program."""
    tell(f"Memperbarui {before.name} menjadi {version.name} …")
    units.stop()
    kept = backed_up(before, where, who, units)
    try:
        running.must(version, where, who, "migrate", "--verbosity", "0")
        where.switch(version)
        serve(version, where, units)
    except Stopped as stopped:
        go_back(before, kept, where, who, units)
        shutil.rmtree(version)
        raise Stopped(
            f"Pembaruan gagal: {stopped} Versi {before.name} dan datanya sebelum pembaruan "
            f"dipakai lagi; cadangannya {kept}."
        ) from stopped


def backed_up(before: Path, where: Places, who: Owner, units: Services) -> Path:
    """Make a backup; without one nothing is changed. Raises Stopped."""
    folder = backups(where)
    lying = set(folder.glob(NAMED))
    try:
        running.must(before, where, who, "backup", "--within", "10800")
        [made] = set(folder.glob(NAMED)) - lying
    except (Stopped, ValueError) as error:
        units.start()
        raise Stopped(f"Tidak ada yang diubah: cadangan gagal. {error}") from error
    return made


def backups(where: Places) -> Path:
    """Find where the program puts its backups, as its settings do."""
    settings = places.environment(where.environment)
    data = settings.get("DATA_DIR") or str(where.at(places.DATA))
    return Path(settings.get("BACKUP_DIR") or f"{data}/backups")


def go_back(before: Path, kept: Path, where: Places, who: Owner, units: Services) -> None:
    """Take the former version and the data as they were backed up."""
    units.stop()
    where.switch(before)
    # 1: in place, but something does not verify; that was so before, and is told above.
    if running.manage(before, where, who, "restore", str(kept), "--replace") not in (0, 1):
        raise Stopped(
            f"Pembaruan gagal, dan data belum dipulihkan. Program berhenti. Jalankan: "
            f"kinerja restore {kept} --replace, lalu systemctl start kinerja-web."
        )
    services.write(before, where)
    units.start()


def thin(where: Places) -> None:
    """Keep the version that serves and the one before it."""
    serving = where.serving()
    others = [path for path in where.versions.iterdir() if path != serving]
    others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in others[KEPT - 1 :]:
        shutil.rmtree(path)
