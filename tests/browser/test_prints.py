"""What the office prints: so many pages, on the paper of the unit, in black and white."""

import re

import pytest
from playwright.sync_api import Page

# F4 across, 330 × 215 mm, in points as Chromium rounds them.
F4_ACROSS = b"935.03998 609.12"
F4 = b"609.12 935.03998"
PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
PAPER = re.compile(rb"/MediaBox\s*\[0 0 ([\d. ]+)\]")


def printed(page: Page) -> tuple[int, set[bytes]]:
    """Print the page as it asks for, and give how many sheets it took, of what sizes."""
    pdf = page.pdf(prefer_css_page_size=True, print_background=False)
    return len(PAGE.findall(pdf)), set(PAPER.findall(pdf))


@pytest.mark.parametrize(
    ("path", "pages"),
    [("/sop/", 2), ("/sop/evaluasi/", 1), ("/riwayat/", 1), ("/indikator/2/", 2)],
    ids=["sop sheet", "evaluation of the usual four periods", "riwayat", "card of seven quarters"],
)
def test_a_page_prints_on_so_many_sheets_of_f4(sign_in, path, pages):
    page = sign_in("camat")
    page.goto(path)
    assert printed(page) == (pages, {F4_ACROSS})


def test_the_control_sheet_of_a_record_prints_on_f4_across(sign_in):
    page = sign_in("camat")
    page.goto("/berkas/")
    page.locator("main table a, main ul a").first.click()
    page.get_by_role("link", name="Lembar Kendali SOP").click()
    pages, papers = printed(page)
    assert pages <= 2
    assert papers == {F4_ACROSS}


def test_ringkasan_prints_on_one_sheet_and_the_year_on_sheets_of_its_own(sign_in):
    page = sign_in("camat")
    page.goto("/capaian/2026/")
    pages, papers = printed(page)
    assert papers == {F4_ACROSS}
    page.get_by_role("link", name="Cetak", exact=True).click()
    assert page.get_by_role("heading", name="Ringkasan Triwulan III 2026").is_visible()
    assert printed(page) == (1, {F4})
    assert pages > 1
