"""Four roles, each in a browser of their own, take one record to the archive."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

YEAR = date.today().year
QUARTER = (date.today().month - 1) // 3 + 1
TITLE = f"Triwulan {['I', 'II', 'III', 'IV'][QUARTER - 1]} {YEAR}"
HEADS = ("kasi.pemerintahan", "kasi.pmd", "kasi.kesos", "kasi.trantib", "kasubag")


def follow(page: Page, button: str, title: str = TITLE) -> None:
    page.goto("/")
    page.locator(".task", has_text=title).get_by_role("link", name=button).first.click()


def press(page: Page, verb: str) -> None:
    """Press the button of a verb, and confirm the period where the program asks for it."""
    page.locator(f'button[name="verb"][value="{verb}"]').last.click()
    if page.get_by_role("button", name="Ya, simpan").count():
        page.get_by_role("button", name="Ya, simpan").click()
    expect(page.locator(".notice-error")).to_have_count(0)


def type_targets(page: Page) -> None:
    """Type each row's target as its value."""
    for row in page.locator("tr:has(.cell)").all():
        target = row.locator('[data-label="Target"]').inner_text().split("–")[0].strip()
        parts = row.locator("input[data-grid]").all()
        if row.locator("select[data-grid]").count():
            row.locator("select[data-grid]").select_option(target)
        elif len(parts) == 2:
            parts[0].fill("100")
            parts[1].fill("100")
        else:
            parts[0].fill(target)


def explain_all(page: Page) -> None:
    for area in page.locator(".row-words textarea").all():
        area.fill("Dijelaskan dalam rapat evaluasi.")


@pytest.fixture
def opened(sign_in) -> dict[str, Page]:
    people = {name: sign_in(name) for name in {*HEADS, "sekcam", "admin.ekejab"}}
    kasubag = people["kasubag"]
    kasubag.goto("/berkas/")
    kasubag.get_by_text("Buka periode").first.click()
    kasubag.select_option("#id_unit", label="Kecamatan Suak Midai")
    kasubag.select_option("#id_quarter", str(QUARTER))
    kasubag.fill("#id_year", str(YEAR))
    press(kasubag, "open_submission")
    return people


def test_the_roles_take_a_record_to_the_archive(opened, picture):
    kasubag, sekcam, admin = opened["kasubag"], opened["sekcam"], opened["admin.ekejab"]
    forms = []
    for name in HEADS:
        head = opened[name]
        head.goto("/")
        tasks = head.locator(".task", has_text=f"Formulir {TITLE}")
        if not tasks.count():  # the section has nothing to measure in this quarter
            continue
        tasks.get_by_role("link").first.click()
        picture(head, f"form-order-{name}")
        press(head, "distribute_form")
        forms.append((head, head.url))
    for head, url in forms:
        head.goto(url)
        type_targets(head)
        press(head, "fill")
        head.goto(url)
        explain_all(head)
        picture(head, f"form-filled-{len(url)}")
        press(head, "hand_in")

    follow(kasubag, "Buka input")
    picture(kasubag, "enter")
    explain_all(kasubag)
    if kasubag.locator(".row-words textarea").count():
        press(kasubag, "enter")
    accept_everything(kasubag)
    press(kasubag, "submit")

    follow(sekcam, "Buka koreksi")
    picture(sekcam, "review")
    sekcam.locator('input[name="row"][type="checkbox"]').first.check()
    sekcam.fill("#reason", "Periksa kembali angkanya")
    press(sekcam, "send_back")

    follow(kasubag, "Buka input")
    expect(kasubag.locator(".notice-warning")).to_contain_text("Periksa kembali angkanya")
    picture(kasubag, "enter-returned")
    accept_everything(kasubag)
    press(kasubag, "submit")

    follow(sekcam, "Buka koreksi")
    check_everything(sekcam)
    sekcam.get_by_role("link", name="Setujui").click()
    expect(sekcam.locator("main")).to_contain_text("Kecamatan Suak Midai")
    picture(sekcam, "approve")
    sekcam.fill("#password", "kinerja-demo")
    press(sekcam, "approve")

    follow(admin, "Buka dokumentasi")
    admin.fill("#filing", "000.8.6.3/900/2026")
    press(admin, "seal")
    picture(admin, "archive")
    admin.fill("#box", "7")
    admin.fill("#shelf", "C")
    press(admin, "file_copy")
    expect(admin.locator("main")).to_contain_text("Diarsipkan")
    picture(admin, "submission-archived")


def check_everything(sekcam: Page) -> None:
    """Tick all without a warning in one press, then each of the others."""
    while sekcam.locator('button[value="check"]').count():
        sekcam.locator('button[value="check"]').first.click()
        sekcam.wait_for_load_state()


def accept_everything(kasubag: Page) -> None:
    boxes = kasubag.locator('td input[name="row"][type="checkbox"]')
    if boxes.count():
        for box in boxes.all():
            box.check()
        press(kasubag, "accept")
