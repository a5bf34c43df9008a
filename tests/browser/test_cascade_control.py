"""The department offers measures to its organisations, a curator takes them, the coordinator watches."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.house import PHONE, WIDE

pytestmark = [pytest.mark.browser, pytest.mark.slow]
DEPARTMENT = "/o/upravlenie-obrazovaniya-zarechnogo-rayona/"
LEAVER = "Фомина Елена Юрьевна"
SCHOOL = "/o/mbou-sosh-2-zarechnaya/"


def test_measures_go_down_and_the_curator_answers(walker):
    beliaeva, petrova = walker("coordinator"), walker("petrova")
    page = beliaeva.page
    beliaeva.go(DEPARTMENT + "roadmaps/new/")
    page.locator("input[name=code]").first.check()
    page.locator("form:has(input[name=way][value=template]) button[type=submit]").click()
    page.wait_for_url(re.compile(r"/roadmaps/\d+/$"))
    beliaeva.go(page.url.removeprefix(beliaeva.base) + "cascade/")
    beliaeva.look("cascade")
    for place in range(2):
        page.locator("input[name=selected]").nth(place).check()
    page.get_by_role("button", name="Посмотреть, до кого дойдёт").click()
    expect(page.locator("h1")).to_contain_text("Дойдёт до")
    beliaeva.look("cascade-preview")
    page.get_by_role("button", name="Предложить").click()
    expect(page.locator("main")).to_contain_text("ждём")
    beliaeva.look("cascade-sent")
    page.get_by_role("link", name="приняли 0").first.click()
    beliaeva.look("taken")
    petrova.go(SCHOOL + "offers/")
    petrova.look("offers")
    petrova.page.locator("input[name=selected]").first.check()
    petrova.page.get_by_label("Причина отказа").fill("Уже сделано весной.")
    petrova.page.get_by_role("button", name="Отклонить", exact=True).click()
    expect(petrova.page.locator("main")).to_contain_text("Уже сделано весной.")
    petrova.look("offers-answered")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_pages_of_control(walker, size):
    beliaeva, petrova = walker("coordinator", size), walker("petrova", size)
    for name, path in {"overview": "overview/", "overview-months": "overview/?axis=months"}.items():
        beliaeva.go(DEPARTMENT + path)
        beliaeva.look(name)
    beliaeva.go(DEPARTMENT + "overview/list/?standing=late")
    beliaeva.look("overview-list")
    beliaeva.go(DEPARTMENT + "overview/")
    beliaeva.page.locator("input[name=selected]").first.check()
    beliaeva.page.get_by_role("button", name="Напомнить").click()
    expect(beliaeva.page.locator("h1")).to_have_text("Напомнить организациям")
    beliaeva.look("remind")
    for name, path in {"rules": "control/rules/", "leaver": "hand-over/", "offers-page": "offers/"}.items():
        petrova.go(SCHOOL + path)
        petrova.look(name)
    petrova.go(SCHOOL + "hand-over/")
    petrova.page.get_by_label("Кто передаёт дела").select_option(label=LEAVER)
    petrova.page.get_by_role("button", name="Показать незавершённое").click()
    petrova.look("hand-over")
    petrova.go(SCHOOL + "roadmap/")
    petrova.go(petrova.page.url.removeprefix(petrova.base) + "next-year/")
    petrova.page.get_by_role("button", name="Посмотреть, что получится").click()
    petrova.look("roll-over")
