"""Two browsers side by side: «Орион» sends its plan up, gets a remark, answers, is agreed and enters the order."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.house import PHONE, WIDE

pytestmark = [pytest.mark.browser, pytest.mark.slow]
DEPARTMENT = "/o/upravlenie-obrazovaniya-zarechnogo-rayona/"
ORION = "/o/mbudo-tsentr-tvorchestva-orion/"
NAME = "МБУДО «Центр творчества «Орион»"
STANDING = "section[aria-label='Согласование']"
REMARK = "Напишите, кто отвечает от центра."


def send(curator, words: str) -> None:
    page = curator.page
    curator.go(ORION + "roadmap/")
    page.get_by_role("link", name="Отправить на согласование").click()
    page.get_by_label("Пояснение").fill(words)
    page.get_by_role("button", name="Отправить на согласование").click()
    expect(page.locator(STANDING)).to_contain_text("На согласовании")


def open_from_queue(curator) -> None:
    """The department has entrusted agreeing to the centre, whose people look into its queue."""
    curator.go(DEPARTMENT + "agreements/")
    curator.page.get_by_role("link", name=NAME).click()
    expect(curator.page.locator("h1")).to_have_text("Согласование карты")


def issue_order(curator, number: str) -> None:
    """From the agreed plan to a registered order with the plan as its annex."""
    page = curator.page
    curator.go(ORION + "roadmap/")
    page.get_by_role("link", name="Подготовить приказ").click()
    expect(page.get_by_label("Название карты")).not_to_have_value("")
    page.get_by_role("button", name="Показать бумагу").click()
    expect(page.locator(".paper")).to_contain_text("ПРИКАЗЫВАЮ")
    expect(page.locator(".paper")).to_contain_text("Приложение")
    curator.look("order-of-plan")
    page.get_by_role("link", name="Зарегистрировать сразу").click()
    page.get_by_label("Номер", exact=True).fill(number)
    page.get_by_label("Дата", exact=True).fill("2026-09-02")
    page.get_by_role("button", name="Зарегистрировать").click()
    expect(page.locator("main .page__state").first).to_contain_text(number)


def test_plan_goes_up_comes_back_and_is_approved(walker):
    vetrova, sokolova = walker("vetrova"), walker("sokolova")
    send(vetrova, "Просим согласовать.")
    vetrova.look("agreement-sent")

    open_from_queue(sokolova)
    row = sokolova.page.locator("tbody tr[id]").first
    row.get_by_text("Замечание", exact=True).click()
    row.get_by_role("textbox", name="Замечание").fill(REMARK)
    row.get_by_role("button", name="Записать").click()
    sokolova.look("agreement-remark")
    sokolova.page.get_by_role("button", name="Вернуть с замечаниями").click()
    expect(sokolova.page.locator(STANDING)).to_contain_text("Возвращена с замечаниями")

    vetrova.go(ORION + "roadmap/")
    vetrova.page.get_by_role("link", name="Замечания и ответы").click()
    vetrova.page.get_by_role("textbox", name="Ответ на замечание").fill("Отвечает методист центра.")
    vetrova.page.get_by_role("button", name="Записать ответ").click()
    expect(vetrova.page.locator(".said")).to_contain_text("Отвечает методист центра.")
    vetrova.look("agreement-answered")
    send(vetrova, "Замечание учтено.")

    open_from_queue(sokolova)
    expect(sokolova.page.locator(".said")).to_contain_text("Отвечает методист центра.")
    sokolova.page.get_by_role("button", name="Согласовать").click()
    expect(sokolova.page.locator(STANDING)).to_contain_text("Осталось издать приказ")

    sokolova.page.get_by_role("button", name="Письмо в реестр").click()
    expect(sokolova.page.locator(".paper")).to_contain_text("О согласовании дорожной карты")
    sokolova.look("letter")

    issue_order(vetrova, "01-08/96")
    vetrova.go(ORION + "roadmap/")
    vetrova.page.get_by_role("link", name="Внести приказ").click()
    expect(vetrova.page.get_by_label("Номер приказа")).to_have_value("01-08/96")
    vetrova.page.get_by_role("button", name="Утвердить").click()
    expect(vetrova.page.locator(STANDING)).to_contain_text("№ 01-08/96")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_pages_of_agreement(walker, size):
    petrova, beliaeva = walker("petrova", size), walker("coordinator", size)
    beliaeva.go(DEPARTMENT + "agreements/")
    expect(beliaeva.page.locator("h1")).to_have_text("Согласование")
    beliaeva.look("queue")
    petrova.go("/o/mbou-sosh-2-zarechnaya/roadmap/")
    plan = petrova.page.url.removeprefix(petrova.base)
    for name, path in {"agreement": "agreement/", "editions": "editions/", "compare": "editions/compare/",
                       "on-day": "on/?day=2026-10-01", "close-plan": "agreement/close/"}.items():  # fmt: skip
        petrova.go(plan + path)
        expect(petrova.page.locator("main h1")).not_to_be_empty()
        petrova.look(name)
    petrova.go(plan)
    petrova.page.locator(STANDING).locator("summary").first.click()
    petrova.page.get_by_role("link", name="Открыть рабочую копию").click()
    expect(petrova.page.locator(STANDING)).to_contain_text("Рабочая копия")
    petrova.look("working-copy")
