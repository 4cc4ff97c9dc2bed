"""What a visit to Tugas weighs: bytes and requests, counted by Chromium itself."""

import pytest
from playwright.sync_api import Page


class Meter:
    """Count what comes over the line while a page is opened."""

    def __init__(self, page: Page) -> None:
        self.bytes, self.requests = 0, []
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        self.cached: set[str] = set()
        session.on("Network.requestServedFromCache", lambda e: self.cached.add(e["requestId"]))
        session.on("Network.responseReceived", self.answered)
        session.on("Network.loadingFinished", self.finished)

    def answered(self, event: dict) -> None:
        if not event["response"].get("fromDiskCache"):
            self.requests.append((event["requestId"], event["response"]["url"]))

    def finished(self, event: dict) -> None:
        self.bytes += event["encodedDataLength"]

    @property
    def urls(self) -> list[str]:
        return [url for key, url in self.requests if key not in self.cached]


@pytest.mark.parametrize("who", ["kasubag", "kasi.pmd", "sekcam"])
def test_a_first_visit_is_light_and_a_second_lighter(server, chromium, sign_in, who):
    state = sign_in(who).context.storage_state()
    context = chromium.new_context(base_url=server, storage_state=state)
    page = context.new_page()
    first = Meter(page)
    page.goto("/", wait_until="networkidle")
    # The picture of the tab comes within the page: Chromium does not tell of that request.
    assert page.locator('link[rel="icon"]').get_attribute("href").startswith("data:")
    assert len(set(first.urls)) <= 4, first.urls
    assert 1_000 < first.bytes <= 60_000, first.bytes

    again = context.new_page()
    second = Meter(again)
    again.goto("/", wait_until="networkidle")
    assert len(second.urls) == 1, second.urls
    assert 200 < second.bytes <= 8_000, second.bytes
    context.close()
