"""A document goes up over a line that breaks, once; a large photograph goes up small."""

import io
import re
from urllib.parse import parse_qs, urlsplit

import papers
import pytest
from PIL import Image
from playwright.sync_api import Page, Request, Route, expect

PARTS = re.compile(r"/lampirkan/bagian/")
PHOTO = {"name": "IMG_0001.jpg", "mimeType": "image/jpeg"}


@pytest.fixture
def form(sign_in) -> Page:
    """The half-filled form of the sample, its part for documents open."""
    page = sign_in("petugas")
    page.click("a:has-text('formulir'), main a.btn-main")
    page.click("summary:has-text('Lampirkan dokumen')")
    return page


def choose(page: Page, name: str, content: bytes, kind: str = "application/pdf") -> None:
    file = {"name": name, "mimeType": kind, "buffer": content}
    page.set_input_files("form[data-upload] input[type=file]", file)
    page.locator("form[data-upload] input[name=row]").first.check()


def large_pdf(word: str) -> bytes:
    """A PDF of 1,2 MB, its weight behind its end."""
    return papers.pdf(word) + b"\n%" + word.encode() * (1_200_000 // len(word))


def offset(request: Request) -> int:
    return int(parse_qs(urlsplit(request.url).query)["mulai"][0])


def test_an_upload_goes_on_where_the_line_broke(form):
    broken, taken = [], []

    def line(route: Route) -> None:
        if (
            route.request.method == "PUT"
            and offset(route.request) >= 512 * 1024
            and len(broken) < 2
        ):
            broken.append(offset(route.request))
            route.abort("internetdisconnected")
            return
        if route.request.method == "PUT":
            taken.append(offset(route.request))
        route.continue_()

    form.route(PARTS, line)
    choose(form, "rekap putus.pdf", large_pdf("putus"))
    form.click("form[data-upload] button")
    expect(form.locator("[data-upload-said]")).to_contain_text("sambungan terputus")
    expect(form.locator(".notice-success")).to_contain_text("1 dokumen dilampirkan")
    assert broken == [512 * 1024] * 2
    assert taken == [number * 256 * 1024 for number in range(5)]
    form.click("a:has-text('rekap putus.pdf')")
    expect(form.locator("h1")).to_have_text("rekap putus.pdf")


def test_what_was_sent_before_the_page_was_closed_is_not_sent_again(form):
    form.route(PARTS, lambda route: stop_after(route, 256 * 1024))
    choose(form, "rekap tutup.pdf", large_pdf("tutup"))
    form.click("form[data-upload] button")
    expect(form.locator("[data-upload-said]")).to_contain_text("sambungan terputus")
    form.unroute(PARTS)
    form.reload()
    taken = []
    form.on("request", lambda request: request.method == "PUT" and taken.append(offset(request)))
    form.click("summary:has-text('Lampirkan dokumen')")
    choose(form, "rekap tutup.pdf", large_pdf("tutup"))
    form.click("form[data-upload] button")
    expect(form.locator(".notice-success")).to_contain_text("1 dokumen dilampirkan")
    assert taken[0] == 512 * 1024


def stop_after(route: Route, last: int) -> None:
    is_beyond = route.request.method == "PUT" and offset(route.request) > last
    route.abort("internetdisconnected") if is_beyond else route.continue_()


def test_the_same_bytes_are_not_sent_twice(form):
    choose(form, "rekap sekali.pdf", large_pdf("sekali"))
    form.click("form[data-upload] button")
    expect(form.locator(".notice-success")).to_be_visible()
    sent = []
    form.on("request", lambda request: request.method == "PUT" and sent.append(request))
    form.click("summary:has-text('Lampirkan dokumen')")
    choose(form, "rekap lagi.pdf", large_pdf("sekali"))
    form.locator("form[data-upload] input[name=row]").nth(1).check()
    form.click("form[data-upload] button")
    expect(form.locator(".notice-success")).to_contain_text("1 dokumen dilampirkan")
    assert sent == []


# What is said while it is sent may be gone with the page before anybody looks: it is written down.
NOTE_WHAT_IS_SAID = """() => {
    const said = document.querySelector("[data-upload-said]");
    const note = () => { sessionStorage.said = `${sessionStorage.said} ${said.textContent}`; };
    new MutationObserver(note).observe(said, {childList: true, subtree: true, characterData: true});
}"""


def test_a_large_photograph_is_made_smaller_before_it_is_sent(form):
    content = papers.noise((3000, 2000))
    form.evaluate(NOTE_WHAT_IS_SAID)
    with form.expect_navigation():
        choose(form, PHOTO["name"], content, PHOTO["mimeType"])
        form.click("form[data-upload] button")
    assert "diperkecil dari" in form.evaluate("sessionStorage.said")
    expect(form.locator(".notice-success")).to_contain_text("1 dokumen dilampirkan")
    form.click("a:has-text('IMG_0001.jpg')")
    kept = form.request.get(form.locator("a:has-text('Unduh')").get_attribute("href")).body()
    picture = Image.open(io.BytesIO(kept))
    assert (picture.format, picture.size) == ("JPEG", (1600, 1067))
    assert len(kept) < len(content) / 2


def test_without_scripts_the_plain_form_does_it(sign_in):
    page = sign_in("petugas", java_script_enabled=False)
    page.click("a:has-text('formulir'), main a.btn-main")
    page.click("summary:has-text('Lampirkan dokumen')")
    choose(page, "tanpa skrip.pdf", papers.pdf("tanpa skrip"))
    page.click("form[data-upload] button")
    expect(page.locator(".notice-success")).to_contain_text("1 dokumen dilampirkan")


def test_what_is_refused_is_said_beside_the_form(form):
    choose(form, "halaman.pdf", b"<html>" + b" " * 100)
    form.click("form[data-upload] button")
    expect(form.locator(".notice-error")).to_contain_text("Isinya halaman web")
