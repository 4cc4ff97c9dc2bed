"""What is typed stays in the browser until the server has it, and in that account alone."""

from playwright.sync_api import Page, expect


def open_form(page: Page) -> str:
    page.goto("/")
    page.get_by_role("link", name="Isi formulir").first.click()
    page.wait_for_load_state()
    return page.url


def test_what_was_typed_survives_a_lost_page(sign_in):
    page = sign_in("kasi.pmd")
    url = open_form(page)
    cell = page.locator("input[data-grid]").last
    cell.fill("17")
    expect(page.locator("[data-unsent]")).to_contain_text("1 isian belum terkirim")
    page.goto("/")
    page.goto(url)
    expect(page.locator("input[data-grid]").last).to_have_value("17")
    with page.expect_download() as download:
        page.get_by_role("link", name="unduh salinan").click()
    assert "17" in download.value.path().read_text()


def test_a_lost_connection_loses_nothing(sign_in):
    page = sign_in("kasi.pmd")
    url = open_form(page)
    page.locator("input[data-grid]").last.fill("19")
    page.context.set_offline(True)
    page.get_by_role("button", name="Simpan").click()
    page.wait_for_timeout(300)
    page.context.set_offline(False)
    page.goto(url)
    expect(page.locator("input[data-grid]").last).to_have_value("19")
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator(".notice-success")).to_be_visible()
    expect(page.locator("[data-unsent]")).to_be_hidden()


def test_another_account_on_the_same_computer_sees_nothing_of_it(sign_in):
    page = sign_in("kasi.pmd")
    url = open_form(page)
    page.locator("input[data-grid]").last.fill("777")
    page.goto("/")
    page.get_by_role("button", name="Keluar").click()
    page.goto("/masuk/")
    page.fill("#id_username", "petugas")
    page.fill("#id_password", "kinerja-demo")
    page.click("main button")
    page.goto(url)
    assert "777" not in [field.input_value() for field in page.locator("input[data-grid]").all()]


def test_enter_moves_on_and_with_shift_back(sign_in):
    page = sign_in("kasi.pmd")
    open_form(page)
    cells = page.locator("[data-grid]")
    cells.first.focus()
    page.keyboard.press("Enter")
    expect(cells.nth(1)).to_be_focused()
    page.keyboard.press("Shift+Enter")
    expect(cells.first).to_be_focused()
