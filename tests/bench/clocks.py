"""Show how many clocks a second an inbox of open rounds reads; the floor is bare arithmetic.

Run from the project's folder: python -m tests.bench.clocks
"""

from datetime import timedelta

from tests.bench import ground

ROUNDS = 1000
EDITION = 99  # an edition that no generated record has
# One round in so many has a pause.
PAUSED = 3


def main() -> None:
    options = ground.asked("clocks of an inbox", times=15)
    ground.stand_on(options)
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from workflow.timing.clock import Clocks

    at = timezone.now()
    with transaction.atomic():
        units = begin_rounds(at)
        rows = list(open_rounds())
        ready = Clocks(set(units.values()), at=at)
        week = ready.calendars.of(None, known_at=at).week

        def inbox() -> None:
            clocks = Clocks(set(units.values()), at=at)
            for run in open_rounds():
                clocks.of(run, units[run.submission_id])

        def at_hand() -> None:
            for run in rows:
                ready.of(run, units[run.submission_id])

        def floor() -> None:
            for run in rows:
                week.between(run.started_at, at)

        with CaptureQueriesContext(connection) as captured:
            inbox()
        acts = {"inbox, read and computed": inbox, "rows at hand": at_hand, "bare between": floor}
        costs = {name: ground.microseconds(act, options.times) for name, act in acts.items()}
        transaction.set_rollback(True)
    print(f"{len(rows)} open rounds of {len(set(units.values()))} units; {len(captured)} queries")
    print(f"  {'':<26}{'least ms':>10}{'median ms':>11}{'per second':>12}")
    for name, (least, middle) in costs.items():
        rate = len(rows) * 1_000_000 // least
        print(f"  {name:<26}{least / 1000:>10.1f}{middle / 1000:>11.1f}{rate:>12}")
    least = [cost[0] for cost in costs.values()]
    print(
        f"  inbox : floor {least[0] / least[2]:.1f}, rows at hand : floor {least[1] / least[2]:.1f}"
    )


def begin_rounds(at) -> dict[int, int]:
    """Begin a round of step 3 in a thousand archived records; lead from each to its unit."""
    from workflow.models import Pause, State, StepRun, Submission

    records = list(Submission.objects.filter(state=State.ARCHIVED).order_by("pk")[:ROUNDS])
    if len(records) < ROUNDS:
        raise SystemExit(f"{len(records)} archived records: generate more units or years")
    runs = StepRun.objects.bulk_create(
        StepRun(
            submission=record,
            edition=EDITION,
            step=3,
            round=1,
            arrived_at=at - timedelta(days=6, minutes=number),
            started_at=at - timedelta(days=3, minutes=number),
            standard_amount=90,
            standard_unit="minutes",
        )
        for number, record in enumerate(records)
    )
    Pause.objects.bulk_create(
        Pause(
            run=run,
            since=run.started_at + timedelta(hours=1),
            until=run.started_at + timedelta(hours=3),
            reason=Pause.Reason.MEETING,
            recorded_at=run.started_at,
            recorded_by_id=run.submission.opened_by_id,
        )
        for run in runs[::PAUSED]
    )
    return {record.pk: record.unit_id for record in records}


def open_rounds():
    from workflow.models import StepRun

    return StepRun.objects.filter(edition=EDITION, finished_at=None).with_times()


if __name__ == "__main__":
    main()
