"""An order from its draft to the inspector's folder: the curator, the clerk, the one who must read it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document as WordFile
from playwright.sync_api import Download, Page, expect

from estafeta.documents.tests.conftest import sheet_file
from estafeta.documents.tests.lists import HEADS, line
from tests.browser.house import PHONE, SCHOOL, WIDE

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAPERS = SCHOOL + "documents/"
PETROVA, WRONG = "Петрову Анну Сергеевну", "Петровну Анну Сергеевну"
SIGNED = b"%PDF-1.4 signed"


def scan(name: str = "подписано.pdf") -> dict[str, object]:
    return {"name": name, "mimeType": "application/pdf", "buffer": SIGNED}


def pairs() -> bytes:
    """A spreadsheet of three orders on pairs."""
    return sheet_file(HEADS, *(line(str(place), f"Наставник {place}") for place in range(3))).read()


def bytes_of(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


def take(page: Page, name: str) -> bytes:
    """Choose a line of the menu «Скачать» and keep what comes."""
    line = page.get_by_role("link", name=name, exact=True)
    if not line.is_visible():
        page.locator(".page__actions summary").filter(has_text="Скачать").click()
    with page.expect_download() as coming:
        line.click()
    return bytes_of(coming.value)


def draft(petrova) -> str:
    """Fill in the order on introduction; return the address of its page."""
    page = petrova.page
    petrova.go(PAPERS + "new/")
    page.get_by_role("link", name="Приказ о внедрении целевой модели наставничества").click()
    page.get_by_text("Что ещё можно вписать").click()
    petrova.look("paper-form")
    page.get_by_label("Кто ведёт раздел сайта").fill("Орлова Татьяна Дмитриевна, учитель русского языка")
    page.get_by_role("button", name="Показать бумагу").click()
    expect(page.locator(".paper")).to_contain_text("ПРИКАЗЫВАЮ")
    return page.url.removeprefix(petrova.base)


def correct(petrova) -> None:
    """Put one declension wrong, see it in the paper, take the correction back."""
    page = petrova.page
    for known, words in ((PETROVA, WRONG), (WRONG, "")):
        page.locator(".declined summary", has_text=known).click()
        row = page.locator(".declined", has_text=known)
        row.get_by_role("textbox").fill(words)
        row.get_by_role("button", name="Запомнить").click()
        expect(page.locator(".paper")).to_contain_text("Петровну" if words else "Петрову А")


@pytest.mark.parametrize(("size", "number"), [(WIDE, "55-од"), (PHONE, "56-од")], ids=["wide", "phone"])
def test_order_from_draft_to_folder(walker, size, number):
    petrova, zueva, orlova = (walker(name, size) for name in ("petrova", "zueva", "orlova"))
    address = draft(petrova)
    petrova.look("paper-draft")
    correct(petrova)
    petrova.page.get_by_role("button", name="На подпись").click()
    expect(petrova.page.locator(".page__state")).to_contain_text("На подписи")

    zueva.go(address)
    zueva.page.get_by_role("link", name="Зарегистрировать", exact=True).click()
    zueva.look("paper-registering")
    zueva.page.get_by_label("Номер").fill(number)
    zueva.page.get_by_label("Дата").fill("вчера")
    zueva.page.get_by_label("Подписанный экземпляр").first.set_input_files(scan())
    zueva.page.get_by_role("button", name="Зарегистрировать").click()
    expect(zueva.page.locator(".page__state")).to_contain_text(f"от 20.11.2026 № {number}")
    expect(zueva.page.locator("#readers")).to_contain_text("Ещё не ознакомлены: 2 из 2")
    zueva.look("paper-registered")

    orlova.go(address)
    orlova.look("paper-to-read")
    orlova.page.get_by_role("button", name="Ознакомлен(а)").click()
    expect(orlova.page.locator("#readers")).to_contain_text("21.11.2026")
    book = WordFile(io.BytesIO(take(orlova.page, "Word")))
    assert any("ПРИКАЗЫВАЮ" in line.text for line in book.paragraphs)
    assert take(orlova.page, "PDF").startswith(b"%PDF")

    zueva.go(PAPERS + "folder/")
    item = zueva.page.locator(".checklist__item").first
    expect(item.get_by_role("link", name=f"№ {number}")).to_be_visible()
    zueva.look("paper-folder")
    with zueva.page.expect_download() as coming:
        zueva.page.get_by_role("link", name="Скачать папку, ZIP").click()
    with zipfile.ZipFile(io.BytesIO(bytes_of(coming.value))) as packed:
        names = [name for name in packed.namelist() if number in name]
        assert [packed.read(name) for name in names if "подписано" in name] == [SIGNED]
        assert any(name.endswith(f"{number}.docx") for name in names)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_pages_of_papers(walker, size):
    zueva = walker("zueva", size)
    for name in ("", "new/", "templates/", "templates/curator_order/"):
        zueva.go(PAPERS + name)
        expect(zueva.page.locator("main h1")).not_to_be_empty()
        zueva.look(f"papers-{name.strip('/').replace('/', '-') or 'register'}")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_pairs_from_a_form_and_from_a_spreadsheet(walker, size):
    petrova = walker("petrova", size)
    page = petrova.page
    petrova.go(PAPERS + "new/pair_order/")
    page.get_by_label("Пары и группы").fill("Орлова, учитель; Сидоров Олег, 7 «А»; педагог — ученик; до мая")
    page.get_by_role("button", name="Показать бумагу").click()
    expect(page.locator(".paper table").last).to_contain_text("Сидоров Олег")
    petrova.look("paper-pairs")
    petrova.go(SCHOOL + "imports/documents.papers/")
    page.get_by_label("Что составить").select_option("pair_order")
    page.locator("input[type=file]").first.set_input_files(
        {"name": "пары.xlsx", "mimeType": "application/octet-stream", "buffer": pairs()}
    )
    page.get_by_role("button", name="Внести: 3").click()
    expect(page.get_by_text("Готово: 3 бумаги")).to_be_visible()
    petrova.look("papers-many-done")
    page.locator("summary", has_text="Удалить проекты").click()
    page.get_by_role("button", name="Удалить", exact=True).click()
    expect(page.get_by_text("Удалено проектов: 3")).to_be_visible()


def test_only_the_sheet_is_printed(walker):
    zueva = walker("zueva")
    zueva.go(PAPERS + "?state=registered")
    zueva.go(str(zueva.page.locator("tbody a").first.get_attribute("href")))
    zueva.page.emulate_media(media="print")
    expect(zueva.page.locator(".paper")).to_be_visible()
    for hidden in ("h1", "#readers", ".topbar"):
        expect(zueva.page.locator(hidden).first).to_be_hidden()


def test_without_scripts(walker):
    petrova = walker("petrova", scripts=False)
    page = petrova.page
    address = draft(petrova)
    page.get_by_role("button", name="На подпись").click()
    zueva = walker("zueva", scripts=False)
    zueva.go(address + "register/")
    zueva.page.get_by_label("Номер").fill("57-од")
    zueva.page.get_by_role("button", name="Зарегистрировать").click()
    zueva.page.locator("input[name=scan]").first.set_input_files(scan("скан.pdf"))
    zueva.page.get_by_role("button", name="Приложить", exact=True).click()
    expect(zueva.page.get_by_role("link", name="скан.pdf")).to_be_visible()
    orlova = walker("orlova", scripts=False)
    orlova.go(address)
    orlova.page.get_by_role("button", name="Ознакомлен(а)").click()
    expect(orlova.page.locator("#readers")).to_contain_text("21.11.2026")
