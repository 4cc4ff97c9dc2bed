"""The office's own on paper: opening a period, standing orders, gangguan kerja."""

from datetime import timedelta

from clerk.desk import holders, overlaps
from clerk.judging import Press, step, verb


@verb(2, needs_record=False, entries=0)
def open_submission(press: Press) -> bool:
    before = press.record
    if before and before.state != "cancelled":
        return False
    press.desk.opened(press.deal.quarter)
    return True


@verb(step(1), needs_record=False)
def give_standing_order(press: Press) -> bool:
    if press.desk.orders.get(press.section) == "living":
        return False
    press.desk.orders[press.section] = "living"
    return True


@verb(step(1), needs_record=False)
def revoke_standing_order(press: Press) -> bool:
    if press.desk.orders.get(press.section) != "living":
        return False
    press.desk.orders[press.section] = "revoked"
    return True


@verb(2, needs_record=False)
def record_disruption(press: Press) -> bool:
    ends = press.desk.at - timedelta(hours=1)
    starts = ends - timedelta(hours=1)
    if any(overlaps(each, starts, ends) for each in press.desk.disruptions):
        return False
    press.desk.disruptions.append(
        {"who": press.who, "state": "recorded", "starts": starts, "ends": ends}
    )
    return True


def disruption(press: Press) -> dict:
    return press.desk.disruptions[press.deal.pick % len(press.desk.disruptions)]


def others_at_step_3(press: Press) -> set[str]:
    return holders(3, 0) - {disruption(press)["who"]}


@verb(others_at_step_3, needs_record=False)
def confirm_disruption(press: Press) -> bool:
    return settle(press, "confirmed")


@verb(lambda press: holders(2, 0) | holders(3, 0), needs_record=False)
def withdraw_disruption(press: Press) -> bool:
    return settle(press, "withdrawn")


def settle(press: Press, how: str) -> bool:
    found = disruption(press)
    if found["state"] != "recorded":
        return False
    found["state"] = how
    return True
