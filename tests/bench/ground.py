"""The ground that benchmarks stand on: a database of generated offices, kept from run to run."""

import os
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter_ns

PLACE = Path(tempfile.gettempdir()) / "kinerja-bench"


def asked(about: str, *, times: int) -> Namespace:
    """Read the command line; the database lies in `--dir` and is made when it is not there."""
    parser = ArgumentParser(description=about)
    parser.add_argument("--units", type=int, default=500)
    parser.add_argument("--years", type=int, default=2)
    parser.add_argument("--times", type=int, default=times)
    parser.add_argument("--dir", type=Path, default=PLACE)
    return parser.parse_args()


def stand_on(options: Namespace) -> None:
    """Set Django up on the database of these units and years, generated where it is missing."""
    place = options.dir / f"{options.units}-units-{options.years}-years"
    place.mkdir(parents=True, exist_ok=True)
    os.environ.pop("DATABASE_URL", None)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "kinerja.settings",
        "DATA_DIR": str(place),
        "DEBUG": "0",
        "ALLOWED_HOSTS": "testserver",
        "DEPLOY": "lan",
    }
    import django

    django.setup()
    from django.core.management import call_command

    from kinerja.models import Unit

    call_command("migrate", verbosity=0)
    missing = options.units - Unit.objects.count()
    if missing > 0:
        print(f"generating {missing} units × {options.years} years, once")
        call_command("generate", units=missing, years=options.years, force=True)


def microseconds(act: Callable[[], object], times: int) -> tuple[int, int]:
    """Do an act some times after a first one; give the least and the median time."""
    act()
    taken = []
    for _ in range(times):
        begun = perf_counter_ns()
        act()
        taken.append((perf_counter_ns() - begun) // 1000)
    return min(taken), int(median(taken))
