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
