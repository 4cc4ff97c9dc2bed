"""What the office prints: so many pages, on the paper of the unit, in black and white."""

import re

import pytest
from looks import SIZES, stands_well
from playwright.sync_api import Page

# F4 across, 330 × 215 mm, in points as Chromium rounds them.
F4_ACROSS = b"935.03998 609.12"
F4 = b"609.12 935.03998"
# Half folio, 165 × 215 mm.
HALF_FOLIO = b"468 609.12"
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
    page.wait_for_url("**/kendali/", wait_until="load")
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


def first_record(page: Page) -> None:
    """Open the latest record of the list that has its papers."""
    page.goto("/berkas/")
    page.get_by_role("link", name="Triwulan II Tahun 2026").first.click()


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/disposisi/kosong/", "Lembar Disposisi kosong Kecamatan Suak Midai"),
        ("/pengantar/kosong/", "Surat Pengantar kosong Kecamatan Suak Midai"),
    ],
)
def test_blank_sheets_print_on_one_half_folio_and_are_named(sign_in, path, title):
    page = sign_in("camat")
    page.goto(path)
    assert page.title() == title
    assert printed(page) == (1, {HALF_FOLIO})


@pytest.mark.parametrize("kind", ["Lembar disposisi", "Surat pengantar"])
def test_filled_sheets_print_on_one_half_folio_with_their_code(sign_in, kind):
    page = sign_in("camat")
    first_record(page)
    page.get_by_role("link", name="Semua lembar sebagai satu rangkaian").click()
    page.get_by_role("link", name=re.compile(f"^{kind} (DK|SP)")).first.click()
    if kind == "Lembar disposisi":
        page.get_by_role("link", name="Cetak lembar").click()
    code = page.get_by_role("img", name="Kode QR ke halaman lembar ini")
    assert code.evaluate("img => img.complete && img.naturalWidth > 0")
    assert page.title().startswith(f"{kind.title()} ")
    assert printed(page) == (1, {HALF_FOLIO})


@pytest.mark.parametrize(
    ("button", "title"),
    [
        ("Cetak formulir terisi", "Formulir Triwulan II 2026 Seksi"),
        ("Cetak formulir kosong", "Formulir kosong Triwulan II 2026 Seksi"),
    ],
)
def test_a_form_prints_filled_and_blank_on_one_sheet_across(sign_in, button, title):
    page = sign_in("camat")
    first_record(page)
    page.locator("a.chip", has_text="Seksi").first.click()
    page.get_by_role("link", name=button).click()
    assert page.title().startswith(title)
    assert page.title().endswith("Kecamatan Suak Midai")
    assert printed(page) == (1, {F4_ACROSS})


def test_the_draft_report_prints_upright_on_f4(sign_in):
    page = sign_in("camat")
    page.goto("/berkas/")
    page.get_by_role("link", name="Triwulan III Tahun 2026").first.click()
    page.get_by_role("link", name="Draf laporan").click()
    assert page.title().startswith("Draf Laporan Realisasi Kinerja Triwulan III Tahun 2026")
    assert printed(page) == (2, {F4})


def test_sheets_stand_well_on_a_phone(sign_in):
    page = sign_in("camat", viewport=SIZES["phone"], bypass_csp=True)
    for path in ("/disposisi/kosong/", "/pengantar/kosong/", "/formulir/1/cetak/"):
        page.goto(path)
        stands_well(page, SIZES["phone"]["width"])
