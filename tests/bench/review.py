"""Show what Koreksi costs for 40, 400 and 4,000 rows, beside a bare view of the same rows.

Run from the project's folder: python -m tests.bench.review
"""

import os
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path

from tests.bench import ground

SIZES = (40, 400, 4000)


def main() -> None:
    parser = ArgumentParser(description="Koreksi beside a bare view of the same rows")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        stand_on(place)
        print(f"{options.times} times; milliseconds are least and median")
        print(f"  {'rows':>6}{'queries':>9}{'kB':>8}{'koreksi ms':>20}{'bare ms':>18}{'ratio':>8}")
        for size in options.sizes:
            print_size(size, options.times)


def stand_on(place: str) -> None:
    """Set Django up on an empty database of its own."""
    os.environ.pop("DATABASE_URL", None)
    settings = {"DJANGO_SETTINGS_MODULE": "kinerja.settings", "DATA_DIR": place, "DEBUG": "0"}
    os.environ |= settings | {"ALLOWED_HOSTS": "testserver", "DEPLOY": "lan"}
    sys.path.append(str(Path(__file__).parents[1]))
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def print_size(size: int, times: int) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    pages, sekcam = prepared(size)
    client = visitor(sekcam)
    with CaptureQueriesContext(connection) as captured:
        page = client.get(pages["koreksi"])
    queries = len(captured)  # counted now: the next request forgets them
    if page.status_code != 200:
        raise SystemExit(f"{pages['koreksi']}: {page.status_code}")
    costs = {
        name: ground.microseconds(lambda url=url: client.get(url), times)
        for name, url in pages.items()
    }
    (least, middle), (floor_least, floor) = costs["koreksi"], costs["bare"]
    print(
        f"  {size:>6}{queries:>9}{len(page.content) / 1000:>8.0f}"
        f"{least / 1000:>11.1f}{middle / 1000:>9.1f}{floor_least / 1000:>9.1f}{floor / 1000:>9.1f}"
        f"{middle / floor:>8.1f}"
    )


def prepared(size: int) -> tuple[dict[str, str], object]:
    """Make an office whose rows lie with Sekcam; a tenth of them has a finding."""
    import make

    office = make.office(f"Kecamatan {size}", rows=size // 2, prefix=f"k{size}.")
    low = {code: make.entry("75") for code in office.codes()[::10]}
    record = office.filled(entries=low)
    words = {code: make.actions.Text(obstacles="Cuaca", follow_up="Jadwal ulang") for code in low}
    by_kasubag = {"by": office.kasubag, "at": make.at()}
    make.actions.explain(record, texts=words, **by_kasubag)
    make.actions.accept(record, rows=office.codes(), **by_kasubag)
    make.actions.submit(record, **by_kasubag)
    return {"koreksi": f"/berkas/{record.pk}/koreksi/", "bare": f"/draft/{record.pk}/"}, (
        office.sekcam
    )


def visitor(sekcam):
    from django.conf import settings
    from django.test import Client

    settings.ROOT_URLCONF = "tests.bench.addresses"
    settings.WHITENOISE_AUTOREFRESH = True  # nothing was collected for benchmarks
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    client = Client()
    client.force_login(sekcam)
    return client


if __name__ == "__main__":
    main()
