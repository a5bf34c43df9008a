"""The people of the demo: classes of the school, groups of the college, staff everywhere; one child is there twice."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import count
from typing import Any

from estafeta.core.imports.columns import day as read_day
from estafeta.demo.cast import PEOPLE, Cast, school_year
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import actor_for
from estafeta.organisations.scope import tenant_scope
from estafeta.people import actions
from estafeta.people.models import Affiliation, Person, Relation
from estafeta.workbench.writing import Changes


@dataclass(frozen=True, slots=True)
class Child:
    """A learner: the name, the class, the day of birth, the guardian with the last digits of a telephone."""

    name: str
    unit: str
    born: str
    guardian: str = ""
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the staff: post, subject, years in all and with learners, category; `part` is who signs in."""

    name: str
    post: str
    subject: str = ""
    years: tuple[int, int] = (0, 0)
    category: str = ""
    part: str = ""


PUPILS = (
    Child("Ан Кирилл Олегович", "8Б", "05.03.2012", "Ан Ирина Викторовна"),
    Child("Белова Дарья Ильинична", "7А", "17.08.2013", "Белова Марина Сергеевна"),
    Child("Ван Лев Андреевич", "8Б", "22.11.2012", "Ван Андрей Львович"),
    Child("Гай Тимур Русланович", "8А", "30.01.2012", "Гай Эльвира Маратовна"),
    Child("Ёлкина Вера Павловна", "7А", "09.06.2013", "Ёлкина Наталья Юрьевна"),
    Child("Жуков Матвей Ильич", "9Б", "14.02.2011", "Жуков Илья Сергеевич"),
    Child("Ким Алёна Сергеевна", "7А", "03.10.2013", "Ким Сергей Витальевич"),
    Child("Ким Ольга Витальевна", "10А", "28.04.2010", "Ким Анна Робертовна"),
    Child("Лев Ольга Марковна", "10А", "11.12.2009", "Лев Марк Борисович"),
    Child("Орлов Даниил Игоревич", "8Б", "19.09.2012", "Орлова Инна Валерьевна"),
    Child("Пак Софья Денисовна", "7Б", "01.03.2013", "Пак Денис Олегович"),
    Child("Рыжов Егор Антонович", "7Б", "25.05.2013", "Рыжова Ольга Ивановна"),
    Child("Сомова Злата Егоровна", "8А", "07.07.2012", "Сомова Юлия Олеговна"),
    Child("Тагиров Амир Маратович", "9А", "16.10.2011", "Тагирова Лейла Рашидовна"),
    Child("Ушакова Полина Кирилловна", "9А", "02.02.2011", "Ушаков Кирилл Петрович"),
    Child("Фадеев Глеб Романович", "9Б", "21.08.2011", "Фадеева Алла Николаевна"),
    Child("Цой Роман Эдуардович", "10А", "13.01.2010", "Цой Эдуард Викторович"),
    Child("Чайкина Мария Львовна", "11А", "29.03.2009", "Чайкин Лев Николаевич"),
    Child("Шубин Иван Глебович", "8А", "06.11.2012"),
    Child("Щукина Ева Тимуровна", "7Б", ""),
    Child("Эрдман Алиса Юрьевна", "11А", "18.05.2009", "Эрдман Юрий Карлович"),
    Child("Юн Сергей Александрович", "9Б", "24.12.2010", "Юн Александр Ильич"),
    Child("Юсупова Лия Рустамовна", "8Б", "08.08.2012", "Юсупова Гузель Ильдаровна"),
    Child("Яшин Никита Алексеевич", "9А", "31.07.2011", "Яшина Вера Павловна"),
    Child("Ким Алена Сергеевна", "7А", "", ""),
)
SCHOOL_STAFF = (
    Colleague("", "заместитель директора", "", (19, 17), "highest", "curator"),
    Colleague("", "директор", "", (27, 24), "highest", "director"),
    Colleague("", "учитель", "русский язык", (23, 23), "highest", "teacher"),
    Colleague("", "педагог-психолог", "", (11, 9), "first", "psychologist"),
    Colleague("", "советник директора", "", (4, 4), "", "adviser"),
    Colleague("", "учитель", "информатика", (8, 6), "first", "informatics"),
    Colleague("", "методист", "", (15, 15), "first", "methodist"),
    Colleague("Абрамова Кира Станиславовна", "учитель", "математика", (1, 1)),
    Colleague("Зимин Павел Дмитриевич", "учитель", "физика", (2, 2)),
    Colleague("Ильина Ксения Артёмовна", "учитель", "английский язык", (0, 0)),
    Colleague("Носова Лариса Геннадьевна", "учитель", "математика", (31, 31), "highest"),
    Colleague("Прохорова Вера Ивановна", "учитель", "химия", (26, 25), "mentor"),
)
STUDENTS = tuple(
    Child(name, unit, born, "", level)
    for name, unit, born, level in (
        ("Баранов Илья Олегович", "СВ-21", "12.04.2009", 2),
        ("Волошина Дарья Петровна", "ПК-31", "03.09.2008", 3),
        ("Громова Арина Павловна", "ПК-31", "27.02.2008", 3),
        ("Дубов Степан Ильич", "СВ-21", "15.10.2009", 2),
        ("Ершова Лилия Романовна", "ДО-11", "20.06.2010", 1),
        ("Зорин Макар Егорович", "СВ-21", "01.01.2009", 2),
        ("Ибрагимов Тимур Азатович", "АМ-41", "09.05.2007", 4),
        ("Котова Яна Сергеевна", "ДО-11", "11.11.2010", 1),
        ("Логинов Артём Денисович", "АМ-41", "23.03.2007", 4),
        ("Мухина Ульяна Андреевна", "ПК-31", "30.07.2008", 3),
        ("Назаров Савелий Юрьевич", "АМ-41", "17.12.2007", 4),
        ("Осипова Камилла Игоревна", "ДО-11", "08.02.2010", 1),
    )
)
COLLEGE_STAFF = (
    Colleague("", "заместитель директора", "", (21, 14), "highest", "college_curator"),
    Colleague("", "методист", "", (9, 9), "first", "college_methodist"),
    Colleague("Гордеев Олег Михайлович", "мастер производственного обучения", "сварочное дело", (18, 6), "first"),
    Colleague("Седых Наталья Львовна", "преподаватель", "программирование", (3, 1)),
)
PARTNERS = (
    ("Кузьмин Фёдор Егорович", "Завод «Заречный»", "инженер-технолог"),
    ("Савельева Инга Робертовна", "Завод «Заречный»", "руководитель отдела обучения"),
    ("Титов Арсений Павлович", "Автотранспортное предприятие № 1", "механик"),
)
KINDERGARTEN_STAFF = (
    Colleague("", "старший воспитатель", "", (14, 14), "first", "kindergarten_curator"),
    Colleague("Егорова Алина Денисовна", "воспитатель", "", (1, 1)),
    Colleague("Костина Людмила Фёдоровна", "воспитатель", "", (29, 29), "highest"),
    Colleague("Мартынова Диана Олеговна", "воспитатель", "", (2, 2)),
    Colleague("Сухова Ирина Петровна", "музыкальный руководитель", "", (16, 12), "first"),
)
ORION_PUPILS = (
    Child("Агапов Лука Ильич", "Робототехника", "04.04.2014", "Агапова Майя Львовна"),
    Child("Дьяконова Эмма Павловна", "Театр", "19.02.2012", "Дьяконов Павел Егорович"),
    Child("Лунёв Платон Сергеевич", "Робототехника", "25.12.2013", "Лунёва Анна Викторовна"),
    Child("Лунёва Стефания Сергеевна", "Театр", "25.12.2013", "Лунёва Анна Викторовна"),
)
ORION_STAFF = (
    Colleague("", "педагог-организатор", "", (6, 6), "first", "orion_curator"),
    Colleague("Беляков Роман Глебович", "педагог дополнительного образования", "робототехника", (2, 2)),
    Colleague("Тарасова Маргарита Юрьевна", "педагог дополнительного образования", "театр", (22, 20), "highest"),
)
CLASS_TEACHERS = (("Носова Лариса Геннадьевна", "8Б"), ("Прохорова Вера Ивановна", "9Б"))


def bring_people(cast: Cast, day: dt.date) -> None:
    """Let every organisation of the district enter its people."""
    phones = count(1)
    _Base(cast, "school", "curator", day, phones).bring(PUPILS, SCHOOL_STAFF).tell_the_school()
    _Base(cast, "college", "college_curator", day, phones).bring(STUDENTS, COLLEGE_STAFF).invite(PARTNERS)
    _Base(cast, "kindergarten", "kindergarten_curator", day, phones).bring((), KINDERGARTEN_STAFF)
    _Base(cast, "orion", "orion_curator", day, phones).bring(ORION_PUPILS, ORION_STAFF)


class _Base:
    """The base of one organisation while it is typed in."""

    def __init__(self, cast: Cast, place: str, curator: str, day: dt.date, phones: count[int]) -> None:
        self.cast, self.day, self.phones = cast, day, phones
        self.organisation: Organisation = getattr(cast, place)
        self.actor: Actor = actor_for(getattr(cast, curator), self.organisation, today=day)
        self.people: dict[str, Person] = {}
        self.numbers: dict[str, int] = {}

    def bring(self, children: tuple[Child, ...], colleagues: tuple[Colleague, ...]) -> _Base:
        """Enter learners with their guardians, then the staff."""
        with tenant_scope(self.organisation):
            for child in children:
                self._learner(child)
            for colleague in colleagues:
                self._employee(colleague)
        return self

    def invite(self, partners: tuple[tuple[str, str, str], ...]) -> _Base:
        """Enter those who come from partners."""
        with tenant_scope(self.organisation):
            for name, workplace, post in partners:
                self._person(name, affiliation={"kind": "partner", "workplace": workplace, "post": post})
        return self

    def tell_the_school(self) -> _Base:
        """Class teachers, a family of teacher and pupil, an own field, a leaver."""
        with tenant_scope(self.organisation):
            for name, unit in CLASS_TEACHERS:
                actions.add_relation(
                    actor=self.actor, person=self.people[name], kind=Relation.Kind.CLASS_TEACHER, unit=unit,
                    today=self.day,
                )  # fmt: skip
            field = actions.add_field(
                actor=self.actor, label="Кружок или секция", purpose="чтобы находить наставника с теми же интересами",
                about="pupil",
            )  # fmt: skip
            for name, text in (("Ан Кирилл Олегович", "шахматы"), ("Ван Лев Андреевич", "робототехника")):
                actions.fill_extras(actor=self.actor, person=self.people[name], values={field: text})
            leaver = Affiliation.objects.get(person=self.people["Яшин Никита Алексеевич"])
            last_day = max(self.day - dt.timedelta(days=9), school_year(self.day))
            actions.end_affiliation(
                actor=self.actor, affiliation=leaver, last_day=last_day,
                ending=Affiliation.Ending.MOVED, note="переезд в областной центр",
            )  # fmt: skip
        return self

    def _learner(self, child: Child) -> None:
        college = self.organisation.kind == Organisation.Kind.COLLEGE
        place = {"kind": "student" if college else "pupil", "unit": child.unit, "starts": school_year(self.day)}
        person = self._person(child.name, born=child.born, affiliation={**place, "level": child.level})
        if child.guardian:
            surname, name, patronymic = child.guardian.split()
            actions.bring_guardian(
                actor=self.actor, child=person, names=(surname, name, patronymic), phone=self._phone(child.guardian),
                changes=Changes(self.actor),
            )  # fmt: skip

    def _employee(self, who: Colleague) -> None:
        total, teaching = who.years
        place = {
            "kind": "employee", "post": who.post, "subject": who.subject, "experience_total": total,
            "experience_teaching": teaching, "experience_on": school_year(self.day), "category": who.category,
        }  # fmt: skip
        user = getattr(self.cast, who.part) if who.part else None
        self._person(who.name or PEOPLE[who.part].name, user=user, affiliation=place)

    def _person(self, line: str, *, born: str = "", **values: Any) -> Person:
        surname, name, patronymic = line.split()
        day = read_day(born) if born else None
        made = actions.add_person(
            actor=self.actor, surname=surname, name=name, patronymic=patronymic, birth_date=day,
            phone=self._phone(line), **values,
        )  # fmt: skip
        self.people[line] = made
        return made

    def _phone(self, name: str) -> str:
        """A number that nobody has; the same guardian keeps hers."""
        number = self.numbers.setdefault(name, next(self.phones))
        return f"+7 900 000-{number // 100:02}-{number % 100:02}"
