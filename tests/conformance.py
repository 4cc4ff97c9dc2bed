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
    """What veraPDF says of one file by one standard: checks passed and failed, rules broken."""

    file: str
    standard: str
    passed: int
    failed: int
    broken: tuple[str, ...]


def verdicts(files: Iterable[Path]) -> list[Verdict]:
    """Validate files by each standard that they claim, or by PDF/A-3a where they claim none.

    Skips where veraPDF cannot be had, but in CI that is a failure.
    """
    command = [str(SCRIPT), *map(str, files)]
    made = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    if made.returncode in MISSING:
        told = f"unproven: {made.stderr.strip()}"
        if os.environ.get("CI") == "true":
            pytest.fail(told)
        pytest.skip(told)
    jobs = json.loads(made.stdout)["report"]["jobs"]
    return [
        verdict(Path(job["itemDetails"]["name"]).name, result)
        for job in jobs
        for result in job["validationResult"]
    ]


def verdict(file: str, result: dict) -> Verdict:
    standard, details = result["profileName"].partition(" ")[0], result["details"]
    broken = tuple(
        f"{rule['clause']}-{rule['testNumber']}: {rule['description']}"
        for rule in details.get("ruleSummaries", ())
    )
    return Verdict(file, standard, details["passedChecks"], details["failedChecks"], broken)
