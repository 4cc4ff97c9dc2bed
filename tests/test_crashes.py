"""Processes killed at random instants under load: nothing that was acknowledged is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import figures
import pytest
from installation import PROJECT, TESTS

WORKER_ROUNDS, FEW_WORKER_ROUNDS = 50, 3
DATABASE_ROUNDS, FEW_DATABASE_ROUNDS = 10, 1
# The promise, for `make soak` on a machine of its own; beside other tests a start takes longer.
SECONDS_TO_BE_USABLE, SECONDS_BESIDE_OTHERS = 10, 60
NO_SERVER = 77


def crashed(
    folder: Path,
    what: str,
    rounds: int,
    *,
    on_postgresql: bool = False,
    within: int = SECONDS_TO_BE_USABLE,
) -> None:
    """Let a server be killed that often, and look at what people were told and what is stored."""
    outside = ("DATABASE_URL", "SECRET_KEY", "BACKUP_DIR")
    env = {name: text for name, text in os.environ.items() if name not in outside}
    env |= {"DATA_DIR": str(folder), "DEBUG": "1", "PYTHONPATH": f"{PROJECT}:{TESTS}"}
    server = [str(TESTS / "with_postgres")] if on_postgresql else []
    command = [*server, sys.executable, str(TESTS / "crashing.py"), what, str(rounds)]
    done = subprocess.run(command, cwd=PROJECT, env=env, capture_output=True, text=True)
    if done.returncode == NO_SERVER and os.environ.get("CI") != "true":
        pytest.skip("no PostgreSQL server programs")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    where = "PostgreSQL" if on_postgresql else "SQLite"
    figures.tell(f"Crashes of the {what} on {where}", **found)
    assert "Utuh" in done.stderr
    assert (found["lost"], found["strange"]) == (0, [])
    assert found["entries"] == found["effects"] >= found["acknowledged"] > rounds
    assert found["seconds_until_usable"] <= within


def test_what_was_acknowledged_outlives_killed_workers(tmp_path):
    crashed(tmp_path, "worker", FEW_WORKER_ROUNDS, within=SECONDS_BESIDE_OTHERS)


def test_what_was_acknowledged_outlives_a_killed_database(tmp_path):
    few = {"on_postgresql": True, "within": SECONDS_BESIDE_OTHERS}
    crashed(tmp_path, "database", FEW_DATABASE_ROUNDS, **few)


@pytest.mark.soak
@pytest.mark.parametrize("on_postgresql", [False, True], ids=["sqlite", "postgresql"])
def test_fifty_kills_of_workers_lose_nothing(tmp_path, on_postgresql):
    crashed(tmp_path, "worker", WORKER_ROUNDS, on_postgresql=on_postgresql)


@pytest.mark.soak
def test_ten_kills_of_the_database_lose_nothing(tmp_path):
    crashed(tmp_path, "database", DATABASE_ROUNDS, on_postgresql=True)
