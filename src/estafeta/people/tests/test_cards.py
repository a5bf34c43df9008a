import datetime as dt

import pytest
from django.urls import reverse
from tests.pages import html_of

from estafeta.core.journal.models import JournalLine
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.organisations.scope import tenant_scope
from estafeta.people import actions
from estafeta.people.models import Affiliation, ExtraField, ExtraValue, Person
from estafeta.people.queries import in_group, people_of, standing_of
from estafeta.workbench.models import Undo
from estafeta.workbench.undoing import take_back

PUPIL = {"kind": "pupil", "unit": "8Б"}


def page(cast, name, *keys):
    return reverse(f"people:{name}", args=[cast.school.slug, *keys])


@pytest.fixture
def kirill(cast, curator, act):
    """A pupil of the school, and one of the same name elsewhere: he may leak into nothing."""
    with tenant_scope(cast.forest_school):
        stranger = act(cast.stranger, cast.forest_school)
        actions.add_person(actor=stranger, surname="Ан", name="Чужой", affiliation=PUPIL)
    with tenant_scope(cast.school):
        return actions.add_person(
            actor=curator, surname="Ан", name="Кирилл", patronymic="Олегович", birth_date=dt.date(2012, 3, 5),
            phone="+7 900 000-00-01", affiliation=PUPIL,
        )  # fmt: skip


def test_card_is_made_with_sex_year_and_one_line(kirill, cast):
    with tenant_scope(cast.school):
        assert (kirill.sex, kirill.birth_year, kirill.short_name) == ("m", 2012, "Ан\xa0К.\xa0О.")
        lines = JournalLine.objects.filter(target_type="people.person", target_id=kirill.pk)
        assert [(line.verb, line.sentence) for line in lines] == [
            ("people.add_person", "Внесена карточка: Ан Кирилл Олегович.")
        ]
        ((stored, after),) = lines.values_list("sentence", "after")
        assert not any(word in f"{stored}{after}" for word in ("Ан", "Кирилл", "2012", "900"))


def test_russian_order_puts_yo_after_ye_on_every_database(cast, curator, in_school):
    for surname in ("Жуков", "Ёлкин", "Елкина", "Яшин", "Ежов", "Ёжиков", "ёлкин"):
        actions.add_person(actor=curator, surname=surname, name="Я")
    assert [row.surname for row in people_of(cast.school)] == [
        "Ежов", "Елкина", "Ёжиков", "Ёлкин", "ёлкин", "Жуков", "Яшин",
    ]  # fmt: skip


def test_list_holds_its_own_alone(cast, sign_in, kirill):
    text = html_of(sign_in(cast.curator).get(page(cast, "list", "learners")))
    assert "Ан Кирилл Олегович" in text
    assert "Чужой" not in text


@pytest.mark.parametrize(
    ("asked", "found"), [("кирилл", True), ("олегович ан", True), ("КИРИЛ", True), ("кирилла", False), ("чуж", False)]
)
def test_search_forgives_case_and_order(cast, sign_in, kirill, asked, found):
    text = html_of(sign_in(cast.curator).get(page(cast, "list", "learners"), {"q": asked}))
    assert ("Ан Кирилл" in text) is found


def test_stranger_gets_404_and_a_teacher_403(cast, sign_in, kirill):
    assert sign_in(cast.stranger).get(page(cast, "card", kirill.pk)).status_code == 404
    assert sign_in(cast.teacher).get(page(cast, "card", kirill.pk)).status_code == 403
    assert sign_in(cast.coordinator).get(page(cast, "card", kirill.pk)).status_code == 403


def test_card_tells_who_looked_and_hides_telephones_until_asked(cast, sign_in, kirill):
    client = sign_in(cast.curator)
    assert "900 000" not in html_of(client.get(page(cast, "card", kirill.pk)))
    shown = html_of(client.post(page(cast, "contacts", kirill.pk)))
    assert "+7 900 000-00-01" in shown
    assert "Просмотр телефонов записан" in shown
    looks = html_of(sign_in(cast.director).get(page(cast, "looks", kirill.pk)))
    assert "Открыли телефон и почту: Ан Кирилл Олегович." in looks
    assert "Петрова Анна Сергеевна" in looks


def test_auditor_sees_no_telephones(cast, sign_in, kirill):
    client = sign_in(cast.auditor)
    assert client.get(page(cast, "card", kirill.pk)).status_code == 200
    assert client.post(page(cast, "contacts", kirill.pk)).status_code == 403
    text = html_of(client.get(page(cast, "list", "learners"), {"columns": "name,phone"}))
    assert "900 000" not in text


def test_line_by_line(cast, sign_in, in_school):
    client = sign_in(cast.clerk)
    sent = {"kind": "pupil", "name": "Белова Дарья Ильинична", "place": "7 «а»", "birth": "2013"}
    answer = client.post(page(cast, "add"), sent)
    assert answer.status_code == 302
    assert "place=7" in answer["Location"]
    row = Person.objects.get(surname="Белова")
    assert (row.name, row.sex, row.birth_year) == ("Дарья", "f", 2013)
    assert row.affiliations.get().unit == "7А"
    assert client.post(page(cast, "add"), {**sent, "name": "Белова"}).status_code == 422


def test_undo_of_a_new_card_stops_once_somebody_worked_with_it(cast, curator, in_school):
    undo = actions.enter_person(actor=curator, surname="Ли", name="Вера", affiliation=PUPIL)
    row = Person.objects.get(surname="Ли")
    actions.add_guardian(actor=curator, child=row, kind="mother", surname="Ли", name="Анна")
    with pytest.raises(Refusal, match="успели поработать"):
        take_back(actor=curator, undo=undo)
    take_back(actor=curator, undo=Undo.objects.latest("pk"))
    take_back(actor=curator, undo=undo)
    assert not Person.objects.filter(surname="Ли").exists()


def test_two_editors_see_both_versions(cast, sign_in, kirill):
    client = sign_in(cast.curator)
    form = client.get(page(cast, "change", kirill.pk)).context["form"]
    sent = {"surname": "Ан", "name": "Кирилл", "patronymic": "Олегович", "birth": "05.03.2012", "sex": "m"}
    sent |= {f"initial-{name}": value for name, value in sent.items()} | {"version": form.edit.version}
    assert client.post(page(cast, "change", kirill.pk), {**sent, "name": "Кир"}).status_code == 302
    late = sign_in(cast.director).post(page(cast, "change", kirill.pk), {**sent, "name": "Кирил"})
    assert late.status_code == 422
    assert "Пока вы правили" in html_of(late)


def test_a_day_of_birth_may_become_a_year(cast, sign_in, kirill):
    sent = {"surname": "Ан", "name": "Кирилл", "birth": "2011", "sex": "m"}
    assert sign_in(cast.curator).post(page(cast, "change", kirill.pk), sent).status_code == 302
    with tenant_scope(cast.school):
        kirill.refresh_from_db()
        assert (kirill.birth_date, kirill.birth_year, kirill.folded) == (None, 2011, "ан кирилл")


def test_leaver_moves_to_another_tab_on_the_day_after(cast, curator, kirill, today):
    with tenant_scope(cast.school):
        place = Affiliation.objects.get(person=kirill)
        undo = actions.end_affiliation(actor=curator, affiliation=place, last_day=today, ending="left")
        day_after = today + dt.timedelta(days=1)
        assert kirill in in_group(cast.school, "learners", today=today)
        assert kirill not in in_group(cast.school, "learners", today=day_after)
        assert kirill in in_group(cast.school, "gone", today=day_after)
        assert standing_of([kirill], today=day_after)[kirill.pk].words == "выбыл(а), 8Б"
        take_back(actor=curator, undo=undo)
        assert kirill in in_group(cast.school, "learners", today=day_after)


def test_right_is_asked_by_the_action(cast, act, in_school):
    with pytest.raises(Forbidden):
        actions.add_person(actor=act(cast.teacher, cast.school), surname="Ли", name="Вера")
    with pytest.raises(Forbidden):
        actions.add_field(actor=act(cast.clerk, cast.school), label="Кружок", purpose="подбор")


@pytest.mark.parametrize(
    "label",
    [
        "Паспорт",
        "СНИЛС ребёнка",
        "Группа здоровья",
        "Национальность",
        "ОВЗ",
        "Состоит на учёте",
        "Гражданство",
        "Диагноз",
    ],
)
def test_what_is_never_kept_cannot_be_made(cast, curator, in_school, label):
    with pytest.raises(Refusal, match="завести нельзя"):
        actions.add_field(actor=curator, label=label, purpose="для отчёта")
    with pytest.raises(Refusal, match="завести нельзя"):
        actions.add_field(actor=curator, label="Сведения", purpose=f"чтобы знать: {label.lower()}")


@pytest.mark.parametrize("label", ["Кружок", "Расписание", "Языки", "Номер телефона куратора", "Инновации"])
def test_other_fields_can(cast, curator, in_school, label):
    assert actions.add_field(actor=curator, label=label, purpose="для подбора пар").in_use


def test_own_field_refuses_snils_and_passport_and_keeps_the_rest(cast, curator, kirill):
    with tenant_scope(cast.school):
        field = actions.add_field(actor=curator, label="Заметка", purpose="для подбора пар")
        for text in ("112-233-445 95", "паспорт 45 08 123456"):
            with pytest.raises(Refusal, match="не хранит"):
                actions.fill_extras(actor=curator, person=kirill, values={field: text})
        undo = actions.fill_extras(actor=curator, person=kirill, values={field: "111-222-333 00 звонков"})
        assert ExtraValue.objects.get(person=kirill).text == "111-222-333 00 звонков"
        take_back(actor=curator, undo=undo)
        assert not ExtraValue.objects.exists()


def test_field_of_another_sort_is_refused_once_filled(cast, curator, kirill):
    with tenant_scope(cast.school):
        field = actions.add_field(actor=curator, label="Кружок", purpose="для подбора пар")
        actions.fill_extras(actor=curator, person=kirill, values={field: "шахматы"})
        with pytest.raises(Refusal, match="вид не меняют"):
            actions.change_field(actor=curator, field=field, sort=ExtraField.Sort.NUMBER)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_list_asks_as_often_for_thirty(cast, sign_in, curator, count, django_assert_max_num_queries):
    with tenant_scope(cast.school):
        for number in range(count):
            child = actions.add_person(actor=curator, surname=f"Ли{number}", name="Вера", affiliation=PUPIL)
            actions.add_guardian(actor=curator, child=child, kind="mother", surname=f"Ли{number}", name="Анна")
    client = sign_in(cast.curator)
    client.get(page(cast, "list", "learners"))
    with django_assert_max_num_queries(32):
        client.get(page(cast, "list", "learners"))


@pytest.mark.parametrize("file", ["xlsx", "docx", "pdf"])
def test_list_goes_out_as_it_is_seen(cast, sign_in, kirill, file):
    client = sign_in(cast.curator)
    answer = client.get(page(cast, "list", "learners"), {"export": file, "columns": "name,birth"})
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert content[:2] in {b"PK", b"%P"}
    with tenant_scope(cast.school):
        line = JournalLine.objects.get(verb="people.note_export")
        assert line.after == {"persons": 1}
    looks = html_of(client.get(page(cast, "looks", kirill.pk)))
    assert "Выгружен список «Обучающиеся»." in looks


def test_ticked_go_out_alone(cast, sign_in, curator, kirill):
    with tenant_scope(cast.school):
        actions.add_person(actor=curator, surname="Ли", name="Вера", affiliation=PUPIL)
    client = sign_in(cast.curator)
    address = page(cast, "export_ticked", "learners", "docx")
    assert client.post(address, {"selected": [kirill.pk]}).status_code == 200
    with tenant_scope(cast.school):
        assert JournalLine.objects.get(verb="people.note_export").after == {"persons": 1}
    assert client.post(address, {}).status_code != 200
