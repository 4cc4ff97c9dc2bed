"""The program as it is served, on a database of its own, and Debian's Chromium before it."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PROJECT = Path(__file__).resolve().parents[2]
SCREENS = PROJECT / "tests" / "screens"
CHROMIUM = shutil.which("chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = [item for item in items if Path(item.fspath).parent == Path(__file__).parent]
    for item in here:
        item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def env(tmp_path_factory) -> dict[str, str]:
    """The settings of the program that is served: a database and static files of its own."""
    folder = tmp_path_factory.mktemp("served")
    outside = ("DATABASE_URL", "DEBUG", "SECRET_KEY")
    kept = {name: text for name, text in os.environ.items() if name not in outside}
    folders = {"DATA_DIR": str(folder / "data"), "STATIC_ROOT": str(folder / "static")}
    return kept | folders | {"DEPLOY": "lan"}


@pytest.fixture(scope="session")
def server(env) -> Iterator[str]:
    """Serve the demo with gunicorn, as in an office without a certificate: DEBUG off."""
    for command in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"], ["demo", "--force"]):
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=PROJECT,
            env=env,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    port = free_port()
    gunicorn = [sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{port}", "-w", "2"]
    process = subprocess.Popen(
        [*gunicorn, "--threads", "4", "--log-level", "error", "kinerja.wsgi"], cwd=PROJECT, env=env
    )
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("the server did not start within ten seconds")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing, and CI must not skip the browser tests.")
        pytest.skip("Chromium is not installed (Debian: apt install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def sign_in(server, chromium) -> Iterator[Callable[..., Page]]:
    """Open a browser of one's own for each person."""
    opened: list[BrowserContext] = []

    def opens(username: str, **options) -> Page:
        context = chromium.new_context(
            **{"base_url": server, "viewport": WIDE, "bypass_csp": False} | options
        )
        opened.append(context)
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.goto("/masuk/")
        page.fill("#id_username", username)
        page.fill("#id_password", "kinerja-demo")
        page.click("main button")
        return page

    yield opens
    for context in opened:
        context.close()


@pytest.fixture
def picture() -> Callable[[Page, str], None]:
    """Keep a picture of the screen, outside the repository's history."""
    SCREENS.mkdir(exist_ok=True)
    return lambda page, name: page.screenshot(path=SCREENS / f"{name}.png", full_page=True)
