"""The grid of cells as a spreadsheet: keys, a block from Excel, and the echo of what was read."""

import pytest
from playwright.sync_api import Page, expect

from kinerja import numbers
from tests.kinerja.test_numbers import READ, REFUSED

PASTE = """([cell, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const told = {clipboardData: data, bubbles: true, cancelable: true};
  cell.dispatchEvent(new ClipboardEvent("paste", told));
}"""
READ_IN_THE_BROWSER = """async (texts) => {
  const numbers = await import("/static/js/numbers.js");
  return texts.map((text) => {
    const plain = numbers.parse(text);
    const said = plain === null ? [] : [numbers.exact(plain), numbers.words(plain)];
    return [plain, numbers.ambiguous(text), ...said];
  });
}"""


@pytest.fixture
def form(sign_in) -> Page:
    """The form that the demo's petugas is filling."""
    page = sign_in("petugas")
    page.click("text=Isi formulir")
    page.wait_for_load_state()
    return page


@pytest.fixture
def table(sign_in) -> Page:
    """Input realisasi of the whole unit: ratios, numbers and choices."""
    page = sign_in("kasubag")
    page.click("text=Buka input")
    page.wait_for_load_state()
    return page


def test_the_browser_reads_every_written_number_as_the_program_does(form):
    texts = [text for text, _ in READ]
    found = form.evaluate(READ_IN_THE_BROWSER, texts)
    for text, (plain, ambiguous, exact, words) in zip(texts, found, strict=True):
        value = numbers.parse(text)
        assert plain == numbers.canonical(value), text
        assert ambiguous == numbers.ambiguous(text), text
        assert (exact, words) == (numbers.exact(value), numbers.words(value)), text


def test_the_browser_refuses_what_the_program_refuses(form):
    texts = [case[0] if isinstance(case, tuple) else case for case in REFUSED]
    found = form.evaluate(READ_IN_THE_BROWSER, texts)
    assert [text for text, (plain, *_) in zip(texts, found, strict=True) if plain is not None] == []


def test_a_block_from_excel_fills_down_and_to_the_right_and_can_be_undone(table):
    first, second = (
        table.locator("[data-grid=numerator]").nth(0),
        table.locator("[data-grid=denominator]").nth(0),
    )
    below = table.locator("[data-grid]").nth(2)
    held = [each.input_value() for each in (first, second, below)]
    table.evaluate(PASTE, [first.element_handle(), "1.201\t1.300\r\n31,5\t7\r\n"])
    assert [each.input_value() for each in (first, second, below)] == ["1.201", "1.300", "31,5"]
    expect(table.locator("[data-pasted]")).to_contain_text(
        "3 nilai ditempel, 1 tidak mendapat tempat; belum disimpan."
    )
    table.click("text=Batalkan tempelan")
    assert [each.input_value() for each in (first, second, below)] == held


def test_blank_cells_of_a_block_leave_what_stands(table):
    first, below = table.locator("[data-grid]").nth(0), table.locator("[data-grid]").nth(2)
    held = first.input_value()
    table.evaluate(PASTE, [first.element_handle(), "\n33"])
    assert (first.input_value(), below.input_value()) == (held, "33")


def test_one_value_is_pasted_as_ever(table):
    first = table.locator("[data-grid]").nth(0)
    table.evaluate(PASTE, [first.element_handle(), "77\n"])
    expect(table.locator("[data-pasted]")).to_have_count(0)


def test_arrows_move_by_rows_and_enter_by_cells(table):
    numerator = table.locator("[data-grid=numerator]").nth(0)
    numerator.focus()
    table.keyboard.press("Enter")
    assert focused(table) == table.locator("[data-grid]").nth(1).get_attribute("name")
    table.keyboard.press("ArrowDown")
    assert focused(table) == table.locator("[data-grid]").nth(2).get_attribute("name")
    table.keyboard.press("ArrowUp")
    assert focused(table) == numerator.get_attribute("name")


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.name")


def test_what_a_number_is_read_as_is_echoed_while_it_is_typed(form):
    cell = form.locator("input[data-grid=value]").first
    cell.fill("1.100")
    expect(form.locator(".cell-echo").first).to_have_text("terbaca: 1.100 = seribu seratus")
    cell.fill("90.57")
    expect(form.locator(".cell-echo").first).to_have_text("terbaca: 90,57")
    cell.fill("2 dok")
    expect(form.locator(".cell-echo").first).to_have_text("belum terbaca sebagai angka")
    cell.fill("12")
    expect(form.locator(".cell-echo").first).to_have_text("")
