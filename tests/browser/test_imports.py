"""A list of colleagues from the file to the undo: dropped, a column re-meant, a line mended, confirmed, taken back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from estafeta.workbench.tests.imports.sheets import book
from tests.browser.house import PHONE, SCHOOL, WIDE

pytestmark = [pytest.mark.browser, pytest.mark.slow]
START = SCHOOL + "imports/organisations.invitations/"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def people(mark: str) -> bytes:
    return book(
        ("Сотрудники школы",),
        ("Куда писать", "Роль", "Кем работает"),
        (f"one.{mark}@sosh2.example", "Сотрудник", "учитель химии"),
        (f"two.{mark}@", "Сотрудник", "психолог"),
        (f"one.{mark}@sosh2.example", "Сотрудник", ""),
    )


DROP = """([bytes, type]) => {
    const file = new File([new Uint8Array(bytes)], "сотрудники.xlsx", { type });
    const data = new DataTransfer();
    data.items.add(file);
    const zone = document.querySelector("[data-file-drop]");
    for (const name of ["dragenter", "dragover", "drop"])
        zone.dispatchEvent(new DragEvent(name, { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def drop(page: Page, content: bytes) -> None:
    """Drag the file onto the page and let it go."""
    page.evaluate(DROP, [list(content), EXCEL])
    page.wait_for_url("**/imports/check/**")


@pytest.mark.parametrize(("size", "mark"), [(WIDE, "wide"), (PHONE, "phone")], ids=["wide", "phone"])
def test_a_list_from_the_file_to_the_undo(walker, size, mark):
    petrova = walker("petrova", size)
    page = petrova.page
    petrova.go(START)
    petrova.look("import-start")
    drop(page, people(mark))
    expect(page.get_by_role("status").filter(has_text="3 человека")).to_be_visible()
    petrova.look("import-check")

    page.locator(".import__columns summary").click()
    page.get_by_label("Кем работает").select_option("post")
    page.get_by_role("button", name="Прочитать так").click()
    expect(page.locator(".import__columns")).to_contain_text("Кем работает → Должность")

    row = page.locator("tr", has=page.locator(f"input[value='two.{mark}@']"))
    expect(row).to_contain_text("не похоже на адрес почты")
    row.get_by_label("Электронная почта").fill(f"two.{mark}@sosh2.example")
    row.get_by_role("button", name="Исправить").click()
    expect(page.get_by_role("button", name="Внести: 2 новых")).to_be_visible()
    page.locator("tr", has_text="повторяет строку").get_by_role("button", name="Не брать").click()
    expect(page.get_by_role("link", name="Не берём")).to_be_visible()

    petrova.go(SCHOOL + "today/")
    petrova.go(START)
    page.get_by_role("link", name="Продолжить").first.click()
    page.get_by_role("button", name="Внести: 2 новых").click()
    expect(page.get_by_text("2 новых.")).to_be_visible()
    petrova.look("import-result")

    petrova.go(SCHOOL + "settings/members/")
    expect(page.get_by_role("rowheader", name=f"two.{mark}@sosh2.example")).to_be_visible()
    page.go_back()
    page.locator("summary", has_text="Отменить загрузку").click()
    page.get_by_role("button", name="Отменить загрузку").click()
    expect(page.get_by_text("Отменено")).to_be_visible()
    petrova.go(SCHOOL + "settings/members/")
    expect(page.get_by_role("rowheader", name=f"two.{mark}@sosh2.example")).to_have_count(0)


def test_cells_copied_in_a_spreadsheet_are_pasted_on_the_page(walker):
    petrova = walker("petrova", WIDE)
    petrova.go(START)
    petrova.page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.setData("text/plain", "Почта\\tДолжность\\npasted@sosh2.example\\tучитель");
            const paste = { clipboardData: data, bubbles: true, cancelable: true };
            document.body.dispatchEvent(new ClipboardEvent("paste", paste));
        }"""
    )
    petrova.page.wait_for_url("**/imports/check/**")
    expect(petrova.page.get_by_role("button", name="Внести: 1 нового")).to_be_visible()


@pytest.mark.parametrize("size", [WIDE], ids=["wide"])
def test_it_works_without_scripts(walker, size):
    zueva = walker("petrova", size, scripts=False)
    page = zueva.page
    zueva.go(START)
    page.locator("input[type=file]").first.set_input_files(
        {"name": "сотрудники.xlsx", "mimeType": EXCEL, "buffer": people("plain")}
    )
    page.get_by_role("button", name="Прочитать таблицу").click()
    page.locator("input[name^=cell_4_email]").fill("two.plain@sosh2.example")
    page.locator("tr", has=page.locator("input[name^=cell_4_email]")).get_by_role("button", name="Исправить").click()
    page.get_by_role("button", name="Внести: 2 новых").click()
    expect(page.get_by_text("2 новых, ")).to_have_count(0)
    expect(page.get_by_text("Внесено", exact=True)).to_be_visible()
