"""The gallery in a real browser: axe finds nothing, nothing sticks out, the small scripts do what they promise."""

import shutil

import pytest

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
]


@pytest.fixture(scope="module")
def browser():
    # Playwright keeps a loop in this thread; Django would refuse the test's own queries beside it.
    with pytest.MonkeyPatch.context() as patch, playwright.sync_playwright() as driver:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser, live_server):
    contexts = []

    def opener(path, *, width=1440, look="", scripts=True):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, bypass_csp=False, java_script_enabled=scripts, locale="ru-RU"
        )
        context.add_cookies([{"name": "look", "value": f'"{look}"', "url": live_server.url}])
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(live_server.url + path)
        return page

    yield opener
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("path", "width", "theme"),
    [
        *(("/_gallery/", 1440, theme) for theme in ("light", "dark", "contrast", "night", "blue")),
        ("/_gallery/", 390, "light"),
        ("/_gallery/page/", 1440, "dark"),
        ("/_gallery/page/", 390, "light"),
    ],
)
def test_axe_finds_nothing(open_page, path, theme, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = open_page(path, width=width, look=f"theme={theme}")
    found = axe.Axe().run(page).response["violations"]
    assert [(row["id"], [node["html"] for node in row["nodes"]]) for row in found] == []


@pytest.mark.parametrize("width", [390, 1440])
def test_texts_of_charts_lie_inside_their_pictures(open_page, width):
    """The library only estimates how wide a text is; here the true font is at hand."""
    page = open_page("/_gallery/", width=width)
    page.evaluate("document.fonts.ready")
    sticking_out = page.evaluate(
        """() => [...document.querySelectorAll(".chart__picture text")].filter(text => {
            const box = text.getBBox(), view = text.ownerSVGElement.viewBox.baseVal;
            const right = box.x + box.width, bottom = box.y + box.height;
            return box.x < -1 || box.y < -1 || right > view.width + 1 || bottom > view.height + 1;
        }).map(text => text.textContent)"""
    )
    assert sticking_out == []


@pytest.mark.parametrize("look", ["", "size=150&spacing=wide", "size=200"])
@pytest.mark.parametrize("width", [390, 1366])
def test_nothing_sticks_out_and_nothing_is_refused(open_page, width, look):
    page = open_page("/_gallery/page/", width=width, look=look)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.complaints == []


def test_long_name_of_an_organisation_is_cut_at_its_end(open_page):
    page = open_page("/_gallery/page/", width=390)
    first, last, edge = page.evaluate(
        """() => { const name = document.querySelector('.topbar__organisation'), range = document.createRange();
        name.textContent = 'Муниципальное бюджетное общеобразовательное учреждение «Средняя школа № 2»';
        const at = (place) => { range.setStart(name.firstChild, place); range.setEnd(name.firstChild, place + 1);
          return range.getBoundingClientRect().left; };
        const box = name.getBoundingClientRect();
        return [at(0) - box.left, at(60) - box.right, document.documentElement.scrollWidth - innerWidth]; }"""
    )
    assert -1 < first < 1
    assert last > 0
    assert edge <= 0


def test_targets_on_a_phone_are_large_enough(open_page):
    page = open_page("/_gallery/page/", width=390)
    small = page.evaluate(
        """[...document.querySelectorAll('main .button, .bottom__link, .topbar a, .topbar summary')]
        .filter(node => node.offsetParent && node.getBoundingClientRect().height < 43.5).map(node => node.outerHTML)"""
    )
    assert small == []


def test_keys_focus_search_and_show_help(open_page):
    page = open_page("/_gallery/page/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "frame-search"
    page.keyboard.press("Tab")
    page.keyboard.press("?")
    assert page.locator("#keys-dialog").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keys-dialog").is_visible()


def test_look_acts_at_once_and_stays(open_page):
    page = open_page("/_gallery/page/")
    page.locator(".rail__foot [data-dialog-open=look-dialog]").click()
    page.locator("#look-dialog").get_by_label("Тёмная").check()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.complaints == []


def test_look_works_without_scripts(open_page):
    page = open_page("/_look/", scripts=False)
    page.locator("main .look__choice", has_text="Тёмная").locator("input").check(force=True)
    page.get_by_role("button", name="Применить").click()
    assert "theme=dark" in {row["name"]: row["value"] for row in page.context.cookies()}["look"]


def test_side_panel_opens_takes_the_focus_and_gives_it_back(open_page):
    page = open_page("/_gallery/page/")
    page.route(
        "**/measure/", lambda route: route.fulfill(body='<h2 tabindex="-1">Мероприятие</h2>', content_type="text/html")
    )
    page.evaluate(
        """() => { const link = document.querySelector('a.line__title'); link.href = '/measure/'; link.id = 'opener';
        link.setAttribute('data-beside', ''); }"""
    )
    page.locator("#opener").click()
    page.locator("#side h2").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Мероприятие"
    page.keyboard.press("Escape")
    assert not page.locator("#side").is_visible()
    assert page.evaluate("document.activeElement.id") == "opener"


def test_menu_opens_without_scripts(open_page):
    page = open_page("/_gallery/page/", scripts=False)
    page.locator(".topbar summary").first.click()
    assert page.locator(".menu__item", has_text="Центр наставничества").is_visible()


def test_print_leaves_out_what_only_acts(open_page):
    page = open_page("/_gallery/page/")
    page.emulate_media(media="print")
    left = page.evaluate(
        """[...document.querySelectorAll('.button, .scripted-only, .topbar, .rail, .tabs, .chips')]
        .filter(node => node.getClientRects().length).map(node => node.outerHTML)"""
    )
    assert left == []
    assert page.locator("main > .printed-only").is_visible()
