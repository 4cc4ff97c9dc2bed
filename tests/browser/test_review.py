"""Sekcam finds three planted errors in forty rows: by keyboard alone, and with a thumb."""

import subprocess
import sys
from pathlib import Path

import pytest
from forty_rows import REPLACED, SEKCAM, TOO_LITTLE, TOO_MUCH
from looks import stands_well
from playwright.sync_api import Page, expect

PROJECT = Path(__file__).resolve().parents[2]
PHONE = {"width": 360, "height": 740}
PLANTED = [REPLACED, TOO_LITTLE, TOO_MUCH]


@pytest.fixture(scope="session")
def address(server, env) -> str:
    """Where the record of forty rows is corrected; its answers are left for the next test."""
    script = [sys.executable, "tests/forty_rows.py"]
    done = subprocess.run(script, cwd=PROJECT, env=env, check=True, capture_output=True, text=True)
    return f"/berkas/{done.stdout.split()[-1]}/koreksi/"


FOCUSED = "document.activeElement.matches('a, button') ? document.activeElement.textContent : ''"


def row(page: Page, code: str):
    return page.locator(f'[id="baris-{code}"]')


def places(page: Page) -> list[str]:
    return [
        each.get_attribute("id").removeprefix("baris-") for each in page.locator("[data-row]").all()
    ]


def keys(page: Page, *pressed: str) -> None:
    for key in pressed:
        page.keyboard.press(key)


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the button or link of that name has the focus."""
    for _ in range(60):
        if name in page.evaluate(FOCUSED):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {name}")


def test_with_a_thumb_one_row_fills_the_screen(address, sign_in, picture):
    page = sign_in(SEKCAM, viewport=PHONE, has_touch=True, bypass_csp=True)
    page.goto(address)
    expect(page.locator("main")).to_contain_text("40 baris: 3 perlu Anda lihat")
    assert places(page)[:3] == PLANTED
    stands_well(page, PHONE["width"])
    first = row(page, REPLACED)
    first.scroll_into_view_if_needed()
    assert first.bounding_box()["height"] >= PHONE["height"]
    expect(first.locator(".draft-place")).to_have_text("1 dari 40")
    expect(first).to_contain_text("nilai dari seksi diganti")
    for button in first.locator(".draft-acts .btn:visible").all()[:3]:
        assert button.bounding_box()["height"] >= 44
    picture(page, "review-thumb")
    first.get_by_role("button", name=f"Sesuai {REPLACED}").tap()
    expect(page).to_have_url(f"{page.url.split('#')[0]}#baris-{TOO_LITTLE}")
    second = row(page, TOO_LITTLE)
    expect(second).to_be_in_viewport()
    second.locator("[data-note] summary").tap()
    second.locator("textarea").fill("Dari mana angka ini?")
    second.get_by_role("button", name="Simpan catatan").tap()
    expect(row(page, TOO_LITTLE)).to_contain_text("Catatan: Dari mana angka ini?")
    row(page, TOO_LITTLE).get_by_role("button", name="Tutup catatan").tap()
    expect(row(page, TOO_LITTLE)).to_contain_text("Catatan, ditutup: Dari mana angka ini?")


def test_with_the_keyboard_alone_the_errors_are_found_corrected_and_approved(
    address, sign_in, picture
):
    page = sign_in(SEKCAM, bypass_csp=True)
    page.goto(address)
    tab_to(page, "Nyatakan sesuai 37 tanpa peringatan")
    keys(page, "Enter")
    expect(page.locator("main")).to_contain_text("belum dinyatakan sesuai")
    page.goto(address)
    tab_to(page, "Mulai dengan papan tik")
    keys(page, "Enter")
    expect(row(page, TOO_LITTLE)).to_be_focused()
    keys(page, "k")
    page.keyboard.type("92,5")
    keys(page, "Tab")
    page.keyboard.type("Salah ketik: rekap menyebut 92,5")
    keys(page, "Enter")
    expect(row(page, TOO_LITTLE)).to_contain_text("Dikoreksi: 9 → 92,5")
    expect(row(page, TOO_MUCH)).to_be_focused()
    keys(page, "ArrowUp", "ArrowDown", "k")
    page.keyboard.type("90")
    keys(page, "Tab")
    page.keyboard.type("Satu nol terlalu banyak")
    picture(page, "review-keyboard")
    keys(page, "Enter")
    expect(page.locator("main")).to_contain_text("0 belum dinyatakan sesuai")
    stands_well(page, 1280)
    tab_to(page, "Setujui …")
    keys(page, "Enter")
    expect(page.locator("main")).to_contain_text("2 dikoreksi")
    tab_to_password(page)
    page.keyboard.type("kinerja-demo")
    keys(page, "Enter")
    expect(page.locator(".notice-success")).to_contain_text("disetujui")


def tab_to_password(page: Page) -> None:
    for _ in range(40):
        if page.evaluate("document.activeElement.id") == "password":
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab does not lead to the password")
