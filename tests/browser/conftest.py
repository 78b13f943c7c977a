"""A served copy of the seeds, and Chromium looking at it: all that a page says and asks for is kept."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from anyio.from_thread import start_blocking_portal
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.harness.served import serving

SEEDS = Path(__file__).parents[2] / "seeds"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
KEY = "a key for tests"

FLAGS = [
    "--no-sandbox",  # as root it has none
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Site:
    """Where it is served, and the folder that is watched."""

    url: str
    folder: Path


@dataclass
class Look:
    """A page with what it said and asked for."""

    page: Page
    messages: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self.messages.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.messages.append(f"error: {error}"))
        self.page.on("request", lambda request: self._note(request.url))

    def _note(self, url: str) -> None:
        if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).hostname != "127.0.0.1":
            self.foreign.append(url)

    def open(self, url: str) -> None:
        """Open the page and wait until it can be used."""
        self.page.goto(url)
        self.page.wait_for_selector(".graphiql-query-editor .view-line")
        self.page.wait_for_selector(".graphiql-execute-button")

    def type_query(self, text: str) -> None:
        """Put another text into the editor, as a person does."""
        self._type(".graphiql-query-editor", text)

    def type_headers(self, text: str) -> None:
        """Put headers below it."""
        tab = self.page.get_by_role("button", name="Headers", exact=True)
        tab.click()
        expect(tab).to_contain_class("active")  # until then what is typed are variables
        self._type(".graphiql-editor-tool .graphiql-editor:not(.hidden)", text)

    def _type(self, selector: str, text: str) -> None:
        self.page.locator(f"{selector} .view-lines").first.click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(text)

    def run(self) -> None:
        """Press the button."""
        self.page.get_by_role("button", name="Execute query").click()

    def shows(self, text: str) -> None:
        """Wait until the answer holds a text."""
        self.page.locator(".result-window .view-lines").get_by_text(text, exact=False).first.wait_for()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    from hashlib import sha256

    folder = tmp_path_factory.mktemp("browser")
    shutil.copytree(SEEDS, folder / "seeds")
    keys = json.dumps([{"name": "test", "sha256": sha256(KEY.encode()).hexdigest(), "scopes": ["editor"]}])
    opened = serving(folder, "--watch", "seeds", environment={"GATEWAY_API_KEYS": keys})
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(opened) as served:
        yield Site(served.url, folder / "seeds")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Not for longer than a module: while it is there an event loop runs, and tests of other modules have their own."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert path, "No Chromium was found. On Debian and Ubuntu: apt install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def look(browser: Browser) -> Iterator[Look]:
    """A page of its own, which must not have said anything or asked another host when the test ends."""
    context = browser.new_context(viewport={"width": 1400, "height": 860})
    context.set_default_timeout(10_000)
    look = Look(context.new_page())
    yield look
    context.close()
    assert look.foreign == []
    assert look.messages == []
