"""The form goes out as a workbook, is filled in, and comes back through the preview."""

from pathlib import Path

import pytest
from looks import SIZES, stands_well
from playwright.sync_api import Page, expect
from workbooks import filled


def open_form(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Isi formulir").first.click()


def taken(page: Page) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh Excel").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    return Path(download.value.path()).read_bytes()


def code_of(page: Page, key: str) -> str:
    """Name the first row that is asked for this."""
    found = page.locator(f'input[name^="{key}-"]').first
    return (found.get_attribute("name") or "").removeprefix(f"{key}-")


@pytest.mark.parametrize("size", SIZES)
def test_what_was_read_is_seen_before_it_is_saved(sign_in, picture, tmp_path, size):
    page = sign_in("kasi.pmd", viewport=SIZES[size], bypass_csp=True)
    open_form(page)
    code, other = code_of(page, "value"), code_of(page, "numerator")
    typed = "1.100" if size == "wide" else "1.200"
    file = tmp_path / "formulir.xlsx"
    cells = {
        (code, "value"): typed,
        (code, "drivers"): "-gotong royong",
        (other, "numerator"): "2 dok",
    }
    file.write_bytes(filled(taken(page), cells))

    page.get_by_role("link", name="Unggah Excel").click()
    picture(page, f"workbook-upload-{size}")
    stands_well(page, SIZES[size]["width"])
    page.set_input_files('input[type="file"]', file)
    page.get_by_role("button", name="Lihat isinya dahulu").click()

    expect(page.get_by_text(f"terbaca: {typed} = seribu")).to_be_visible()
    expect(page.get_by_text("Terbaca “2 dok”")).to_be_visible()
    picture(page, f"workbook-{size}")
    stands_well(page, SIZES[size]["width"])

    page.get_by_role("button", name="Simpan isian (1 baris)").click()
    if page.get_by_role("button", name="Ya, simpan").is_visible():
        page.get_by_role("button", name="Ya, simpan").click()
    expect(page.locator(f'input[name="value-{code}"]')).to_have_value(typed)


def test_the_preview_works_without_a_script(sign_in, tmp_path):
    page = sign_in("kasi.pmd", java_script_enabled=False)
    open_form(page)
    code = code_of(page, "value")
    file = tmp_path / "formulir.xlsx"
    file.write_bytes(filled(taken(page), {(code, "value"): "17"}))
    page.get_by_role("link", name="Unggah Excel").click()
    page.set_input_files('input[type="file"]', file)
    page.get_by_role("button", name="Lihat isinya dahulu").click()
    expect(page.get_by_role("heading", name="Akan berubah: 1 baris")).to_be_visible()


@pytest.mark.parametrize("size", SIZES)
def test_the_empty_form_stands_at_every_width(sign_in, picture, size):
    page = sign_in("kasi.pmd", viewport=SIZES[size], bypass_csp=True)
    open_form(page)
    page.get_by_role("link", name="Cetak formulir kosong").click()
    picture(page, f"paper-form-{size}")
    stands_well(page, SIZES[size]["width"])
