"""Bantuan shows pictures of the real screens; PICTURES=1 takes them anew from the demo."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from workflow.screens.guide import OTHER_LINES, STEP_LINES

FOLDER = Path(__file__).resolve().parents[2] / "static" / "img" / "guide"
SIZE = {"width": 960, "height": 640}
# The picture of each topic: whose screen, and the way to it from Tugas.
WAYS = {
    "form": ("kasi.pmd", "Isi formulir"),
    "enter": ("kasubag", "Buka input"),
    "review": ("tetangga.sekcam", "Buka koreksi"),
    "archive": ("admin.ekejab", "Buka dokumentasi"),
    "inbox": ("petugas", ""),
    "achievement": ("camat", "Capaian"),
    "submission": ("inspektorat", "Berkas"),
    "office": ("operator", "Kantor"),
    "sop": ("administrator", "SOP"),
}


def open_screen(page: Page, link: str) -> None:
    page.goto("/")
    if link:
        page.get_by_role("link", name=link, exact=True).first.click()


def test_every_topic_has_its_picture():
    named = {lines[0] for lines in (*STEP_LINES.values(), *OTHER_LINES.values())}
    assert named == set(WAYS)
    assert {path.stem for path in FOLDER.glob("*.jpg")} == named
    assert all(path.stat().st_size < 80_000 for path in FOLDER.glob("*.jpg"))


@pytest.mark.parametrize("picture", WAYS)
def test_the_screen_of_a_picture_is_there(sign_in, picture):
    who, link = WAYS[picture]
    page = sign_in(who, viewport=SIZE)
    open_screen(page, link)
    assert page.locator("h1").is_visible()
    if os.environ.get("PICTURES"):
        FOLDER.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=FOLDER / f"{picture}.jpg", type="jpeg", quality=62)
