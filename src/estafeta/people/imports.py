"""People from a spreadsheet: pupils of classes, students of groups, staff, partners' people."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any

from estafeta.core.clock import local_today
from estafeta.core.imports import Column, ImportKind, Item, Known, import_kind
from estafeta.core.imports.columns import at_most, day, email, named, one_of, whole
from estafeta.core.refusals import Refusal
from estafeta.core.writing import Changes
from estafeta.organisations.actors import Actor
from estafeta.people import actions
from estafeta.people.matching import Facts, Found, digits, likely
from estafeta.people.models import Affiliation, Guardianship, Person
from estafeta.people.models.person import EARLIEST_YEAR
from estafeta.people.queries import in_force, standing_of
from estafeta.people.reading import REMARK, read_registry
from estafeta.people.tasks import look_soon
from estafeta.people.units import class_of
from russian.folding import search_key

Kind = Affiliation.Kind
VARIANTS = {
    Kind.PUPIL: "Обучающиеся: класс, представители",
    Kind.STUDENT: "Студенты: группа, курс",
    Kind.EMPLOYEE: "Сотрудники: должность, стаж",
    Kind.PARTNER: "Люди от партнёров",
    Kind.GRADUATE: "Выпускники",
}
SEXES = tuple((sex.value, sex.label) for sex in Person.Sex)
SEX_NAMES = {"м": "m", "муж": "m", "мальчик": "m", "ж": "f", "жен": "f", "девочка": "f"}
CATEGORIES = tuple((row.value, row.label) for row in Affiliation.Category)
CATEGORY_NAMES = {"1": "first", "перв": "first", "в": "highest", "высш": "highest", "сзд": "fitting", "нет": "none"}
PLACE = frozenset(
    {
        "unit",
        "level",
        "post",
        "subject",
        "experience_total",
        "experience_teaching",
        "category",
        "education",
        "workplace",
    }
)
"""Columns that belong to the affiliation, not to the card."""
NO_GUARDIAN = {"guardian": "", "guardian_phone": ""}


def person_name(text: str) -> tuple[str, str, str]:
    """Surname, name, patronymic of one cell; names in capitals get small letters."""
    parts = [part.title() if part.isupper() and len(part) > 1 else part for part in at_most(250)(text).split()]
    if len(parts) < 2:
        raise Refusal("нужны хотя бы фамилия и имя")
    return parts[0], parts[1], " ".join(parts[2:])


def name_words(value: Any) -> str:
    """A name as a person writes it."""
    return " ".join(part for part in value if part) if isinstance(value, tuple) else str(value or "")


def birth(text: str) -> str:
    """A day as «2012-03-05», a year alone as «2012»."""
    digits = text.strip().removesuffix(".0").removesuffix("г.").removesuffix("г").strip()
    if digits.isdecimal() and len(digits) == 4:
        if not EARLIEST_YEAR <= int(digits) <= 2100:
            raise Refusal("не похоже на год рождения")
        return digits
    found = day(text)
    if not EARLIEST_YEAR <= found.year <= 2100:
        raise Refusal("не похоже на дату рождения")
    return found.isoformat()


def phone(text: str) -> str:
    """A telephone in any form; one with too few digits waits for a person."""
    line: str = at_most(40)(text)
    if len(digits(line)) < 5 or 6 < sum(sign.isdecimal() for sign in line) < 10:
        raise Refusal("в номере не хватает цифр")
    return line


def birth_words(value: Any) -> str:
    """«05.03.2012» of «2012-03-05»."""
    return ".".join(reversed(str(value or "").split("-")))


NAME = Column(
    "name", "ФИО", person_name, ("фамилия", "имя", "отчество", "фамилия имя отчество", "ученик", "обучающийся",
    "фио ученика", "фио обучающегося", "фио сотрудника", "сотрудник", "педагог", "фио педагога", "студент"),
    required=True, example="Примеров Пётр Петрович", joins=True, show=name_words,
)  # fmt: skip
BIRTH = Column("birth", "Дата рождения", birth, ("год рождения", "д.р.", "др", "дата рожд", "г.р."),
               example="05.03.2012", note="день или один год", show=birth_words)  # fmt: skip
SEX = Column("sex", "Пол", one_of(SEXES, SEX_NAMES), ("пол ученика",), example="м", show=named(SEXES))
PHONE = Column("phone", "Телефон", phone, ("телефон для связи", "тел", "номер телефона", "сотовый", "мобильный",
               "контактный телефон", "контакты"), example="+7 900 000-00-00")  # fmt: skip
EMAIL = Column("email", "Электронная почта", email, ("e-mail", "email", "почта", "эл. почта"),
               example="an@mail.example", looks=lambda text: "@" in text)  # fmt: skip
UNIT = Column("unit", "Класс", lambda text: class_of(at_most(60)(text)), ("кл", "группа", "класс/группа", "объединение",
              "класс обучения", "учебная группа"), example="8Б")  # fmt: skip
LEVEL = Column("level", "Курс", whole(1, 12), ("год обучения",), example="2")
GUARDIAN_NAME = Column(
    "guardian", "ФИО представителя", person_name, ("родитель", "фио родителя", "законный представитель", "мать",
    "фио законного представителя", "родители"), example="Примерова Анна Петровна", show=name_words,
)  # fmt: skip
GUARDIAN_PHONE = Column(
    "guardian_phone", "Телефон представителя", phone, ("телефон родителя", "тел родит", "телефон родителей",
    "тел. родителя", "телефон законного представителя", "тел родителей"), example="+7 900 000-00-00",
)  # fmt: skip
POST = Column("post", "Должность", at_most(150), ("занимаемая должность",), example="учитель")
SUBJECT = Column(
    "subject", "Предмет", at_most(150), ("преподаваемый предмет", "предметы", "дисциплина"), example="химия"
)
TOTAL = Column("experience_total", "Общий стаж", whole(0, 80), ("стаж", "стаж общий", "стаж работы"), example="12")
TEACHING = Column("experience_teaching", "Педагогический стаж", whole(0, 80), ("пед. стаж", "пед стаж", "стаж пед",
                  "стаж педагогической работы"), example="7")  # fmt: skip
CATEGORY = Column("category", "Категория", one_of(CATEGORIES, CATEGORY_NAMES), ("квалификационная категория",
                  "кв. категория"), example="первая", show=named(CATEGORIES))  # fmt: skip
EDUCATION = Column("education", "Образование", at_most(200), ("уровень образования", "вуз"), example="высшее")
WORKPLACE = Column("workplace", "Место работы или учёбы", at_most(200), ("место работы", "организация", "предприятие",
                   "где учится"), example="Завод «Заречный»")  # fmt: skip
REMARKS = Column("remark", REMARK, at_most(500), note="в базу не попадёт")
OF_VARIANT: dict[str, tuple[Column, ...]] = {
    Kind.PUPIL: (NAME, UNIT, BIRTH, SEX, PHONE, EMAIL, GUARDIAN_NAME, GUARDIAN_PHONE),
    Kind.STUDENT: (NAME, UNIT, LEVEL, BIRTH, SEX, PHONE, EMAIL, GUARDIAN_NAME, GUARDIAN_PHONE),
    Kind.EMPLOYEE: (NAME, POST, SUBJECT, TOTAL, TEACHING, CATEGORY, EDUCATION, BIRTH, SEX, PHONE, EMAIL),
    Kind.PARTNER: (NAME, WORKPLACE, POST, PHONE, EMAIL, BIRTH, SEX),
    Kind.GRADUATE: (NAME, WORKPLACE, POST, PHONE, EMAIL, BIRTH, SEX),
}


@import_kind
class Persons(ImportKind):
    """One line, one person. The same person is told by name and birth, by name and class where no birth is known."""

    code = "people.persons"
    title = "Люди"
    right = "people.change"
    forms = ("человек", "человека", "человек")
    new, whom = ("новый", "новых", "новых"), ("нового", "новых", "новых")
    hint = "Класс, педагоги, студенты, люди от партнёров. Тех, кто уже есть, узнаем и покажем, что отличается."
    most = 10_000

    def variants(self, actor: Actor) -> Sequence[tuple[str, str]]:
        """Who they are."""
        return [(kind.value, label) for kind, label in VARIANTS.items()]

    def columns(self, actor: Actor, variant: str) -> Sequence[Column]:
        """The columns of a variant."""
        return (*OF_VARIANT[variant or Kind.PUPIL], REMARKS)

    def read(self, content: bytes, name: str) -> list[dict[str, Any]] | None:
        """By the reader of registries: bases, staff lists, class lists, answers of forms, Word tables."""
        return read_registry(content, name)

    def label(self, item: Item) -> str:
        """The name."""
        return name_words(item.values.get("name")) or f"строка {item.number}"

    def key(self, item: Item) -> Hashable | None:
        """The same name, birth and class."""
        values = item.values
        return (*(part.casefold() for part in values["name"]), values.get("birth"), values.get("unit"))

    def faults(self, actor: Actor, variant: str, item: Item) -> Mapping[str, str]:
        """A telephone of a guardian wants a guardian."""
        alone = "guardian_phone" in item.values and "guardian" not in item.values
        return {"guardian": "чей это телефон? напишите имя или не берите столбец"} if alone else {}

    def find(self, actor: Actor, variant: str, items: Sequence[Item]) -> Sequence[Sequence[Known]]:
        """Cards that may be the same person, the likeliest first."""
        today = local_today(actor.organisation.time_zone)
        facts = [facts_of(item) for item in items]
        found = likely(actor.organisation, facts, today=today)
        people = list({match.person.pk: match.person for matches in found for match in matches}.values())
        known = dict(zip((person.pk for person in people), _known(people, variant, today), strict=True))
        return [
            [_seen_by(item, known[match.person.pk], match) for match in matches]
            for item, matches in zip(items, found, strict=True)
        ]

    def add(self, actor: Actor, variant: str, item: Item, changes: Changes) -> None:
        """Make the card, and the guardian's where one is named."""
        values, today = item.values, local_today(actor.organisation.time_zone)
        place = {name: values[name] for name in values if name in PLACE}
        if "experience_total" in place or "experience_teaching" in place:
            place["experience_on"] = today
        look_soon(actor.organisation)
        row = actions.add_person(
            actor=actor, affiliation={"kind": variant, **place}, changes=changes, **card_of(values)
        )
        if "guardian" in values:
            actions.bring_guardian(
                actor=actor,
                child=row,
                names=values["guardian"],
                phone=values.get("guardian_phone", ""),
                changes=changes,
            )

    def change(self, actor: Actor, known: Known, values: dict[str, Any], changes: Changes) -> None:
        """Give the card and what the person is here what was taken from the file."""
        row = Person.objects.get(pk=known.pk, organisation=actor.organisation)
        actions.update_from_file(
            actor=actor,
            person=row,
            card=card_of(values),
            place={name: value for name, value in values.items() if name in PLACE},
            guardian=values.get("guardian"),
            phone=values.get("guardian_phone", ""),
            today=local_today(actor.organisation.time_zone),
            changes=changes,
        )


def facts_of(item: Item) -> Facts:
    """What a line says of who it is."""
    values = item.values
    surname, name, patronymic = values["name"]
    return Facts(surname, name, patronymic, values.get("birth", ""), values.get("unit", ""), values.get("phone", ""))


def card_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of the card among the values of a line."""
    card = {name: values[name] for name in ("sex", "phone", "email") if name in values}
    if "name" in values:
        card["surname"], card["name"], card["patronymic"] = values["name"]
    if "birth" in values:
        card |= birth_fields(values["birth"])
    return card


def birth_fields(value: str) -> dict[str, Any]:
    """The fields of a birth as a line has it."""
    if len(value) == 4:
        return {"birth_date": None, "birth_year": int(value)}
    found = day(value)
    return {"birth_date": found, "birth_year": found.year}


SAYS_LESS: dict[str, Callable[[Any, Any], bool]] = {
    "name": lambda was, now: search_key(name_words(was)).startswith(search_key(name_words(now))),
    "guardian": lambda was, now: search_key(name_words(was)).startswith(search_key(name_words(now))),
    "birth": lambda was, now: bool(was.startswith(now)),
    "phone": lambda was, now: digits(was) == digits(now),
    "guardian_phone": lambda was, now: digits(was) == digits(now),
}
"""When a line says of a column the same as the card, or less: no patronymic, the year alone, another spelling."""


def _seen_by(item: Item, known: Known, match: Found) -> Known:
    """The card beside one line: what the line says less fully is no difference."""
    same = {
        key: item.values[key]
        for key, says_less in SAYS_LESS.items()
        if key in item.values and known.values[key] and says_less(known.values[key], item.values[key])
    }
    return Known(known.pk, known.label, {**known.values, **same}, sure=match.sure)


def _known(people: Sequence[Person], variant: str, today: Any) -> Iterator[Known]:
    standing = standing_of(people, today=today)
    guardians: dict[int, dict[str, Any]] = {}
    for row in Guardianship.objects.filter(in_force(today), child__in=people).select_related("guardian"):
        guardians.setdefault(row.child_id, {"guardian": names_of(row.guardian), "guardian_phone": row.guardian.phone})
    for person in people:
        stands = standing[person.pk]
        label = ", ".join(part for part in (person.full_name, stands.words, person.birth) if part)
        place = next((row for row in stands.now if row.kind == variant), None)
        of_place = {name: getattr(place, name, "") for name in PLACE}
        yield Known(person.pk, label, {**_of_card(person), **of_place, **guardians.get(person.pk, NO_GUARDIAN)})


def names_of(person: Person) -> tuple[str, str, str]:
    """The name as a line has it."""
    return person.surname, person.name, person.patronymic


def _of_card(person: Person) -> dict[str, Any]:
    birth = person.birth_date.isoformat() if person.birth_date else str(person.birth_year or "")
    reach = {"sex": person.sex, "phone": person.phone, "email": person.email}
    return {"name": names_of(person), "birth": birth, **reach}
