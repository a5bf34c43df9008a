"""A curator's first morning: her own Word file becomes a plan, a measure is done and proved, a due is moved, and the
plan goes out as Word again without losing a number.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from roadmap_reader import read_roadmaps
from tests.browser.house import PHONE, SCHOOL, WIDE, Walker
from tests.journeys import paper

pytestmark = [pytest.mark.browser, pytest.mark.slow]
DONE, MOVED = "Собрать анкеты старшеклассников", "Провести первую встречу пар"


def load(petrova: Walker, file: Path) -> None:
    """Drop the file and wait until it has been read."""
    page = petrova.page
    page.locator("nav .rail__link, .bottom__link", has_text="Дорожная карта").locator("visible=true").click()
    petrova.go(SCHOOL + "loads/")
    page.locator("input[type=file]").first.set_input_files(file)
    page.wait_for_url("**/loads/*/")
    expect(page.locator("h1")).to_have_text("Проверка загрузки", timeout=30_000)


def correct(page: Page, doubt: str, label: str, value: str, person: str = "") -> None:
    """Follow a doubt to its row, correct one field, say that it has been looked at."""
    place = page.locator("#doubts .doubt", has_text=doubt)
    place.get_by_role("link", name="Исправить").click()
    page.locator("#side").get_by_label(label, exact=True).fill(value)
    if person:
        page.locator("#side").get_by_label(person).check()
    page.locator("#side").get_by_role("button", name="Сохранить").click()
    expect(page.locator("#side")).to_be_hidden()
    place.get_by_role("button", name="Проверено").click()
    expect(place).to_have_count(0)


def check_and_confirm(petrova: Walker) -> None:
    """Correct both doubts; then the plan is created."""
    page = petrova.page
    expect(page.locator("#doubts .doubt")).to_have_count(2)
    petrova.look("preview")
    correct(page, "вне периода", "Срок, как напечатан", "до 20 октября 2026 г.")
    correct(page, "Ответственный не указан", "Ответственные, как напечатаны", "Рябов М.И.", "Рябов Максим Ильич")
    expect(page.get_by_text("Всё проверено.", exact=True)).to_be_visible()
    page.get_by_role("button", name="Создать карту: 6 мероприятий, 6 сроков").click()
    expect(page.locator("h1")).to_have_text(paper.TITLE)
    for title in paper.TITLES:
        expect(page.get_by_role("link", name=title)).to_be_visible()
    petrova.look("own-plan")


def mark_done(petrova: Walker, proof: Path) -> None:
    """Open the measure beside the plan, mark it done with a file; «Сегодня» names it no more."""
    page = petrova.page
    page.get_by_role("link", name=DONE).click()
    side = page.locator("#side")
    expect(side.get_by_role("heading", name=DONE)).to_be_visible()
    petrova.look("card-side")
    side.get_by_role("link", name="Отметить выполненным").first.click()
    expect(side.get_by_role("heading", name="Отметить выполненным")).to_be_visible()
    side.get_by_label("Файл").first.set_input_files(proof)
    petrova.look("close-side")
    side.get_by_role("button", name="Отметить выполненным").click()
    expect(page.locator("#toasts")).to_contain_text("Отмечено выполненным")
    petrova.go(SCHOOL + "today/")
    expect(page.get_by_role("link", name=DONE)).to_have_count(0)


def ask_to_move(petrova: Walker) -> str:
    """Ask for a later day on the card; returns its address."""
    page = petrova.page
    petrova.go(SCHOOL + "roadmap/")
    page.get_by_role("link", name=MOVED).click()
    page.locator("#side").get_by_role("link", name="Страницей").click()
    expect(page.locator("h1")).to_have_text(MOVED)
    petrova.look("card")
    page.get_by_role("link", name="Перенести срок").click()
    form = page.locator("#side, main").locator("form:visible", has=page.get_by_role("button", name="Попросить"))
    form.get_by_label("Новый срок").fill("3 декабря")
    form.locator("textarea").fill("Библиотека освободится только в декабре.")
    form.get_by_role("button", name="Попросить").click()
    expect(page.locator("main")).to_contain_text("Просят перенести")
    return page.url


def agree(gromov: Walker, address: str) -> None:
    """The director finds the request in «Сегодня» and agrees; the card shows the new day."""
    page = gromov.page
    gromov.go(SCHOOL + "today/")
    gromov.look("today-director")
    line = page.locator("#decide .line[data-row]", has_text=MOVED)
    line.get_by_role("button", name="Согласен").click()
    expect(page.locator("#toasts")).to_contain_text("Срок перенесён")
    expect(page.locator("#decide .line", has_text=MOVED)).to_have_count(0)
    page.goto(address)
    expect(page.locator("main")).to_contain_text("3 декабря")
    expect(page.locator("main")).to_contain_text("Перенос согласован")


def export_and_read(petrova: Walker, folder: Path) -> None:
    """The Word file of the plan holds the numbers and titles of the one that was loaded."""
    page = petrova.page
    page.get_by_role("link", name=paper.TITLE).first.click()
    expect(page.locator("h1")).to_have_text(paper.TITLE)
    page.locator("summary", has_text="Выгрузить").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Word, как в документе").click()
    file = folder / "out.docx"
    download.value.save_as(file)
    (read,) = read_roadmaps(file)
    measures = [measure for section in read.sections for measure in section.measures]
    assert [measure.number for measure in measures] == paper.NUMBERS
    assert [measure.title for measure in measures] == paper.TITLES
    assert read.title == paper.TITLE


def put_away(page: Page) -> None:
    """Archive the plan; the first one is the current one again."""
    page.locator("main summary", has_text="Ещё").click()
    page.get_by_role("button", name="Убрать в архив").click()
    expect(page.locator("main")).to_contain_text("В архиве")


def test_first_morning_of_a_curator(walker, tmp_path):
    petrova = walker("petrova")
    petrova.look("today")
    load(petrova, paper.write(tmp_path / "Ученик-ученик.docx"))
    check_and_confirm(petrova)
    mark_done(petrova, paper.write(tmp_path / "Анкеты.docx"))
    address = ask_to_move(petrova)
    agree(walker("gromov"), address)
    petrova.page.reload()
    expect(petrova.page.locator("main")).to_contain_text("3 декабря")
    export_and_read(petrova, tmp_path)
    put_away(petrova.page)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_unfinished_load_waits(walker, size):
    petrova = walker("petrova", size)
    petrova.go(SCHOOL + "today/")
    petrova.page.locator("#waiting .line", has_text="Загрузка").get_by_role("link", name="Проверить").click()
    expect(petrova.page.locator("h1")).to_have_text("Проверка загрузки")
    petrova.look("waiting-load")


def test_done_with_a_proof_on_a_phone(walker, tmp_path):
    title = "Подготовить справку о работе пар для педагогического совета"
    lebedeva = walker("lebedeva", PHONE)
    page = lebedeva.page
    page.locator("#week .line", has_text=title).get_by_role("link", name="Отметить").click()
    side = page.locator("#side")
    expect(side.get_by_role("heading", name="Отметить выполненным")).to_be_visible()
    lebedeva.look("close")
    side.get_by_label("Файл").first.set_input_files(paper.write(tmp_path / "Справка.docx"))
    side.get_by_role("button", name="Отметить выполненным").click()
    expect(page.locator("#toasts")).to_contain_text("Отмечено выполненным")
    expect(page.locator(".line", has_text=title)).to_have_count(0)
    page.locator("#toasts").get_by_role("button", name="Отменить").click()
    expect(page.locator("#week .line", has_text=title)).to_be_visible()
