"""The cast: fictional people and organisations of «Заречный район», the same in tests, demo, docs and screenshots."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from estafeta.accounts.actions import create_user
from estafeta.accounts.models import User
from estafeta.accounts.published import DEMO_PASSWORD
from estafeta.organisations.actions import add_member, create_organisation
from estafeta.organisations.models import Organisation
from estafeta.organisations.roles import Role
from estafeta.organisations.scope import tenant_scope

Kind = Organisation.Kind


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody by the part they play. The school is the main stage; «Лесной район» is the other tenant."""

    ministry: Organisation
    department: Organisation
    centre: Organisation
    school: Organisation
    kindergarten: Organisation
    college: Organisation
    orion: Organisation
    forest_department: Organisation
    forest_school: Organisation
    operator: User
    coordinator: User
    department_clerk: User
    curator: User
    director: User
    methodist: User
    clerk: User
    auditor: User
    teacher: User
    psychologist: User
    adviser: User
    informatics: User
    centre_curator: User
    centre_director: User
    kindergarten_curator: User
    kindergarten_director: User
    college_curator: User
    college_director: User
    college_methodist: User
    orion_curator: User
    orion_director: User
    forest_coordinator: User
    stranger: User

    @property
    def institutions(self) -> tuple[Organisation, ...]:
        """The five organisations of the district that run their own programme."""
        return (self.centre, self.school, self.kindergarten, self.college, self.orion)

    @property
    def employees(self) -> tuple[User, ...]:
        """The school's responsible persons without a role that manages anything."""
        return (self.teacher, self.psychologist, self.adviser, self.informatics)


@dataclass(frozen=True, slots=True)
class Node:
    """An organisation as the cast writes it down."""

    key: str
    parent: str
    kind: str
    short_name: str
    full_name: str
    founder: str
    head_post: str
    head_name: str
    place: str
    site: str


@dataclass(frozen=True, slots=True)
class Part:
    """A person as the cast writes her down; names are «surname name patronymic»."""

    key: str
    name: str
    username: str
    home: str
    role: Role
    post: str


FOUNDER = "Администрация Заречного района"
FOREST_FOUNDER = "Администрация Лесного района"
NODES = (
    Node(
        "ministry", "", Kind.MINISTRY,
        "Министерство образования Приозёрного края", "Министерство образования и молодёжной политики Приозёрного края",
        "Правительство Приозёрного края", "Министр", "Воронцова Ирина Львовна", "г. Приозёрск", "ministry",
    ),
    Node(
        "department", "ministry", Kind.EDUCATION_DEPARTMENT,
        "Управление образования Заречного района", "Управление образования администрации Заречного района",
        FOUNDER, "Начальник управления", "Кравцов Олег Геннадьевич", "г. Заречный", "rayon",
    ),
    Node(
        "centre", "department", Kind.MENTORING_CENTRE,
        "Муниципальный наставнический центр",
        "Муниципальное казённое учреждение «Муниципальный наставнический центр Заречного района»",
        FOUNDER, "Руководитель", "Тихонова Вера Николаевна", "г. Заречный", "centre",
    ),
    Node(
        "school", "department", Kind.SCHOOL,
        "МБОУ «СОШ № 2 «Заречная»",
        "Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № 2 «Заречная»",
        FOUNDER, "Директор", "Громов Павел Андреевич", "г. Заречный", "sosh2",
    ),
    Node(
        "kindergarten", "department", Kind.KINDERGARTEN,
        "МБДОУ «Детский сад «Родничок»",
        "Муниципальное бюджетное дошкольное образовательное учреждение «Детский сад «Родничок»",
        FOUNDER, "Заведующий", "Маслова Галина Петровна", "пос. Ключи", "rodnichok",
    ),
    Node(
        "college", "department", Kind.COLLEGE,
        "ГАПОУ «Заречный колледж»",
        "Государственное автономное профессиональное образовательное учреждение «Заречный колледж»",
        "Министерство образования и молодёжной политики Приозёрного края",
        "Директор", "Ершов Виктор Степанович", "г. Заречный", "college",
    ),
    Node(
        "orion", "department", Kind.ADDITIONAL_EDUCATION,
        "МБУДО «Центр творчества «Орион»",
        "Муниципальное бюджетное учреждение дополнительного образования «Центр творчества «Орион»",
        FOUNDER, "Директор", "Крылова Светлана Юрьевна", "г. Заречный", "orion",
    ),
    Node(
        "forest_department", "ministry", Kind.EDUCATION_DEPARTMENT,
        "Управление образования Лесного района", "Управление образования администрации Лесного района",
        FOREST_FOUNDER, "Начальник управления", "Жданов Артём Павлович", "с. Лесное", "les",
    ),
    Node(
        "forest_school", "forest_department", Kind.SCHOOL,
        "МБОУ «Лесная СОШ»", "Муниципальное бюджетное общеобразовательное учреждение «Лесная средняя школа»",
        FOREST_FOUNDER, "Директор", "Мельник Роман Евгеньевич", "с. Лесное", "lesnaya",
    ),
)  # fmt: skip

PARTS = (
    Part("operator", "Воронцова Ирина Львовна", "operator", "ministry", Role.REGIONAL_OPERATOR, "региональный куратор"),
    Part("coordinator", "Беляева Наталья Викторовна", "coordinator", "department", Role.MUNICIPAL_COORDINATOR,
         "главный специалист"),
    Part("department_clerk", "Панова Лидия Сергеевна", "panova", "department", Role.CLERK, "делопроизводитель"),
    Part("curator", "Петрова Анна Сергеевна", "petrova", "school", Role.CURATOR, "заместитель директора по УВР"),
    Part("director", "Громов Павел Андреевич", "gromov", "school", Role.DIRECTOR, "директор"),
    Part("methodist", "Лебедева Ольга Игоревна", "lebedeva", "school", Role.METHODIST, "методист"),
    Part("clerk", "Зуева Марина Валерьевна", "zueva", "school", Role.CLERK, "секретарь"),
    Part("auditor", "Седов Игорь Львович", "sedov", "school", Role.AUDITOR, "внешний эксперт"),
    Part("teacher", "Орлова Татьяна Дмитриевна", "orlova", "school", Role.EMPLOYEE, "учитель русского языка"),
    Part("psychologist", "Фомина Елена Юрьевна", "fomina", "school", Role.EMPLOYEE, "педагог-психолог"),
    Part("adviser", "Рябов Максим Ильич", "ryabov", "school", Role.EMPLOYEE, "советник директора по воспитанию"),
    Part("informatics", "Климов Денис Олегович", "klimov", "school", Role.EMPLOYEE, "учитель информатики"),
    Part("centre_curator", "Соколова Юлия Павловна", "sokolova", "centre", Role.CURATOR, "методист центра"),
    Part("centre_director", "Тихонова Вера Николаевна", "tikhonova", "centre", Role.DIRECTOR, "руководитель"),
    Part("kindergarten_curator", "Данилова Ксения Романовна", "danilova", "kindergarten", Role.CURATOR,
         "старший воспитатель"),
    Part("kindergarten_director", "Маслова Галина Петровна", "maslova", "kindergarten", Role.DIRECTOR, "заведующий"),
    Part("college_curator", "Гусев Антон Борисович", "gusev", "college", Role.CURATOR, "заместитель директора по УПР"),
    Part("college_director", "Ершов Виктор Степанович", "ershov", "college", Role.DIRECTOR, "директор"),
    Part("college_methodist", "Лосева Инна Аркадьевна", "loseva", "college", Role.METHODIST, "методист"),
    Part("orion_curator", "Ветрова Полина Андреевна", "vetrova", "orion", Role.CURATOR, "педагог-организатор"),
    Part("orion_director", "Крылова Светлана Юрьевна", "krylova", "orion", Role.DIRECTOR, "директор"),
    Part("forest_coordinator", "Жданов Артём Павлович", "zhdanov", "forest_department", Role.MUNICIPAL_COORDINATOR,
         "начальник управления"),
    Part("stranger", "Мельник Роман Евгеньевич", "melnik", "forest_school", Role.CURATOR, "директор"),
)  # fmt: skip

PEOPLE = MappingProxyType({part.key: part for part in PARTS})


@transaction.atomic
def build_cast(today: dt.date) -> Cast:
    """Make the whole cast through the real actions; everyone holds the role since the start of the school year."""
    starts = school_year(today)
    organisations: dict[str, Organisation] = {}
    for node in NODES:
        organisations[node.key] = make_organisation(node, organisations.get(node.parent))
    users: dict[str, User] = {}
    with tenant_scope(organisations["ministry"]):
        for part in PARTS:
            users[part.key] = make_member(part, organisations[part.home], starts)
    let_in(users)
    parts: dict[str, Any] = {**organisations, **users}
    return Cast(**parts)


def school_year(today: dt.date) -> dt.date:
    """The first of September on or before the day."""
    return dt.date(today.year if today.month >= 9 else today.year - 1, 9, 1)


def make_organisation(node: Node, parent: Organisation | None) -> Organisation:
    """Play one node."""
    return create_organisation(
        actor=None,
        parent=parent,
        kind=node.kind,
        short_name=node.short_name,
        full_name=node.full_name,
        founder=node.founder,
        head_post=node.head_post,
        head_name=node.head_name,
        place=node.place,
        email=f"info@{node.site}.example",
        site=f"https://{node.site}.example/",
    )


def make_member(part: Part, organisation: Organisation, starts: dt.date) -> User:
    """Play one person."""
    last_name, first_name, patronymic = part.name.split()
    user = create_user(
        by=None,
        email=f"{part.username}@{organisation.site.removeprefix('https://').rstrip('/')}",
        last_name=last_name,
        first_name=first_name,
        patronymic=patronymic,
        username=part.username,
    )
    add_member(actor=None, user=user, organisation=organisation, role=part.role, post=part.post, starts=starts)
    return user


def let_in(users: dict[str, User]) -> None:
    """Give everyone the demo password; hashed once, as a slow hash for each would take most of the demo's start."""
    encoded = make_password(DEMO_PASSWORD)
    User.objects.filter(pk__in=[user.pk for user in users.values()]).update(password=encoded)
    for user in users.values():
        user.password = encoded
