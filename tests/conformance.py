"""Asking veraPDF whether files conform: many at once, because its machine starts slowly."""

import json
import os
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent / "verapdf"
MISSING = (77, 78)


@dataclass(frozen=True)
class Verdict:
    """What veraPDF says of one file: how many checks passed and failed, and the rules broken."""

    name: str
    passed: int
    failed: int
    broken: tuple[str, ...]


def verdicts(files: Iterable[Path], flavour: str) -> dict[str, Verdict]:
    """Validate files; skips where veraPDF cannot be had, but in CI that is a failure."""
    command = [str(SCRIPT), flavour, *map(str, files)]
    made = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    if made.returncode in MISSING:
        told = f"unproven: {made.stderr.strip()}"
        if os.environ.get("CI") == "true":
            pytest.fail(told)
        pytest.skip(told)
    jobs = json.loads(made.stdout)["report"]["jobs"]
    found = (verdict(job) for job in jobs)
    return {each.name: each for each in found}


def verdict(job: dict) -> Verdict:
    result = job["validationResult"]
    details = (result[0] if isinstance(result, list) else result)["details"]
    broken = tuple(
        f"{rule['clause']}-{rule['testNumber']}: {rule['description']}"
        for rule in details.get("ruleSummaries", ())
    )
    name = Path(job["itemDetails"]["name"]).name
    return Verdict(name, details["passedChecks"], details["failedChecks"], broken)
