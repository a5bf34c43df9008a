from __future__ import annotations

import re

import pytest
from django.urls import reverse

from estafeta.documents import actions
from estafeta.documents.models import Document
from estafeta.documents.tests.conftest import DAY, body, draft, journalled, pdf_file, words_of
from estafeta.organisations.scope import tenant_scope

LISTS = ("register", "choose", "templates", "folder")
POSTED = {
    "v_aim": "поддержки молодых специалистов",
    "v_starts": "2026-09-01",
    "v_forms": "педагог — педагог",
    "v_curator": "Петрова Анна Сергеевна, заместитель директора",
    "v_reports": "в июне",
    "executor_name": "Петрова Анна Сергеевна",
    "executor_phone": "2-14-15",
}


def at(name, organisation, *args):
    return reverse(f"documents:{name}", args=[organisation.slug, *args])


def plain(answer) -> str:
    return answer.content.decode().replace("\xa0", " ")


def fresh(document: Document) -> Document:
    with tenant_scope(document.organisation):
        return Document.objects.select_related("organisation").get(pk=document.pk)


@pytest.mark.parametrize(
    ("who", "codes"),
    [
        ("curator", (200, 200, 200, 200)),
        ("clerk", (200, 200, 200, 200)),
        ("director", (200, 200, 200, 200)),
        ("methodist", (200, 200, 200, 200)),
        ("auditor", (200, 403, 200, 200)),
        ("teacher", (403, 403, 403, 403)),
        ("coordinator", (403, 403, 403, 403)),
        ("stranger", (404, 404, 404, 404)),
    ],
)
def test_roles_open_what_is_theirs(cast, sign_in, who, codes):
    client = sign_in(getattr(cast, who))
    assert tuple(client.get(at(name, cast.school)).status_code for name in LISTS) == codes


def test_refused_page_says_why(cast, sign_in, registered):
    client = sign_in(cast.psychologist)
    answer = client.get(registered.get_absolute_url())
    assert answer.status_code == 403
    assert "кого с ней знакомят" in plain(answer)


def test_guests_are_asked_to_sign_in(cast, client):
    assert client.get(at("register", cast.school))["Location"].startswith("/enter/login/")


def test_form_makes_a_paper(cast, sign_in):
    client = sign_in(cast.curator)
    page = plain(client.get(at("new", cast.school, "introduction_order")))
    assert "Петрова Анна Сергеевна, заместитель директора по УВР" in page
    answer = client.post(at("new", cast.school, "introduction_order"), POSTED, follow=True)
    text = plain(answer)
    assert "Проект готов" in text
    assert "ПРИКАЗЫВАЮ" in text
    assert "2-14-15" in text
    with tenant_scope(cast.school):
        made = Document.objects.get()
    assert made.filled["curator"] == {"name": "Петрова Анна Сергеевна", "post": "заместитель директора"}


def test_executor_is_remembered(cast, sign_in):
    client = sign_in(cast.curator)
    first = client.get(at("new", cast.school, "introduction_order")).context["form"]
    assert first.initial["executor_name"] == cast.curator.full_name
    client.post(at("new", cast.school, "introduction_order"), POSTED)
    page = client.get(at("new", cast.school, "curator_order")).context["form"]
    assert (page.initial["executor_name"], page.initial["executor_phone"]) == ("Петрова Анна Сергеевна", "2-14-15")


def test_form_keeps_what_was_typed_after_a_refusal(cast, sign_in):
    client = sign_in(cast.curator)
    answer = client.post(at("new", cast.school, "introduction_order"), {**POSTED, "v_starts": "", "v_reports": "редко"})
    assert answer.status_code == 422
    assert 'value="редко"' in plain(answer)
    assert 'value="Петрова Анна Сергеевна, заместитель директора"' in plain(answer)
    long = client.post(at("new", cast.school, "introduction_order"), {**POSTED, "v_site": "а" * 200})
    assert "поставьте запятую" in plain(long)


def test_address_fills_the_form_and_names_a_paper_about_the_same(cast, sign_in):
    client = sign_in(cast.curator)
    address = at("new", cast.school, "introduction_order") + "?about=roadmap:7&v_reports=ежемесячно&v_nothing=1"
    assert 'value="ежемесячно"' in plain(client.get(address))
    client.post(address, POSTED)
    assert "Такая бумага уже есть" in plain(client.get(address))
    with tenant_scope(cast.school):
        assert Document.objects.get().subject_key == "roadmap:7"


def test_unknown_kind_is_not_found(cast, sign_in):
    assert sign_in(cast.curator).get(at("new", cast.school, "nothing")).status_code == 404


def test_paper_is_changed_and_comes_back_from_signature(cast, sign_in, order, curator, today):
    actions.send_paper(actor=curator, document=order, today=today)
    client = sign_in(cast.curator)
    assert "поддержки молодых специалистов" in plain(client.get(at("edit", cast.school, order.pk)))
    answer = client.post(at("edit", cast.school, order.pk), POSTED, follow=True)
    assert "Бумага снова проект" in plain(answer)
    assert fresh(order).filled["reports"] == "в июне"


def test_registered_paper_is_not_edited(cast, sign_in, registered):
    answer = sign_in(cast.curator).get(at("edit", cast.school, registered.pk))
    assert answer.status_code == 422
    assert "подготовьте новую редакцию" in plain(answer)


def test_from_signature_to_registration(cast, sign_in, order):
    petrova, zueva = sign_in(cast.curator), sign_in(cast.clerk)
    assert "Отдано на подпись" in plain(petrova.post(at("send", cast.school, order.pk), follow=True))
    words = {"number": "41-од", "date": "2026-09-01", "scan": pdf_file()}
    answer = zueva.post(at("register_paper", cast.school, order.pk), words, follow=True)
    text = plain(answer)
    assert "Зарегистрировано под № 41-од" in text
    assert "Ознакомить: Петрова Анна Сергеевна, Орлова Татьяна Дмитриевна." in text
    assert "Ещё не ознакомлены: 2 из 2" in text
    assert body(zueva.get(at("scan", cast.school, order.pk))) == b"%PDF-1.4 signed"
    word = zueva.get(at("word", cast.school, order.pk))
    assert "41-од" in word["Content-Disposition"] or "41-%D0%BE%D0%B4" in word["Content-Disposition"]
    assert "ПРИКАЗЫВАЮ" in words_of(body(word))
    assert body(zueva.get(at("pdf", cast.school, order.pk))).startswith(b"%PDF")
    assert [len(journalled(verb)) for verb in ("open_scan", "export_word", "export_pdf")] == [1, 1, 1]


def test_number_that_is_taken_is_asked_about_with_everything_kept(cast, sign_in, registered, curator):
    second = actions.draft_paper(actor=curator, kind="introduction_order", draft=draft())
    client, address = sign_in(cast.clerk), at("register_paper", cast.school, second.pk)
    assert 'name="sure"' not in plain(client.get(address))
    words = {"number": "41-ОД", "date": "2026-09-02"}
    answer = client.post(address, {**words, "scan": pdf_file()})
    text = plain(answer)
    assert answer.status_code == 422
    assert "уже стоит" in text
    assert 'value="41-ОД"' in text
    assert 'name="sure"' in text
    assert "Выберите этот файл ещё раз" in text
    assert fresh(second).is_open
    client.post(address, {**words, "sure": "on"})
    assert fresh(second).number == "41-ОД"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ({"number": "41-од", "date": "2026-11-22"}, "ещё не наступила"),
        ({"number": "41-од", "date": "2026-09-01", "scan": "exe"}, "такого вида не принимается"),
        ({"date": "2026-09-01"}, "Обязательное поле"),
        ({}, "Обязательное поле"),
    ],
)
def test_refused_registration_keeps_the_number(cast, sign_in, order, words, why):
    words = {**words, **({"scan": pdf_file("x.exe")} if "scan" in words else {})}
    answer = sign_in(cast.clerk).post(at("register_paper", cast.school, order.pk), words)
    assert answer.status_code == 422
    assert why in plain(answer)
    assert ('value="41-од"' in plain(answer)) == ("number" in words)


def test_registered_paper_is_not_registered_again(cast, sign_in, registered):
    answer = sign_in(cast.clerk).get(at("register_paper", cast.school, registered.pk))
    assert answer.status_code == 422
    assert "уже зарегистрирована" in plain(answer)


def test_paper_is_cancelled_or_says_why_not(cast, sign_in, registered):
    client, address = sign_in(cast.clerk), at("cancel", cast.school, registered.pk)
    answer = client.post(address, {"date": "2026-08-01", "reason": "Издан новый"})
    assert answer.status_code == 422
    assert "Издан новый" in plain(answer)
    text = plain(client.post(address, {"date": "2026-11-20", "reason": "Издан новый"}, follow=True))
    assert "Утратил силу" in text
    assert "с 20.11.2026: Издан новый" in text


def test_employee_reads_marks_and_downloads_but_changes_nothing(cast, sign_in, registered):
    client = sign_in(cast.teacher)
    text = plain(client.get(registered.get_absolute_url()))
    assert "Вас просят ознакомиться" in text
    for absent in (
        "Новая редакция",
        "Признать утратившей силу",
        "Приложить скан",
        "К реестру",
        "Что ещё можно сделать",
    ):
        assert absent not in text
    row = registered.acquaintances.get(user=cast.teacher)
    text = plain(client.post(at("acquaint", cast.school, row.pk), follow=True))
    assert "Ознакомление отмечено" in text
    assert "Вас просят" not in text
    assert body(client.get(at("word", cast.school, registered.pk))).startswith(b"PK")
    for name in ("send", "back", "cancel", "amend", "delete", "add_reader", "register_paper"):
        assert client.post(at(name, cast.school, registered.pk)).status_code == 403


def test_employee_does_not_see_a_draft_that_names_her(cast, sign_in, order):
    assert sign_in(cast.teacher).get(order.get_absolute_url()).status_code == 403


def test_clerk_notes_days_and_adds_readers(cast, sign_in, registered):
    client = sign_in(cast.clerk)
    row = registered.acquaintances.get(user=cast.teacher)
    assert "03.09.2026" in plain(client.post(at("acquaint", cast.school, row.pk), {"day": "2026-09-03"}, follow=True))
    name = {"name": "Фомина Елена Юрьевна, педагог-психолог"}
    text = plain(client.post(at("add_reader", cast.school, registered.pk), name, follow=True))
    assert "Добавлено в лист ознакомления: Фомина Елена Юрьевна." in text
    many = {"name": "Фомина Елена Юрьевна; Климов Денис Олегович, учитель;; Рябов Максим Ильич"}
    text = plain(client.post(at("add_reader", cast.school, registered.pk), many, follow=True))
    assert "Добавлено в лист ознакомления: Климов Денис Олегович, Рябов Максим Ильич." in text
    for empty in ({}, {"name": " ; "}, {"name": "Фомина Елена Юрьевна"}):
        assert client.post(at("add_reader", cast.school, registered.pk), empty).status_code == 422


def test_declension_is_corrected_on_the_page(cast, sign_in, order):
    client = sign_in(cast.curator)
    words = {
        "document": order.pk,
        "text": "Петрова Анна Сергеевна",
        "case": "accs",
        "corrected": "Петровну Анну Сергеевну",
    }
    text = plain(client.post(at("correct_name", cast.school), words, follow=True))
    assert "исправлено вами" in text
    assert "Петровну А. С." in text
    assert "Исправление убрано" in plain(
        client.post(at("correct_name", cast.school), {**words, "corrected": ""}, follow=True)
    )
    assert client.post(at("correct_name", cast.school), {**words, "case": "nomn"}).status_code == 422
    assert client.post(at("correct_name", cast.school), {**words, "document": "x"}).status_code == 422
    assert client.post(at("correct_name", cast.school), {**words, "document": 0}).status_code == 404


def test_new_edition_from_the_page(cast, sign_in, registered):
    text = plain(sign_in(cast.methodist).post(at("amend", cast.school, registered.pk), follow=True))
    assert "Заменит бумагу, когда будет зарегистрирована" in text
    assert "Проект" in plain(sign_in(cast.clerk).get(registered.get_absolute_url()))


def test_draft_is_deleted_and_taken_back_on_the_page(cast, sign_in, order):
    client = sign_in(cast.curator)
    client.post(at("send", cast.school, order.pk))
    assert "Бумага снова проект" in plain(client.post(at("back", cast.school, order.pk), follow=True))
    asked = client.post(at("delete", cast.school, order.pk), {"note": "сохранится"})
    assert "вернуть проект будет нельзя" in plain(asked)
    assert 'name="note" value="сохранится"' in asked.content.decode()
    assert "Проект удалён" in plain(client.post(at("delete", cast.school, order.pk), {"sure": "yes"}, follow=True))


def test_scan_comes_from_the_page(cast, sign_in, registered):
    client, address = sign_in(cast.clerk), at("scan", cast.school, registered.pk)
    assert client.get(address).status_code == 404
    assert client.post(address, {}).status_code == 422
    assert "скан.pdf" in plain(client.post(address, {"scan": pdf_file()}, follow=True))
    assert sign_in(cast.methodist).post(address, {"scan": pdf_file()}).status_code == 403


@pytest.mark.parametrize("state", ["draft", "registered"])
def test_page_of_a_kind_that_is_gone(cast, sign_in, order, registered, curator, state):
    paper = registered
    if state == "draft":
        paper = actions.draft_paper(actor=curator, kind="introduction_order", draft=draft())
    Document.objects.filter(pk=paper.pk).update(kind="forgotten_order")
    client = sign_in(cast.clerk)
    answer = client.get(paper.get_absolute_url())
    assert answer.status_code == 200
    assert "Вид этой бумаги убран из набора" in plain(answer)
    assert paper.get_absolute_url() in plain(client.get(at("register", cast.school)))
    word = client.get(at("word", cast.school, paper.pk))
    if state == "registered":
        assert "ПРИКАЗЫВАЮ" in plain(answer)
        assert body(word).startswith(b"PK")
    else:
        assert word.status_code == 422
        assert client.get(at("edit", cast.school, paper.pk)).status_code == 422


def test_page_shows_the_frozen_sheet(cast, sign_in, registered):
    type(cast.school).objects.filter(pk=cast.school.pk).update(full_name="Переименованная школа")
    text = plain(sign_in(cast.clerk).get(registered.get_absolute_url()))
    sheet = text[text.index("<article") : text.index("</article>")]
    assert "Переименованная" not in sheet
    assert "№ 41-од" in sheet


ONE = (
    "paper",
    "edit",
    "word",
    "pdf",
    "scan",
    "send",
    "back",
    "register_paper",
    "cancel",
    "amend",
    "delete",
    "add_reader",
)
POSTS = {"send", "back", "amend", "delete", "add_reader"}


@pytest.mark.parametrize("name", ONE)
def test_paper_of_another_tenant_is_not_found(cast, sign_in, foreign, name):
    for who in (cast.clerk, cast.coordinator):
        client = sign_in(who)
        ask = client.post if name in POSTS else client.get
        assert ask(at(name, cast.school, foreign.pk)).status_code in (403, 404)
    client = sign_in(cast.clerk)
    ask = client.post if name in POSTS else client.get
    assert ask(at(name, cast.school, foreign.pk)).status_code == 404
    assert ask(at(name, cast.forest_school, foreign.pk)).status_code == 404


def test_lists_hold_nothing_of_another_tenant(cast, sign_in, foreign):
    with tenant_scope(cast.forest_school):
        row = foreign.acquaintances.first()
    client = sign_in(cast.clerk)
    assert client.post(at("acquaint", cast.school, row.pk)).status_code == 404
    for name in LISTS:
        assert foreign.get_absolute_url() not in plain(client.get(at(name, cast.school)))
    words = {"document": foreign.pk, "text": "x", "case": "accs", "corrected": "y"}
    assert client.post(at("correct_name", cast.school), words).status_code == 404


def test_register_lists_searches_and_leaves_as_a_spreadsheet(cast, sign_in, registered, curator):
    actions.draft_paper(actor=curator, kind="introduction_order", draft=draft())
    client, address = sign_in(cast.clerk), at("register", cast.school)
    text = plain(client.get(address))
    assert "41-од" in text
    assert "0 из 2" in text
    assert len(re.findall(r"documents/\d+/", plain(client.get(address + "?state=registered")))) == 1
    assert "41-од" in plain(client.get(address + "?q=41-ОД"))
    assert "41-од" in plain(client.get(address + "?read=unread"))
    registered.acquaintances.update(day=DAY)
    assert "41-од" not in plain(client.get(address + "?read=unread"))
    assert "41-од" not in plain(client.get(address + "?q=57-од"))
    assert body(client.get(address + "?export=xlsx")).startswith(b"PK")
    fragment = client.get(address, headers={"HX-Request": "true", "HX-Target": "list"}).content.decode()
    assert "<html" not in fragment
    assert "41-од" in fragment


def test_empty_register_and_queries_do_not_grow(cast, sign_in, django_assert_max_num_queries, curator, in_school):
    client, address = sign_in(cast.clerk), at("register", cast.school)
    assert "Документов пока нет" in plain(client.get(address))
    counts = []
    for _ in range(3):
        actions.draft_paper(actor=curator, kind="introduction_order", draft=draft())
        with django_assert_max_num_queries(40) as seen:
            client.get(address)
        counts.append(len(seen.captured_queries))
    assert counts[0] == counts[2]


@pytest.mark.parametrize("name", ["folder", "choose", "templates", "paper"])
def test_queries_of_pages_do_not_grow(
    cast, sign_in, django_assert_max_num_queries, registered, clerk, curator, name, today
):
    client = sign_in(cast.clerk)
    address = registered.get_absolute_url() if name == "paper" else at(name, cast.school)
    counts = []
    for place in range(3):
        with django_assert_max_num_queries(60) as seen:
            client.get(address)
        counts.append(len(seen.captured_queries))
        paper = actions.draft_paper(actor=curator, kind="introduction_order", draft=draft())
        actions.register_paper(actor=clerk, document=paper, number=str(place), date=DAY, today=today)
        actions.add_reader(actor=clerk, document=registered, name=f"Читатель {place}", today=today)
    assert counts[1] == counts[2]
