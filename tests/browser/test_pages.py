"""Every page that a person meets, at both widths: axe finds nothing, nothing sticks out, nothing leaves the host."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.house import PHONE, SCHOOL, WIDE, Walker

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SIZES = pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
DEPARTMENT = "/o/upravlenie-obrazovaniya-zarechnogo-rayona/"
FOREST = "/o/mbou-lesnaya-sosh/"
OF_A_CURATOR = {
    "today": "today/",
    "plan": "roadmap/",
    "plan-stages": "roadmap/?by=stages",
    "plan-late": "roadmap/?when=late",
    "plan-mine": "roadmap/?mine=on",
    "roadmaps": "roadmaps/",
    "new": "roadmaps/new/",
    "load": "loads/",
    "inbox": "inbox/",
    "members": "settings/members/",
    "invite": "settings/members/invite/",
    "settings": "settings/",
    "reminders": "settings/reminders/",
    "journal": "settings/journal/",
}
OF_A_COORDINATOR = {
    "overview": "overview/",
    "overview-sections": "overview/?axis=sections",
    "overview-months": "overview/?axis=months",
    "below": "organisations/",
    "today-coordinator": "today/",
}


def see(person: Walker, home: str, pages: dict[str, str]) -> None:
    for name, path in pages.items():
        person.go(home + path)
        expect(person.page.locator("main h1")).not_to_be_empty()
        person.look(name)


@SIZES
def test_pages_of_a_curator(walker, size):
    see(walker("petrova", size), SCHOOL, OF_A_CURATOR)


@SIZES
def test_pages_of_a_plan(walker, size):
    petrova = walker("petrova", size)
    petrova.go(SCHOOL + "roadmap/")
    plan = petrova.page.url.removeprefix(petrova.base)
    see(petrova, plan, {"timeline": "timeline/", "calendar": "calendar/", "head": "edit/"})
    petrova.go(plan)
    card = str(petrova.page.locator("th a.row-link").first.get_attribute("href"))
    see(petrova, card, {"card-done": "", "card-edit": "edit/", "card-split": "split/", "card-kinds": "kinds/"})


@SIZES
def test_coordinator_sees_the_district(walker, size):
    beliaeva = walker("coordinator", size)
    expect(beliaeva.page.locator("h1")).to_have_text("Сегодня")
    beliaeva.go(DEPARTMENT + "overview/")
    expect(beliaeva.page.get_by_role("link", name="МБОУ «СОШ № 2 «Заречная»", exact=True)).to_be_visible()
    expect(beliaeva.page.get_by_text("МБОУ «Лесная СОШ»")).to_have_count(0)
    see(beliaeva, DEPARTMENT, OF_A_COORDINATOR)


def test_notice_leads_to_its_measure(walker):
    petrova = walker("petrova")
    petrova.go(SCHOOL + "inbox/")
    petrova.page.locator("main").get_by_role("button", name="Новая реплика").first.click()
    expect(petrova.page.locator("main")).to_contain_text("Обсуждение")


def test_phone_has_a_bar_at_the_bottom(walker):
    orlova = walker("orlova", PHONE)
    bar = orlova.page.locator("nav.bottom")
    expect(bar).to_be_visible()
    expect(orlova.page.locator("aside.rail")).to_be_hidden()
    expect(orlova.page.locator("#week").get_by_role("link", name="Провести установочную встречу")).to_be_visible()
    bar.get_by_role("link", name="План").click()
    expect(orlova.page.locator("h1")).to_contain_text("дорожная карта", ignore_case=True)


def test_another_tenants_addresses_are_not_found(walker):
    petrova = walker("petrova")
    for path in ("today/", "roadmap/", "loads/", "settings/members/", "inbox/"):
        answer = petrova.page.goto(petrova.base + FOREST + path)
        assert answer is not None
        assert answer.status == 404, path
    petrova.look("not-found")


def test_passer_by_is_asked_to_sign_in(walker):
    nobody = walker()
    nobody.go(SCHOOL + "today/")
    expect(nobody.page.locator("h1")).to_have_text("Вход")
    nobody.look("sign-in")
