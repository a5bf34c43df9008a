"""Walking through the product: signing in, looking at a page as axe and a small screen see it."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, expect

from estafeta.accounts.published import DEMO_PASSWORD

WIDE, PHONE = (1440, 900), (390, 844)
SCHOOL = "/o/mbou-sosh-2-zarechnaya/"
SHOTS = os.environ.get("SHOTS", "")
FOLDER = Path(SHOTS)


class Walker:
    """A person with a browser of her own: knows the address, watches requests and complaints of the console."""

    def __init__(self, browser: Browser, base: str, size: tuple[int, int], *, scripts: bool = True) -> None:
        self.base = base
        self.size = size
        self.scripts = scripts
        self.hosts: set[str] = set()
        self.complaints: list[str] = []
        self.photographed = False
        self.context: BrowserContext = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=scripts,
            locale="ru-RU",
            timezone_id="Europe/Moscow",
            accept_downloads=True,
            reduced_motion="reduce",
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        self.page.on("response", self.hear)
        self.page.on("console", self.overhear)
        self.page.on("pageerror", lambda error: self.complain(str(error)))

    def hear(self, answer: Response) -> None:
        """Keep answers that no page should get."""
        if answer.status >= 500 or (answer.status == 404 and answer.request.resource_type != "document"):
            self.complain(f"{answer.status} {answer.url}")

    def overhear(self, line: ConsoleMessage) -> None:
        """Keep errors of the console; of addresses that were not found `hear` knows more."""
        if line.type == "error" and not line.text.startswith("Failed to load resource"):
            self.complain(f"{line.text} {line.location.get('url')}:{line.location.get('lineNumber')}")

    def complain(self, text: str) -> None:
        """Keep a complaint for the end of the walk, unless the camera, which writes styles into the page, caused it."""
        line = f"{urlsplit(self.page.url).path}: {text}"
        if not self.photographed and line not in self.complaints:
            self.complaints.append(line)

    def sign_in(self, username: str) -> None:
        """Sign in through the form."""
        self.page.goto(self.base + "/")
        self.page.locator("input[name=login]").fill(username)
        self.page.locator("input[name=password]").fill(DEMO_PASSWORD)
        self.page.get_by_role("button", name="Войти", exact=True).click()
        expect(self.page.locator("main h1")).to_be_visible()

    def go(self, path: str) -> None:
        """Open an address of the product."""
        self.page.goto(self.base + path)

    def look(self, name: str) -> None:
        """Nothing sticks out, axe has nothing to say; with SHOTS=FOLDER the page is photographed."""
        self.page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished.catch(() => null)))")
        if SHOTS:
            self.shoot(name)
        if self.scripts:
            wide, window = self.page.evaluate("[document.scrollingElement.scrollWidth, innerWidth]")
            if wide > window:
                self.complain(f"{name}: {wide} px wide in a window of {window} px")
            # Its preloading asks for the imports of a style sheet at the address of the page.
            for row in Axe().run(self.page, options={"preload": False}).response["violations"]:
                for node in row["nodes"]:
                    self.complain(f"{name}: {row['id']}: {node['html'][:300]}")
            # It leaves empty style attributes behind, which htmx would copy and the policy would refuse.
            self.page.evaluate(
                "document.querySelectorAll('[style=\"\"]').forEach(node => node.removeAttribute('style'))"
            )

    def shoot(self, name: str) -> None:
        """Photograph the whole page."""
        FOLDER.mkdir(parents=True, exist_ok=True)
        width = "phone" if self.size == PHONE else "wide"
        self.photographed = True
        self.page.screenshot(path=FOLDER / f"{name}-{width}.png", full_page=True)
        self.photographed = False

    def close(self) -> None:
        """Nothing has left the house and no script has complained."""
        self.context.close()
        assert self.hosts - {""} <= {urlsplit(self.base).netloc}
        assert not self.complaints, "\n".join(self.complaints)
