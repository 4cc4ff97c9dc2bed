"""Run as a program of its own: a server under load, killed again and again, and what it then knows.

    crashing.py worker ROUNDS      kill -9 of gunicorn's workers, one or all of them
    crashing.py database ROUNDS    kill -9 of every process of the PostgreSQL of tests/with_postgres

DATA_DIR must name an empty folder. Each press carries a token of its own, and is repeated with it
until it is answered, as a person would. Ends by writing its figures as JSON.
"""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from threading import Event, Thread

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinerja.settings")
django.setup()

from crash_people import Person, is_usable, people  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from kinerja.models import JournalEntry  # noqa: E402
from workflow.models import Press  # noqa: E402

BIN = Path(sys.executable).parent
LONGEST = 120
QUIET = ("--preload", "--no-control-socket", "--log-level", "critical")


def children(pid: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def served(port: int) -> subprocess.Popen:
    bind = ("--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4")
    return subprocess.Popen(
        [BIN / "gunicorn", "kinerja.wsgi", *bind, *QUIET],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def kill_workers(server: subprocess.Popen) -> None:
    """Kill one worker, or every one of them."""
    workers = children(server.pid)
    for pid in workers if random.random() < 0.5 else random.sample(workers, min(1, len(workers))):
        kill(pid)


def kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def kill_database(_server: subprocess.Popen) -> None:
    """Kill every process of the database's server as if the machine's power went, and start it."""
    scratch = Path(os.environ["PGHOST"])
    postmaster = int((scratch / "data/postmaster.pid").read_text().split()[0])
    family = [postmaster, *children(postmaster)]
    for pid in family:
        kill(pid)
    while any(Path(f"/proc/{pid}").exists() and not is_dead(pid) for pid in family):
        time.sleep(0.01)
    # Where nobody counts the dead, as in a container, a new server takes them for living ones.
    for lock in (scratch / "data/postmaster.pid", *scratch.glob(".s.PGSQL.*")):
        lock.unlink(missing_ok=True)
    owner = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    settings = f"-c listen_addresses='' -c unix_socket_directories='{scratch}'"
    start = ["--log", scratch / "data/log", "--options", settings, "--silent", "--wait", "start"]
    binary = subprocess.check_output(["pg_config", "--bindir"], text=True).strip()
    found = [Path(binary), *Path("/usr/lib/postgresql").glob("*/bin")]
    program = next(each / "pg_ctl" for each in found if (each / "pg_ctl").exists())
    subprocess.run([*owner, program, "--pgdata", scratch / "data", *start], check=True, cwd=scratch)


def is_dead(pid: int) -> bool:
    """Say whether a process is over and only waits to be counted."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


KILLS = {"worker": kill_workers, "database": kill_database}


def usable_after(began: float, port: int, person: Person) -> float:
    """Wait until a page is shown to somebody signed in; give the seconds since it began."""
    while not is_usable(port, person):
        if time.monotonic() - began > LONGEST:
            raise SystemExit("not usable again")
        time.sleep(0.05)
    return time.monotonic() - began


def tried(what: str, rounds: int) -> dict[str, object]:
    """Kill while people work, round after round; give what was measured."""
    port, over = free_port(), Event()
    crowd = people(port, over)
    before = JournalEntry.objects.count()
    connection.close()
    server = served(port)
    threads = [Thread(target=person.work) for person in crowd]
    waits = []
    try:
        usable_after(time.monotonic(), port, crowd[0])
        for thread in threads:
            thread.start()
        for _ in range(rounds):
            time.sleep(random.uniform(0.1, 1.0))
            killed_at = time.monotonic()
            KILLS[what](server)
            waits.append(usable_after(killed_at, port, crowd[0]))
        time.sleep(0.5)
    finally:
        over.set()
        for thread in threads:
            thread.join()
        server.terminate()
        server.wait()
    return {"rounds": rounds, "seconds_until_usable": round(max(waits), 2)} | judged(crowd, before)


def judged(crowd: list[Person], before: int) -> dict[str, object]:
    """Compare what people were told with what is stored."""
    told = {token for person in crowd for token in person.answered}
    stored = {str(token) for token in Press.objects.values_list("token", flat=True)}
    call_command("verify", stdout=sys.stderr)
    return {
        "presses": sum(person.presses for person in crowd),
        "acknowledged": len(told),
        "unanswered": sum(person.unanswered for person in crowd),
        "strange": [each for person in crowd for each in person.strange],
        "lost": len(told - stored),
        "entries": JournalEntry.objects.count() - before,
        "effects": len(stored),
    }


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    print(json.dumps(tried(sys.argv[1], int(sys.argv[2]))))
