"""The lists of the room as declarations: a tab is a list, with columns, filters and order of its own."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, Subquery

from estafeta.core.lists.columns import Column
from estafeta.core.lists.filters import Choice, Filter, FoldedSearch, Rows
from estafeta.core.lists.registry import Registry
from estafeta.organisations.models import Organisation
from estafeta.people.models import Affiliation, ExtraField, ExtraValue, Guardianship, Person
from estafeta.people.queries import GROUPS, Standing, in_force, standing_of, units_of

Kind = Affiliation.Kind
LEARNING = (Kind.PUPIL, Kind.STUDENT)
OF_GROUP: dict[str, tuple[str, ...]] = {
    "learners": LEARNING,
    "staff": (Kind.EMPLOYEE,),
    "graduates": (Kind.GRADUATE,),
    "partners": (Kind.PARTNER,),
}
"""Whose affiliation a list speaks of; the others speak of the first of all."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a list: the card and what its cells need, fetched for a page at once.

    `place` is the affiliation that the list is about, `guardians` those who stand for a child with their telephones,
    `wards` the children a guardian stands for, `extras` the own fields by their keys.
    """

    person: Person
    standing: Standing
    place: Affiliation | None
    today: dt.date
    guardians: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    wards: tuple[str, ...] = ()
    extras: dict[int, str] = field(default_factory=dict)

    @property
    def pk(self) -> int:
        """The key of the card."""
        return self.person.pk

    def of_place(self, name: str) -> str:
        """A field of the affiliation as a person reads it."""
        return "" if self.place is None else str(getattr(self.place, name))


def dresser(group: str, today: dt.date) -> Callable[[list[Person]], list[Line]]:
    """What fetches everything for the rows of a list; the number of queries does not grow with them."""
    kinds = OF_GROUP.get(group, ())

    def dress(people: list[Person]) -> list[Line]:
        standing = standing_of(people, today=today)
        guardians, phones, wards = _ties(people, today)
        extras: dict[int, dict[int, str]] = defaultdict(dict)
        for value in ExtraValue.objects.filter(person__in=people).values_list("person", "field", "text"):
            extras[value[0]][value[1]] = value[2]
        return [
            Line(
                person, standing[person.pk], _place(standing[person.pk], kinds), today,
                tuple(guardians[person.pk]), tuple(phones[person.pk]), tuple(wards[person.pk]), extras[person.pk],
            )
            for person in people
        ]  # fmt: skip

    return dress


def _place(standing: Standing, kinds: tuple[str, ...]) -> Affiliation | None:
    return next((row for row in standing.now if row.kind in kinds), standing.main) if kinds else standing.main


def _ties(
    people: list[Person], today: dt.date
) -> tuple[dict[int, list[str]], dict[int, list[str]], dict[int, list[str]]]:
    guardians: dict[int, list[str]] = defaultdict(list)
    phones: dict[int, list[str]] = defaultdict(list)
    wards: dict[int, list[str]] = defaultdict(list)
    either = Q(child__in=people) | Q(guardian__in=people)
    for row in Guardianship.objects.filter(in_force(today)).filter(either).select_related("child", "guardian"):
        guardians[row.child_id].append(f"{row.get_kind_display()} {row.guardian.short_name}")
        phones[row.child_id] += [row.guardian.phone] if row.guardian.phone else []
        wards[row.guardian_id].append(row.child.short_name)
    return guardians, phones, wards


NAME = Column(
    "name", "Фамилия, имя, отчество", lambda row: row.person.full_name, ("order_key",),
    lambda row: row.person.get_absolute_url(), width=36,
)  # fmt: skip
BIRTH = Column("birth", "Дата рождения", lambda row: row.person.birth, ("birth_year", "birth_date"), css="nowrap",
               width=14)  # fmt: skip
WHO = Column("who", "Кто в организации", lambda row: row.standing.words, width=36)
SEX = Column("sex", "Пол", lambda row: row.person.get_sex_display(), ("sex",), css="narrow", width=10, usual=False)
CONTACTS = (
    Column("phone", "Телефон", lambda row: row.person.phone, css="nowrap", width=20, usual=False),
    Column("email", "Электронная почта", lambda row: row.person.email, width=28, usual=False),
)
SHOWS_CONTACTS = frozenset({"phone", "email", "guardian_phone"})
"""Columns that show how to reach people: opening a list with one of them is written down."""

LEARNERS = (
    Column("unit", "Класс", lambda row: row.of_place("unit"), ("at_level", "at_unit"), css="nowrap", width=12),
    BIRTH,
    Column("guardians", "Представители", lambda row: ", ".join(row.guardians), width=36),
    SEX,
    Column("since", "С какого дня", lambda row: row.place and row.place.starts, css="nowrap", width=14, usual=False),
)
STAFF = (
    Column("post", "Должность", lambda row: row.of_place("post"), ("at_post",), width=30),
    Column("subject", "Предмет", lambda row: row.of_place("subject"), ("at_subject",), width=20),
    Column("experience", "Стаж", lambda row: row.place.experience_words(row.today) if row.place else "", width=24),
    Column("category", "Категория", lambda row: row.place.get_category_display() if row.place else "",
           ("at_category",), width=18),
    BIRTH,
    Column("education", "Образование", lambda row: row.of_place("education"), width=30, usual=False),
    SEX,
)  # fmt: skip
COLUMNS: dict[str, tuple[Column, ...]] = {
    "learners": LEARNERS,
    "staff": STAFF,
    "guardians": (Column("wards", "Чей представитель", lambda row: ", ".join(row.wards), width=40), WHO),
    "graduates": (
        Column("workplace", "Где сейчас", lambda row: row.of_place("workplace"), width=36),
        Column("post", "Кем", lambda row: row.of_place("post"), ("at_post",), width=24),
        BIRTH,
    ),
    "partners": (
        Column("workplace", "Организация", lambda row: row.of_place("workplace"), ("at_workplace",), width=36),
        Column("post", "Должность", lambda row: row.of_place("post"), ("at_post",), width=30),
    ),
    "gone": (
        WHO,
        Column("ends", "По какой день", lambda row: row.place and row.place.ends, css="nowrap", width=14),
        Column("ending", "Почему", lambda row: row.place.get_ending_display() if row.place else "", width=24),
        BIRTH,
    ),
    "all": (WHO, BIRTH, SEX),
}


def columns_of(group: str, fields: Iterable[ExtraField], *, contacts: bool) -> tuple[Column, ...]:
    """The columns of a tab with the organisation's own fields; telephones only for those who may see them."""
    reach = CONTACTS if contacts else ()
    if contacts and group == "learners":
        phones = Column("guardian_phone", "Телефон представителя", lambda row: ", ".join(row.phones), width=20,
                        usual=False)  # fmt: skip
        reach = (*reach, phones)
    return (NAME, *COLUMNS[group], *reach, *(_own_column(row) for row in fields))


def _own_column(row: ExtraField) -> Column:
    key = row.pk
    return Column(f"own{key}", row.label, lambda line: line.extras.get(key, ""), width=24, usual=False)


def registry_of(
    organisation: Organisation, group: str, fields: Iterable[ExtraField], *, today: dt.date, contacts: bool
) -> Registry:
    """The list of a tab."""
    label = GROUPS[group][0]
    return Registry(
        title=label if group != "all" else "Все люди",
        columns=columns_of(group, fields, contacts=contacts),
        filters=(FoldedSearch(("folded",), placeholder="Фамилия, имя"), *_filters(organisation, group, today)),
        ordering="name",
        empty="Здесь пока никого нет",
        nothing_found="Никого не нашлось",
        chooses=True,
        ticks="человек,человека,человек",
        bulk="people/bulk.html",
        welcome="people/welcome.html",
        files=("xlsx", "docx", "pdf"),
    )


def rows_of(rows: Rows, group: str, today: dt.date) -> Rows:
    """The rows with what the columns of the tab are sorted by."""
    kinds = OF_GROUP.get(group)
    rows = rows.select_related("organisation").defer("order_key")
    if kinds is None:
        return rows
    # of the card outside, whose tenant is asked there
    here = Affiliation._base_manager.filter(in_force(today), person=OuterRef("pk"), kind__in=kinds).order_by("-pk")
    names = ("level", "unit") if group == "learners" else ("post", "subject", "category", "workplace")
    sorted_by = {f"at_{name}": Subquery(here.values(name)[:1]) for name in names}
    annotated: Rows = rows.annotate(**sorted_by)
    return annotated


def _filters(organisation: Organisation, group: str, today: dt.date) -> tuple[Filter, ...]:
    if group == "learners":
        return (
            Choice("unit", "Класс", lambda: [(unit, unit) for unit in units_of(organisation, today=today)],
                   narrowing=_of(today, "unit", LEARNING)),
            Choice("lacks", "Чего не хватает", LACKS[:2], narrowing=_lacking(today)),
        )  # fmt: skip
    if group == "staff":
        return (
            Choice("category", "Категория", Affiliation.Category.choices,
                   narrowing=_of(today, "category", (Kind.EMPLOYEE,))),
            Choice("young", "Стаж", [("young", "до трёх лет")], narrowing=_young(today)),
        )  # fmt: skip
    return ()


LACKS = (("birth", "нет даты рождения"), ("guardian", "нет представителя"))


def _of(today: dt.date, name: str, kinds: tuple[str, ...]) -> Callable[[Rows, str], Rows]:
    def narrow(rows: Rows, value: str) -> Rows:
        here = Affiliation._base_manager.filter(in_force(today), person=OuterRef("pk"), kind__in=kinds, **{name: value})
        return rows.filter(Exists(here))

    return narrow


def _lacking(today: dt.date) -> Callable[[Rows, str], Rows]:
    def narrow(rows: Rows, value: str) -> Rows:
        if value == "birth":
            return rows.filter(birth_year__isnull=True)
        return rows.filter(~Exists(Guardianship._base_manager.filter(in_force(today), child=OuterRef("pk"))))

    return narrow


def _young(today: dt.date) -> Callable[[Rows, str], Rows]:
    """Those who have taught less than three whole years by now, by what was written down once."""

    def narrow(rows: Rows, value: str) -> Rows:
        teaching = Affiliation._base_manager.filter(in_force(today), person=OuterRef("pk"), kind=Kind.EMPLOYEE)
        found = Q(pk__in=[])
        for years in range(3):
            since = today.replace(year=today.year - (3 - years), day=min(today.day, 28))
            found |= Q(experience_teaching=years) & (Q(experience_on__gt=since) | Q(experience_on__isnull=True))
        return rows.filter(Exists(teaching.filter(found)))

    return narrow
