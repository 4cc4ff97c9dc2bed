"""A clock in an open page moves by itself, and says the same as the program would."""

import json

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Page, expect

from workflow.screens.clocks import ClockFace

MINUTE = 60_000
# Worked 58 of 90 minutes; then five minutes of work, an hour's break, and work again.
TOLD = {
    "worked": 58 * MINUTE,
    "budget": 90 * MINUTE,
    "near": 60 * MINUTE,
    "spans": [[0, 5 * MINUTE], [65 * MINUTE, 300 * MINUTE]],
}
FACE = ClockFace(
    sentence="",
    stage="sesuai standar",
    sign="✓",
    tone="good",
    percent=64,
    spent="58 menit",
    standard="90 menit",
    left="sisa 32 menit",
    due=None,
    moving=json.dumps(TOLD),
)


@pytest.fixture
def clock(sign_in) -> Page:
    """A page of the program with this one clock, in a browser whose time the test moves."""
    part = render_to_string("parts/clock.html", {"face": Shown()})
    body = f'<!doctype html>{part}<script type="module" src="/static/js/page.js"></script>'
    page = sign_in("kasubag")
    page.clock.install()
    page.route("**/jam/", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto("/jam/")
    return page


class Shown:
    """The face as a template meets it, running although no date of a due time is at hand."""

    runs = True

    def __getattr__(self, name: str):
        return getattr(FACE, name)


@pytest.mark.parametrize(("minutes", "stage", "spent", "left"), [
    (1, "sesuai standar", "59 menit", "sisa 31 menit"),
    (3, "mendekati batas", "1 jam 1 menit", "sisa 29 menit"),
    (30, "mendekati batas", "1 jam 3 menit", "sisa 27 menit"),  # in the break it stands
    (75, "mendekati batas", "1 jam 13 menit", "sisa 17 menit"),
    (95, "melampaui batas", "1 jam 33 menit", "lewat 3 menit"),
])  # fmt: skip
def test_a_clock_moves_with_the_working_time(clock, minutes, stage, spent, left):
    asked = []
    clock.on("request", lambda request: asked.append(request.url))
    clock.clock.fast_forward(minutes * MINUTE)
    expect(clock.locator("[data-clock-stage]")).to_have_text(stage)
    expect(clock.locator("[data-clock-spent]")).to_have_text(spent)
    expect(clock.locator("[data-clock-left]")).to_have_text(left)
    assert asked == []
