"""What a page costs before one sees her work: the first row stands high, the page is small, menus stay in sight."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.house import PHONE, SCHOOL, Walker

pytestmark = [pytest.mark.browser, pytest.mark.slow]
DEPARTMENT = "/o/upravlenie-obrazovaniya-zarechnogo-rayona/"
ORION = "/o/mbudo-tsentr-tvorchestva-orion/"
LAPTOP = (1366, 768)
HIGHEST = 330
"""Pixels from the top of the window to the first row of data on a small laptop."""
DESK, POCKET = 150_000, 60_000
"""Bytes of HTML, not compressed, of a page for a desk and of one that is opened on a phone."""
LISTS = {
    "petrova": (
        "today/", "roadmap/", "roadmap/?when=late", "roadmap/?by=stages", "roadmaps/", "tasks/", "documents/",
        "documents/?state=registered", "settings/members/", "settings/journal/", "inbox/", "offers/", "imports/",
        "jobs/", "today/colleagues/", "help/",
    ),
    "vetrova": ("roadmap/",),
    "coordinator": (
        "today/", "overview/", "overview/?axis=sections", "overview/?axis=months", "overview/list/?standing=late",
        "agreements/", "organisations/", "roadmap/", "settings/journal/",
    ),
}  # fmt: skip
HOMES = {"petrova": SCHOOL, "vetrova": ORION, "coordinator": DEPARTMENT}
ROW = "main tbody tr:not(.group), main ul.lines > li"
IN_POCKET = {
    "petrova": ("today/", "tasks/", "documents/", "inbox/", "help/", "settings/members/"),
    "orlova": ("today/",),
}
SIZES = pytest.mark.parametrize("size", [(1440, 900), LAPTOP, PHONE], ids=["wide", "laptop", "phone"])


def weigh(person: Walker, path: str) -> int:
    """Open a page and return the bytes of its HTML."""
    answer = person.page.goto(person.base + path)
    assert answer is not None
    return len(answer.body())


@pytest.mark.parametrize("name", LISTS)
def test_first_row_stands_high_and_the_page_is_small(walker, name):
    person = walker(name, LAPTOP)
    tops, sizes = {}, {}
    for path in LISTS[name]:
        sizes[path] = weigh(person, HOMES[name] + path)
        box = person.page.locator(ROW).first.bounding_box()
        assert box is not None, path
        tops[path] = round(box["y"])
    print(name, tops, sizes)
    assert {path: top for path, top in tops.items() if top > HIGHEST} == {}
    assert {path: size for path, size in sizes.items() if size > DESK} == {}


@pytest.mark.parametrize("name", IN_POCKET)
def test_pages_opened_on_a_phone_are_small(walker, name):
    person = walker(name, PHONE)
    sizes = {path: weigh(person, SCHOOL + path) for path in IN_POCKET[name]}
    print(name, sizes)
    assert {path: size for path, size in sizes.items() if size > POCKET} == {}


def in_sight(page: Page, sheet) -> None:
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    box, size = sheet.bounding_box(), page.viewport_size
    assert box is not None
    assert size is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    assert box["y"] + box["height"] <= size["height"]


@SIZES
def test_every_menu_stays_in_sight_wherever_the_page_is_scrolled(walker, size):
    petrova = walker("petrova", size)
    page = petrova.page
    for path in ("roadmap/", "documents/", "tasks/"):
        petrova.go(SCHOOL + path)
        for menu in page.locator("main details[data-menu]").all():
            button = menu.locator("> summary")
            if not button.is_visible():
                continue
            for place in ("start", "end"):
                button.evaluate(f"node => node.scrollIntoView({{ block: '{place}' }})")
                button.evaluate("node => node.click()")
                sheet = menu.locator("> .menu__sheet, > .confirm__sheet")
                expect(sheet).to_be_visible()
                if page.evaluate("node => node.getBoundingClientRect().top >= 0", button.element_handle()):
                    in_sight(page, sheet)
                page.keyboard.press("Escape")
                expect(sheet).to_be_hidden()


@SIZES
def test_menu_at_the_foot_of_the_window_opens_upwards(walker, size):
    petrova = walker("petrova", size)
    page = petrova.page
    petrova.go(SCHOOL + "roadmap/")
    menu = page.locator("main details.menu", has_text="Отбор").first
    page.evaluate("document.querySelector('main').style.paddingTop = '1400px'")
    menu.locator("> summary").evaluate("node => node.scrollIntoView({ block: 'end' })")
    page.evaluate("scrollBy(0, 100)")
    menu.locator("> summary").evaluate("node => node.click()")
    sheet = menu.locator("> .menu__sheet")
    in_sight(page, sheet)
    button = menu.locator("> summary").bounding_box()
    assert button is not None
    assert sheet.bounding_box()["y"] < button["y"]
