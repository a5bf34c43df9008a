"""Keys by their place on the keyboard, a day typed in words or picked, the first wrong field in the panel."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.house import PHONE, SCHOOL, WIDE

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SIZES = pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
PRESS = """([code, key, more]) => (document.activeElement || document.body).dispatchEvent(
    new KeyboardEvent("keydown", { code, key, bubbles: true, cancelable: true, ...more }))"""


def press(page: Page, code: str, key: str, **more: bool) -> None:
    """Press a key as a keyboard of another layout does: its place and what is written there differ."""
    page.evaluate(PRESS, [code, key, more])


def test_letters_are_obeyed_by_their_place_on_a_russian_keyboard(walker):
    petrova = walker("petrova")
    page = petrova.page
    petrova.go(SCHOOL + "roadmap/")
    links = page.locator("main a.row-link")
    press(page, "KeyJ", "о")
    expect(links.nth(0)).to_be_focused()
    press(page, "KeyJ", "о")
    press(page, "KeyJ", "о")
    press(page, "KeyK", "л")
    expect(links.nth(1)).to_be_focused()
    press(page, "KeyX", "ч")
    expect(page.locator(".bulk__count")).to_have_text("Выбрано 1 мероприятие")
    page.keyboard.press("Enter")
    expect(page.locator("#side").get_by_role("heading", level=2).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#side")).to_be_hidden()
    expect(links.nth(1)).to_be_focused()
    press(page, "Digit2", "2")
    page.wait_for_url("**/timeline/")
    press(page, "Slash", ".")
    expect(page.locator("#frame-search")).to_be_focused()
    page.keyboard.type("jk?1")
    expect(page.locator("#frame-search")).to_have_value("jk?1")


def test_question_mark_shows_the_one_list_of_keys_and_the_guide_of_the_page(walker):
    petrova = walker("petrova")
    page = petrova.page
    petrova.go(SCHOOL + "documents/")
    press(page, "Slash", ",", shiftKey=True)
    dialog = page.locator("#keys-dialog")
    expect(dialog).to_be_visible()
    expect(dialog.locator("dt")).to_have_count(10)
    petrova.look("keys")
    dialog.get_by_label("Клавиши-буквы включены").uncheck()
    page.keyboard.press("Escape")
    press(page, "KeyJ", "j")
    expect(page.locator("main a.row-link").first).not_to_be_focused()
    page.get_by_role("link", name="Как это сделать").click()
    dialog.get_by_label("Клавиши-буквы включены").check()
    dialog.get_by_role("link", name="Приказы и реестр документов").click()
    expect(page.locator("h1")).to_have_text("Приказы и реестр документов")


def test_main_button_and_undo_by_keys(walker):
    petrova = walker("petrova")
    page = petrova.page
    petrova.go(SCHOOL + "tasks/")
    press(page, "Enter", "Enter", ctrlKey=True)
    page.get_by_label("Что сделать").fill("Дело для клавиш")
    page.get_by_label("Что сделать").focus()
    page.keyboard.press("Control+Enter")
    expect(page.locator("main a.row-link", has_text="Дело для клавиш")).to_be_visible()
    press(page, "KeyZ", "я", ctrlKey=True)
    expect(page.locator("#toasts")).to_contain_text("Отменено")
    expect(page.locator("main a.row-link", has_text="Дело для клавиш")).to_have_count(0)


@SIZES
def test_day_is_typed_in_words_or_picked(walker, size):
    petrova = walker("petrova", size)
    page = petrova.page
    petrova.go(SCHOOL + "tasks/add/")
    field = page.locator("[data-day]").first
    line, said = field.locator("input"), field.locator("[data-day-said]")
    expect(said).to_have_text("суббота, 28 ноября 2026, через 7 дней")
    line.fill("31 июня")
    expect(said).to_contain_text("Такого дня нет")
    line.fill("в пятницу")
    expect(said).to_have_text("пятница, 27 ноября 2026, через 6 дней")
    field.get_by_role("button", name="Выбрать в календаре").click()
    sheet = field.get_by_role("dialog", name="Календарь")
    expect(sheet.locator(".day__week span").first).to_have_text("пн")
    expect(sheet.locator("[data-date]").first).to_have_attribute("data-date", "2026-10-26")
    expect(sheet.locator("[aria-pressed=true]")).to_have_attribute("data-date", "2026-11-27")
    petrova.look("day")
    page.keyboard.press("ArrowDown")
    expect(sheet.locator(":focus")).to_have_attribute("data-date", "2026-12-04")
    page.keyboard.press("Enter")
    expect(sheet).to_have_count(0)
    expect(line).to_have_value("04.12.2026")
    page.get_by_label("Что сделать").fill("Дело с днём")
    line.fill("через две недели")
    page.get_by_role("button", name="Добавить").click()
    expect(page.locator("#toasts")).to_contain_text("до 5 декабря")


@SIZES
def test_first_wrong_field_has_the_focus_and_the_rest_stays(walker, size):
    petrova = walker("petrova", size)
    page, side = petrova.page, petrova.page.locator("#side")
    petrova.go(SCHOOL + "today/")
    page.get_by_role("link", name="Добавить дело").click()
    side.get_by_label("Что сделать").fill("Позвонить в колледж")
    side.get_by_label("До какого дня").fill("31 июня")
    side.get_by_role("button", name="Добавить").click()
    line = side.get_by_label("До какого дня")
    expect(line).to_be_focused()
    expect(line).to_have_value("31 июня")
    expect(side.get_by_label("Что сделать")).to_have_value("Позвонить в колледж")
    petrova.look("wrong-day")
    line.fill("завтра")
    side.get_by_role("button", name="Добавить").click()
    expect(side).to_be_hidden()
    expect(page.locator("#today")).to_contain_text("Позвонить в колледж")


def test_first_wrong_field_has_the_focus_without_scripts(walker):
    petrova = walker("petrova", scripts=False)
    page = petrova.page
    petrova.go(SCHOOL + "tasks/add/")
    page.get_by_label("До какого дня").fill("вчерась")
    page.get_by_label("Что сделать").fill("Дело")
    page.get_by_role("button", name="Добавить").click()
    expect(page.locator("[autofocus]")).to_have_attribute("name", "due_on")
    expect(page.locator("[autofocus]")).to_have_value("вчерась")
