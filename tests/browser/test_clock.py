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


def opened(sign_in, body: str) -> Page:
    """A page of the program with this part alone, in a browser whose time the test moves."""
    page = sign_in("kasubag")
    page.clock.install()
    script = '<script type="module" src="/static/js/page.js"></script>'
    page.route(
        "**/jam/",
        lambda route: route.fulfill(
            body=f"<!doctype html>{body}{script}", content_type="text/html"
        ),
    )
    page.goto("/jam/")
    return page


def test_a_waiting_clock_moves_without_a_request(sign_in):
    told = json.dumps({"waited": 58 * MINUTE, "spans": [[0, 5 * MINUTE]]})
    face = ClockFace("", "belum dimulai", "○", "quiet", waited="58 menit", moving=told)
    page = opened(sign_in, render_to_string("parts/clock.html", {"face": face}))
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.fast_forward(3 * MINUTE)
    expect(page.locator("[data-clock-waited]")).to_have_text("1 jam 1 menit")
    page.clock.fast_forward(30 * MINUTE)
    expect(page.locator("[data-clock-waited]")).to_have_text("1 jam 3 menit")
    assert asked == []


def test_a_pause_is_offered_in_an_open_page_without_a_request(sign_in):
    part = (
        f'<form id="f"></form><details><div data-idle="{20 * MINUTE}" hidden>'
        '<input type="hidden" name="since" value="x" form="f" disabled></div></details>'
    )
    page = opened(sign_in, part)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.fast_forward(19 * MINUTE)
    assert not page.evaluate("document.querySelector('details').open")
    page.clock.fast_forward(2 * MINUTE)
    assert page.evaluate("document.querySelector('details').open")
    assert page.evaluate("new FormData(document.querySelector('form')).get('since')") == "x"
    assert asked == []
