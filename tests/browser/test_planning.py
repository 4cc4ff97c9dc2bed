"""A planning document goes out, is changed, comes back, is seen first and becomes a version."""

from io import BytesIO
from pathlib import Path

import pytest
from documents_in import FIRST, put, saved
from looks import SIZES, stands_well
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Page, expect

from kinerja.planning.columns import COLUMNS

PLACES = {column.key: place for place, column in enumerate(COLUMNS, start=1)}


def taken(page: Page) -> Workbook:
    page.goto("/kantor/perjanjian/unggah/")
    with page.expect_download() as download:
        page.get_by_role("link", name="untuk diubah").click()
    return load_workbook(BytesIO(Path(download.value.path()).read_bytes()))


def said(book: Workbook, place: int, key: str) -> str:
    return book.active.cell(FIRST + place, PLACES[key]).value


def brought(page: Page, book: Workbook, folder: Path) -> None:
    file = folder / "pk.xlsx"
    file.write_bytes(saved(book))
    page.goto("/kantor/perjanjian/unggah/")
    page.set_input_files('input[type="file"]', file)
    page.get_by_role("button", name="Baca dan tampilkan").click()


@pytest.mark.parametrize("size", SIZES)
def test_document_is_seen_before_it_becomes_a_version(sign_in, picture, tmp_path, size):
    page = sign_in("operator", viewport=SIZES[size], bypass_csp=True)
    book = taken(page)
    name = said(book, 1, "indicator")
    put(book, 0, person_in_charge=f"Kasi {size}")
    put(book, 1, indicator=f"{name.upper()}  ")
    put(book, 2, target_4="2 dok")
    brought(page, book, tmp_path)
    expect(page.get_by_text("Belum dapat disimpan.")).to_be_visible()
    expect(page.get_by_text("Terbaca “2 dok”")).to_be_visible()
    picture(page, f"planning-refused-{size}")
    stands_well(page, SIZES[size]["width"])

    put(book, 2, target_4="77,5")
    brought(page, book, tmp_path)
    expect(page.get_by_role("heading", name="Indikator kembar?")).to_be_visible()
    expect(page.get_by_text("Penanggung jawab: ")).to_be_visible()
    picture(page, f"planning-preview-{size}")
    stands_well(page, SIZES[size]["width"])

    page.get_by_label("sama dengan", exact=False).check()
    page.get_by_label("Sebutan").fill(f"PK perubahan {size}")
    page.get_by_label("Tanggal").fill("2026-09-01")
    page.get_by_label("Alasan").fill("APBD perubahan")
    page.get_by_role("button", name="Simpan sebagai versi").click()
    expect(page.get_by_text(f"PK perubahan {size}").first).to_be_visible()
    assert said(taken(page), 0, "person_in_charge") == f"Kasi {size}"
    assert said(taken(page), 1, "indicator") == name


def test_document_becomes_a_version_without_a_script(sign_in, tmp_path):
    page = sign_in("operator", java_script_enabled=False)
    book = taken(page)
    put(book, 0, person_in_charge="Kasi tanpa skrip")
    brought(page, book, tmp_path)
    page.get_by_label("Sebutan").fill("PK perubahan tanpa skrip")
    page.get_by_label("Tanggal").fill("2026-09-02")
    page.get_by_label("Alasan").fill("APBD perubahan")
    page.get_by_role("button", name="Simpan sebagai versi").click()
    expect(page.get_by_text("PK perubahan tanpa skrip").first).to_be_visible()
