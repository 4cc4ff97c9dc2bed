"""Show that counting ten years of working time costs little more than counting a day.

Run from the project's folder: python -m tests.bench.worktime
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from time import perf_counter_ns

from workflow.worktime import WorkWeek

OFFICE = ((time(7, 30), time(12)), (time(13), time(16)))
CLOSED = [date(2021, 1, 1) + timedelta(days=25 * count) for count in range(200)]
SPANS = {"1 day": 1, "1 month": 30, "1 year": 365, "10 years": 3652}
ZONES = ("Asia/Jakarta", "Europe/Berlin")


def main() -> None:
    for zone in ZONES:
        week = made(zone)
        print(f"{zone}, {len(CLOSED)} holidays; made in {cost(lambda zone=zone: made(zone))} µs")
        print(f"  {'µs per call':<12}{'between':>10}{'after':>10}{'day by day':>14}")
        rows = [costs(week, days) for days in SPANS.values()]
        for name, row in zip(SPANS, rows, strict=True):
            print(f"  {name:<12}{row[0]:>10}{row[1]:>10}{row[2]:>14}")
        ratios = [f"{last / first:.1f}" for first, last in zip(rows[0], rows[-1], strict=True)]
        print(f"  {'10 y : 1 day':<12}{ratios[0]:>10}{ratios[1]:>10}{ratios[2]:>14}")


def made(zone: str) -> WorkWeek:
    return WorkWeek(dict.fromkeys(range(5), OFFICE), CLOSED, tz=zone)


def costs(week: WorkWeek, days: int) -> tuple[int, int, int]:
    start = datetime(2021, 3, 2, 9, tzinfo=week.tz)
    end = start + timedelta(days=days)
    work = week.between(start, end)
    if (walked := day_by_day(week, start, end)) != work:
        raise SystemExit(f"the floor counts {walked}, the week {work}")
    return (
        cost(lambda: week.between(start, end)),
        cost(lambda: week.after(start, work)),
        cost(lambda: day_by_day(week, start, end)),
    )


def day_by_day(week: WorkWeek, start: datetime, end: datetime) -> timedelta:
    """Count as one would at first: the floor. It knows no clock changes."""
    closed, counted, day = set(CLOSED), timedelta(0), start.date()
    while day <= end.date():
        if day.weekday() < 5 and day not in closed:
            for since, until in OFFICE:
                first = max(datetime.combine(day, since, week.tz), start)
                last = min(datetime.combine(day, until, week.tz), end)
                counted += max(last - first, timedelta(0))
        day += timedelta(days=1)
    return counted


def cost(act: Callable) -> int:
    """Take the best of some runs, in whole microseconds: the rest is the machine's noise."""
    act()
    times = 1
    while (taken := run(act, times)) < 20_000_000:
        times *= 2
    return min(taken, *(run(act, times) for _ in range(4))) // times // 1000


def run(act: Callable, times: int) -> int:
    begun = perf_counter_ns()
    for _ in range(times):
        act()
    return perf_counter_ns() - begun


if __name__ == "__main__":
    main()
