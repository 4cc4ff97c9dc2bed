"""Show what Pemantauan costs for many units, beside a bare view with one query and one template.

Run from the project's folder: python -m tests.bench.monitoring
"""

from tests.bench import ground

BARE = "/bare/"


def main() -> None:
    options = ground.asked("Pemantauan beside a bare view", times=15)
    ground.stand_on(options)
    pages = {"bare view": BARE, "pemantauan": "/pemantauan/"}
    costs = {name: measured(url, options.times) for name, url in pages.items()}
    print(f"{options.units} units × {4 * options.years} quarters, {options.times} times")
    print(f"  {'':<12}{'queries':>8}{'least ms':>10}{'median ms':>11}")
    for name, (queries, least, middle) in costs.items():
        print(f"  {name:<12}{queries:>8}{least / 1000:>10.1f}{middle / 1000:>11.1f}")
    bare, page = costs.values()
    print(f"  {'ratio':<12}{'':>8}{page[1] / bare[1]:>10.0f}{page[2] / bare[2]:>11.0f}")


def measured(url: str, times: int) -> tuple[int, int, int]:
    """Open a page through the test client; count its queries, then measure it.

    The bare view is opened by nobody: a sign-in would add its own queries to the one.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = visitor(signs_in=url != BARE)
    with CaptureQueriesContext(connection) as captured:
        seen(client, url)
    return len(captured), *ground.microseconds(lambda: seen(client, url), times)


def visitor(*, signs_in: bool):
    """Make a browser where both pages have an address; signed in, it reads every generated unit."""
    from django.conf import settings
    from django.test import Client

    from kinerja.models import User

    settings.ROOT_URLCONF = "tests.bench.addresses"
    settings.WHITENOISE_AUTOREFRESH = True  # nothing was collected for benchmarks
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    client = Client()
    if signs_in:
        client.force_login(User.objects.get(username="umum.inspektorat"))
    return client


def seen(client, url: str) -> None:
    response = client.get(url)
    if response.status_code != 200:
        raise SystemExit(f"{url}: {response.status_code}")


if __name__ == "__main__":
    main()
