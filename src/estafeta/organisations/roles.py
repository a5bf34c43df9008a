"""Roles in an organisation and what kind of reach each has."""

from __future__ import annotations

from django.db import models


class Role(models.TextChoices):
    """What a person is in an organisation. A role at a node reaches its subtree as the rule says."""

    CURATOR = "curator", "Куратор"
    DIRECTOR = "director", "Директор"
    MUNICIPAL_COORDINATOR = "municipal_coordinator", "Муниципальный координатор"
    REGIONAL_OPERATOR = "regional_operator", "Региональный оператор"
    METHODIST = "methodist", "Методист"
    CLERK = "clerk", "Делопроизводитель"
    AUDITOR = "auditor", "Проверяющий"
    EMPLOYEE = "employee", "Сотрудник"


HEADS = frozenset({Role.DIRECTOR})
COORDINATORS = frozenset({Role.MUNICIPAL_COORDINATOR, Role.REGIONAL_OPERATOR})
EDITORS = frozenset({Role.CURATOR, Role.DIRECTOR, Role.MUNICIPAL_COORDINATOR, Role.REGIONAL_OPERATOR, Role.METHODIST})
EVERYONE = frozenset(Role)

REACHING = COORDINATORS | {Role.DIRECTOR, Role.METHODIST, Role.AUDITOR}
"""Roles that reach the organisations below; a clerk or an employee of a department does not enter its schools."""
MANAGERS = COORDINATORS | {Role.CURATOR, Role.DIRECTOR}
"""Roles that keep the card and the members of the organisation in which they are held."""

ONLY_IN = {Role.MUNICIPAL_COORDINATOR: "education_department", Role.REGIONAL_OPERATOR: "ministry"}
"""Coordinators sit where their reach begins."""


def roles_of_kind(kind: str) -> tuple[Role, ...]:
    """The roles that an organisation of this kind has, in the order of the menu."""
    return tuple(role for role in Role if ONLY_IN.get(role, kind) == kind)
