"""Every screen, wide and on a phone: nothing sticks out, nothing bars anybody, no script needed."""

import pytest
from looks import SIZES, stands_well
from playwright.sync_api import expect

SCREENS = (
    ("kasubag", "inbox", "/"),
    ("kasubag", "submissions", "/berkas/"),
    ("kasubag", "sop", "/sop/"),
    ("kasubag", "guide", "/bantuan/"),
    ("kasubag", "indicators", "/indikator/"),
    ("camat", "achievement", "/capaian/"),
    ("camat", "history", "/riwayat/"),
    ("inspektorat", "indicator-card", "/indikator/2/"),
    ("administrator", "sop-revise", "/sop/revisi/"),
    ("administrator", "evaluation", "/sop/evaluasi/?unit=semua&dari=2025-1"),
    ("administrator", "monitoring", "/pemantauan/"),
    ("operator", "office", "/kantor/"),
    ("operator", "calendar", "/kantor/kalender/"),
    ("operator", "calendar-special", "/kantor/kalender/jam-khusus/"),
    ("kasubag", "calendar-disruption", "/kantor/kalender/gangguan/"),
    ("operator", "people", "/kantor/orang/"),
    ("operator", "person", "/kantor/orang/baru/"),
    ("operator", "positions", "/kantor/jabatan/"),
    ("operator", "assignments", "/kantor/penugasan/"),
    ("operator", "assignment", "/kantor/penugasan/baru/"),
    ("operator", "agreements", "/kantor/perjanjian/"),
    ("operator", "findings", "/kantor/peringatan/"),
    ("operator", "cross-check", "/kantor/peringatan/uji-silang/baru/"),
    ("operator", "classifications", "/kantor/klasifikasi/"),
    ("operator", "application", "/kantor/aplikasi/e-kejab/ubah/"),
    ("admin.ekejab", "archive-search", "/arsip/"),
    ("admin.ekejab", "archive-register", "/arsip/daftar/"),
    ("administrator", "backup", "/kantor/cadangan/"),
    ("operator", "password-change", "/sandi/"),
    ("operator", "signatories", "/kantor/penanda-tangan/"),
    ("operator", "signatory", "/kantor/penanda-tangan/camat/ubah/"),
    ("kasi.pmd", "account", "/akun/"),
    ("kasi.pmd", "privacy", "/data-pribadi/"),
    ("kasi.pmd", "acting", "/plh/"),
    ("kasi.trantib", "handover", "/serah-terima/14/2026-02-16/"),
    ("administrator", "health", "/sehat/"),
    ("kasi.pmd", "not-yours", "/kantor/"),
)

OF_ARCHIVE = ("waktu", "salinan", "data-arsip", "salinan-bertanda-tangan")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("who", "name", "path"), SCREENS, ids=[name for _, name, _ in SCREENS])
def test_a_screen_stands_at_every_width(sign_in, picture, size, who, name, path):
    page = sign_in(who, viewport=SIZES[size], bypass_csp=True)
    page.goto(path)
    picture(page, f"{name}-{size}")
    stands_well(page, SIZES[size]["width"])


@pytest.mark.parametrize("size", SIZES)
def test_the_screens_of_a_record_stand_at_every_width(sign_in, picture, size):
    page = sign_in("kasubag", viewport=SIZES[size], bypass_csp=True)
    page.goto("/")
    page.get_by_role("link", name="Buka input").first.click()
    base = page.url.removesuffix("input/")
    screens = ("", "input/", "koreksi/", "koreksi/setujui/", "dokumentasi/", "laporan/", "kendali/")
    for screen in screens:
        page.goto(base + screen)
        picture(page, f"record-{screen.replace('/', '') or 'page'}-{size}")
        stands_well(page, SIZES[size]["width"])


@pytest.mark.parametrize("size", SIZES)
def test_a_sealed_record_stands_at_every_width(sign_in, picture, size):
    page = sign_in("admin.ekejab", viewport=SIZES[size], bypass_csp=True)
    page.get_by_role("link", name="Buka dokumentasi").first.click()
    archive = page.url
    for screen in (
        archive,
        *(archive.replace("dokumentasi/", f"{each}/") for each in OF_ARCHIVE),
        archive.replace("dokumentasi/", "luar/e-kejab/"),
    ):
        page.goto(screen)
        picture(page, f"sealed-{screen.split('/')[-2]}-{size}")
        stands_well(page, SIZES[size]["width"])


@pytest.mark.parametrize("size", SIZES)
def test_the_form_stands_at_every_width(sign_in, picture, size):
    page = sign_in("kasi.pmd", viewport=SIZES[size], bypass_csp=True)
    page.get_by_role("link", name="Isi formulir").first.click()
    picture(page, f"form-{size}")
    stands_well(page, SIZES[size]["width"])


def test_the_door_stands_also_where_it_stays_shut(server, chromium):
    page = chromium.new_page(base_url=server, bypass_csp=True, viewport=SIZES["phone"])
    page.goto("/masuk/")
    stands_well(page, 360)
    page.fill("#id_username", "pintu-tertutup")
    page.fill("#id_password", "salah sekali")
    page.click("main button")
    expect(page.locator(".notice-error")).to_contain_text("kata sandi sekali pakai")
    stands_well(page, 360)
    page.goto("/masuk/?x=%00")
    expect(page.locator("h1")).to_have_text("Kiriman tidak terbaca")
    stands_well(page, 360)
    page.close()


def test_a_form_is_filled_without_javascript(sign_in):
    page = sign_in("kasi.pmd", java_script_enabled=False)
    page.get_by_role("link", name="Isi formulir").first.click()
    first = page.locator("input[data-grid]").last
    first.fill("3")
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator(".notice-success")).to_contain_text("Isian tersimpan")


def test_the_console_stays_silent(sign_in):
    page = sign_in("kasi.pmd")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for path in ("/", "/sop/", "/berkas/", "/capaian/", "/indikator/"):
        page.goto(path)
    page.goto("/")
    page.get_by_role("link", name="Isi formulir").first.click()
    assert said == []


@pytest.mark.parametrize("size", SIZES)
def test_the_input_works_without_javascript(sign_in, picture, size):
    page = sign_in("kasubag", java_script_enabled=False, viewport=SIZES[size])
    page.get_by_role("link", name="Buka input").first.click()
    cell = page.locator("input[data-grid]").first
    kept = cell.input_value()
    cell.fill("2 dok")
    page.get_by_role("button", name="Simpan isian").click()
    expect(page.locator(".cell-error").first).to_contain_text("Terbaca “2 dok”")
    picture(page, f"enter-refused-{size}")
    page.locator("input[data-grid]").first.fill(kept)
    page.get_by_role("button", name="Simpan isian").click()
    expect(page.locator(".notice-success")).to_contain_text("Tidak ada isian yang berubah")
