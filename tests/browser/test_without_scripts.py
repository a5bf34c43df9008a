"""The morning of a curator whose browser runs no scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.house import SCHOOL

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TITLE = "Обновить раздел «Наставничество» на сайте школы"


def test_sign_in_today_plan_and_done_without_scripts(walker):
    klimov = walker("klimov", scripts=False)
    page = klimov.page
    expect(page.locator("h1")).to_have_text("Сегодня")
    klimov.go(SCHOOL + "roadmap/")
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()
    klimov.go(SCHOOL + "today/")
    page.locator("#late .line", has_text=TITLE).get_by_role("link", name="Отметить").click()
    expect(page.locator("h1")).to_have_text("Отметить выполненным")
    page.get_by_label("Ссылка").fill("https://sosh2.example/mentoring/")
    page.get_by_role("button", name="Отметить выполненным").click()
    klimov.go(SCHOOL + "today/")
    expect(page.locator("h1")).to_have_text("Сегодня")
    expect(page.locator("#late").get_by_role("link", name=TITLE)).to_have_count(0)
