"""Keterangan keaslian dokumen before a stranger's browser: the file is compared where it lies."""

from datetime import UTC, datetime
from hashlib import sha256

import pytest
from django.template.loader import render_to_string
from looks import SIZES, stands_well
from playwright.sync_api import Page, expect

from workflow.screens.verification import Later, Print, Verification

MOMENT = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)
SEALED, OTHER = b"%PDF-1.7 laporan", b"%PDF-1.7 laporam"
PATH = "/verifikasi/k7qx2-mpa9t-rdw4h-n6cej/"


@pytest.fixture
def stranger(server, chromium):
    """Open the page of a report that no sample has, in a browser that nobody signed in to."""
    contexts = []

    def opens(*, later: Later | None = None, **options) -> Page:
        context = chromium.new_context(base_url=server, bypass_csp=True, **options)
        contexts.append(context)
        page = context.new_page()
        body = render_to_string(
            "workflow/verification.html", {"found": report(later), "now": MOMENT}
        )
        answer = {"body": body, "content_type": "text/html; charset=utf-8"}
        page.route(f"**{PATH}", lambda route: route.fulfill(**answer))
        page.goto(PATH)
        return page

    yield opens
    for context in contexts:
        context.close()


def report(later: Later | None) -> Verification:
    prints = (
        Print("laporan (PDF)", sha256(SEALED).hexdigest()),
        Print("isi arsip (JSON)", "a" * 64),
    )
    return Verification(
        code="k7qx2-mpa9t-rdw4h-n6cej",
        unit="Kecamatan Suak Midai",
        regency="Kabupaten Natuna",
        period="Triwulan III Tahun 2026",
        edition=1,
        register_number="000.8.6.3/1/2026",
        sealed_at=MOMENT,
        approving_hash="b" * 64,
        prints=prints,
        later=later,
    )


def choose(page: Page, content: bytes) -> None:
    file = {"name": "laporan.pdf", "mimeType": "application/pdf", "buffer": content}
    page.set_input_files("#berkas", files=[file])


def test_file_is_compared_without_being_sent(stranger):
    page, sent = stranger(), []
    page.on("request", lambda request: sent.append(request.url))
    choose(page, SEALED)
    said = page.locator("[data-compare-said]")
    expect(said).to_contain_text(
        "Sama persis. “laporan.pdf” sama sampai bita terakhir dengan laporan"
    )
    choose(page, OTHER)
    expect(said).to_contain_text("Tidak sama.")
    expect(said).to_contain_text(sha256(OTHER).hexdigest())
    assert sent == []


def test_file_is_dropped_on_the_page(stranger):
    page = stranger()
    page.evaluate(
        """bytes => {
            const carried = new DataTransfer();
            carried.items.add(new File([new Uint8Array(bytes)], "jatuh.pdf"));
            const drop = new DragEvent("drop", { dataTransfer: carried, cancelable: true });
            document.querySelector("[data-compare]").dispatchEvent(drop);
        }""",
        list(SEALED),
    )
    expect(page.locator("[data-compare-said]")).to_contain_text("Sama persis. “jatuh.pdf”")


def test_without_a_script_there_is_a_button_to_send_it(stranger):
    page = stranger(java_script_enabled=False)
    expect(page.get_by_role("button", name="Bandingkan")).to_be_visible()
    expect(page.locator("[data-compare-hint]")).to_contain_text("tidak disimpan")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("later", [None, Later(2, MOMENT)], ids=["holds", "replaced"])
def test_page_stands_at_every_width(stranger, picture, size, later):
    page = stranger(later=later, viewport=SIZES[size])
    choose(page, OTHER)
    expect(page.locator("[data-compare-said]")).to_contain_text("Tidak sama.")
    picture(page, f"verification-{'replaced' if later else 'holds'}-{size}")
    stands_well(page, SIZES[size]["width"])


@pytest.mark.parametrize("path", ["/verifikasi/", "/verifikasi/tidak-ada/"])
def test_field_for_a_code_stands_on_a_phone(server, chromium, path):
    page = chromium.new_page(base_url=server, bypass_csp=True, viewport=SIZES["phone"])
    page.goto(path)
    stands_well(page, 360)
    page.close()


def test_page_is_printed_without_its_form(stranger):
    page = stranger()
    page.emulate_media(media="print")
    expect(page.locator("[data-compare]")).to_be_hidden()
    expect(page.get_by_text("Sidik catatan yang menyetujui", exact=True)).to_be_visible()
