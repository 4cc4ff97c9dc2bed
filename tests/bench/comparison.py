"""Show what Capaian costs for many units, beside a bare view that renders the same rows.

Run from the project's folder: python -m tests.bench.comparison
"""

from tests.bench import ground
from tests.bench.monitoring import seen, visitor


def main() -> None:
    options = ground.asked("Capaian of many units beside a bare view of the same rows", times=7)
    ground.stand_on(options)
    from django.utils.timezone import localdate, now

    from kinerja.models import latest_closed_quarter

    year, quarter = latest_closed_quarter(localdate(now()))
    asked = f"?triwulan={quarter}"
    pages = {
        "bare rows": f"/bare/{year}/{asked}",
        "perbandingan": f"/capaian/{year}/perbandingan/{asked}",
        "xlsx": f"/capaian/{year}/perbandingan/{asked}&bentuk=xlsx",
        "one unit": f"/capaian/{year}/{asked}",
    }
    costs = {name: measured(url, options.times) for name, url in pages.items()}
    print(f"{options.units} units in Triwulan {quarter} {year}, {options.times} times")
    print(f"  {'':<14}{'queries':>8}{'least ms':>10}{'median ms':>11}{'ratio':>8}")
    floor = costs["bare rows"][2]
    for name, (queries, least, middle) in costs.items():
        ratio = middle / floor
        print(f"  {name:<14}{queries:>8}{least / 1000:>10.1f}{middle / 1000:>11.1f}{ratio:>8.1f}")


def measured(url: str, times: int) -> tuple[int, int, int]:
    """Open a page through the test client; count its queries, then measure it."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = visitor(signs_in=True)
    seen(client, url)  # the bare view keeps its rows from here on
    with CaptureQueriesContext(connection) as captured:
        seen(client, url)
    return len(captured), *ground.microseconds(lambda: seen(client, url), times)


if __name__ == "__main__":
    main()
