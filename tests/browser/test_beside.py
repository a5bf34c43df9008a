"""The panel beside a list: its address, Back, acts that redraw their row in place, two who edit the same."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.house import PHONE, SCHOOL, WIDE

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SIZES = pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
SAID = "Реплика из панели"


def stays(page: Page) -> None:
    """Leave a mark that is gone when the page is loaded anew."""
    page.evaluate("window.sameAsBefore = true")


def is_same(page: Page) -> bool:
    return bool(page.evaluate("window.sameAsBefore === true"))


@SIZES
def test_row_has_an_address_and_back_closes_it(walker, size):
    petrova = walker("petrova", size)
    page, side = petrova.page, petrova.page.locator("#side")
    petrova.go(SCHOOL + "tasks/")
    stays(page)
    link = page.locator("main a.row-link").first
    title = link.inner_text()
    link.click()
    expect(side.get_by_role("heading", name=title)).to_be_visible()
    bare = page.url.partition("#")[0]
    assert page.url == f"{bare}#beside={link.get_attribute('href')}"
    petrova.look("beside-task")
    page.go_back()
    expect(side).to_be_hidden()
    assert page.url == bare
    page.go_forward()
    expect(side.get_by_role("heading", name=title)).to_be_visible()
    assert is_same(page)
    page.reload()
    expect(side.get_by_role("heading", name=title)).to_be_visible()
    side.get_by_role("button", name="Закрыть").click()
    expect(side).to_be_hidden()
    page.wait_for_url(bare)


def test_another_row_replaces_it_and_one_step_back_is_the_list(walker):
    petrova = walker("petrova")
    page, side = petrova.page, petrova.page.locator("#side")
    petrova.go(SCHOOL + "roadmap/")
    bare = page.url
    for place in (1, 2):
        link = page.locator("th a.row-link").nth(place)
        link.click()
        expect(side.get_by_role("heading", name=link.inner_text())).to_be_visible()
    expect(page.locator("tr[aria-selected=true]")).to_have_count(1)
    page.go_back()
    expect(side).to_be_hidden()
    assert page.url == bare


def remark(page: Page, opener) -> None:
    """Open a card, say something in it; the card shows it, the list and its scroll are what they were."""
    side = page.locator("#side")
    stays(page)
    opener.scroll_into_view_if_needed()
    opener.click()
    expect(side.get_by_role("heading", level=2).first).to_be_visible()
    before = page.evaluate("scrollY")
    side.locator("#conversation textarea").fill(SAID)
    side.get_by_role("button", name="Написать").click()
    expect(side.locator("#conversation")).to_contain_text(SAID)
    expect(page.locator("#toasts")).to_contain_text("Написано")
    assert is_same(page)
    assert page.evaluate("scrollY") == before


def test_act_in_the_panel_redraws_the_row_of_the_plan(walker):
    petrova = walker("petrova")
    page = petrova.page
    petrova.go(SCHOOL + "roadmap/")
    row = page.locator("tr.plan__row").nth(8)
    box = page.locator("main input[name=selected]").first
    box.check()
    remark(page, row.locator("a.row-link"))
    expect(row.get_by_label("Обсуждение")).to_be_visible()
    expect(box).to_be_checked()


def test_act_in_the_panel_of_control(walker):
    beliaeva = walker("coordinator")
    page, side = beliaeva.page, beliaeva.page.locator("#side")
    beliaeva.go("/o/upravlenie-obrazovaniya-zarechnogo-rayona/overview/list/?standing=late")
    link = page.locator("main a.row-link").first
    link.click()
    expect(side.get_by_role("heading", level=2).first).to_be_visible()
    assert side.get_by_role("heading", level=2).first.inner_text() in link.inner_text()
    beliaeva.look("beside-control")
    page.go_back()
    expect(side).to_be_hidden()
    expect(link).to_be_focused()


def test_paper_is_sent_to_be_signed_from_the_panel(walker):
    petrova = walker("petrova")
    page, side = petrova.page, petrova.page.locator("#side")
    petrova.go(SCHOOL + "documents/?state=draft")
    stays(page)
    page.locator("main a.row-link").first.click()
    expect(side.get_by_role("heading", level=2).first).to_be_visible()
    petrova.look("beside-paper")
    side.get_by_role("button", name="На подпись").click()
    expect(side).to_contain_text("На подписи")
    assert is_same(page)


def test_two_editors_meet_in_the_panel(walker):
    petrova, gromov = walker("petrova"), walker("gromov")
    petrova.go(SCHOOL + "roadmap/")
    copy = petrova.page.get_by_role("link", name="Открыть рабочую копию", include_hidden=True).first
    petrova.go(str(copy.get_attribute("href")))
    link = petrova.page.locator("th a.row-link").last
    address = str(link.get_attribute("href"))
    link.click()
    side = petrova.page.locator("#side")
    side.locator("summary", has_text="Изменить").click()
    side.get_by_role("link", name="Формулировки и срок").click()
    expect(side.get_by_label("Результат")).to_be_visible()
    gromov.go(address + "edit/")
    gromov.page.get_by_label("Результат").fill("Приказ директора")
    gromov.page.get_by_role("button", name="Сохранить").click()
    expect(gromov.page.locator("main")).to_contain_text("Приказ директора")

    stays(petrova.page)
    side.get_by_label("Результат").fill("Приказ и план")
    side.get_by_role("button", name="Сохранить").click()
    conflict = side.locator(".conflict")
    expect(conflict).to_contain_text("Пока вы правили, Громов П.А. изменил: «Результат»")
    expect(conflict).to_contain_text("Приказ директора")
    expect(conflict).to_be_focused()
    petrova.look("beside-conflict")
    expect(side.get_by_label("Результат")).to_have_value("Приказ и план")
    conflict.get_by_label("Приказ директора").check()
    side.get_by_role("button", name="Сохранить").click()
    expect(side).to_contain_text("Приказ директора")
    assert is_same(petrova.page)
