"""The lists of this room as declarations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q
from django.urls import reverse

from estafeta.core.journal.finding import AboutPerson, WordsOrPersons
from estafeta.core.journal.models import JournalMention
from estafeta.core.lists.columns import Column
from estafeta.core.lists.filters import Choice, Dates, Filter, Rows, Search
from estafeta.core.lists.registry import Registry
from estafeta.organisations.entrusting import ACTS
from estafeta.organisations.models import Entrusting, Membership, Organisation
from estafeta.organisations.queries import in_force
from estafeta.organisations.roles import roles_of_kind

NAMES = ("last_name", "first_name", "patronymic")
OF_USER = tuple(f"user__{name}" for name in NAMES)


def member_url(row: Membership) -> str:
    """Where a role is changed and ended."""
    return reverse("organisations:membership", args=[row.organisation.slug, row.pk])


def role_words(row: Membership) -> str:
    """The role, and for whom it is lent."""
    lent = f", замещает: {row.stands_for.short_name}" if row.stands_for else ""
    return f"{row.get_role_display()}{lent}"


def members(organisation: Organisation, *, today: dt.date, may_manage: bool) -> Registry:
    """The members of the organisation itself; those who manage them get a way to each."""
    roles = [(role.value, role.label) for role in roles_of_kind(organisation.kind)]
    return Registry(
        title="Сотрудники",
        columns=(
            Column("name", "Сотрудник", lambda row: row.user.full_name, OF_USER, member_url if may_manage else None,
                   width=36),
            Column("role", "Роль", role_words, ("role",), width=36),
            Column("post", "Должность", lambda row: row.post, ("post",), width=36),
            Column("email", "Электронная почта", lambda row: row.user.email, ("user__email",), width=30),
            Column("starts", "С", lambda row: row.starts, ("starts",), css="narrow", width=12),
            Column("ends", "По", lambda row: row.ends, ("ends",), css="narrow", width=12),
        ),
        filters=(
            Search((*OF_USER, "post", "user__email"), placeholder="Имя, должность, почта"),
            Choice("role", "Роль", roles),
            standing(today),
        ),
        ordering="name",
        empty="В организации пока никого нет",
        code="organisations.members",
        ticks="сотрудник,сотрудника,сотрудников",
    )  # fmt: skip


def standing(today: dt.date) -> Filter:
    """Those whose role is in force, unless others are asked for."""
    asked: dict[str, Callable[[Rows], Rows]] = {
        "past": lambda rows: rows.filter(Q(ends__lt=today) | Q(stopped_at__isnull=False)),
        "future": lambda rows: rows.filter(starts__gt=today),
        "all": lambda rows: rows,
    }

    def narrow(rows: Rows, value: str) -> Rows:
        return asked[value](rows)

    options = [("past", "закончившиеся"), ("future", "будущие"), ("all", "все")]
    now = in_force(today)
    return Choice("standing", "Показать", options, "", narrow, lambda rows: rows.filter(now), "действующие")


BELOW = Registry(
    title="Организации",
    columns=(
        Column("name", "Организация", lambda row: row.short_name, ("short_name",), Organisation.get_absolute_url,
               width=44),
        Column("kind", "Вид", lambda row: row.get_kind_display(), ("kind",), width=30),
        Column("place", "Населённый пункт", lambda row: row.place, ("place",), width=24),
        Column("head", "Руководитель", lambda row: row.head_name, ("head_name",), width=34),
        Column("parent", "Вышестоящая", lambda row: row.parent.short_name if row.parent else "",
               ("parent__short_name",), width=40),
        Column("email", "Электронная почта", lambda row: row.email, ("email",), width=28),
    ),
    filters=(
        Search(("short_name", "full_name", "place", "head_name"), placeholder="Название, место, руководитель"),
        Choice("kind", "Вид", Organisation.Kind.choices),
    ),
    ordering="name",
    empty="Подведомственных организаций пока нет",
)  # fmt: skip


def term(row: Entrusting) -> str:
    """«01.09.2026 – 31.08.2027», or that it was withdrawn."""
    if row.withdrawn_at is not None:
        return f"отозвано {row.withdrawn_at:%d.%m.%Y}"
    return f"{row.starts:%d.%m.%Y} – {f'{row.ends:%d.%m.%Y}' if row.ends else 'до отзыва'}"


ENTRUSTED = Registry(
    title="Поручения",
    columns=(
        Column("holder", "Кому", lambda row: row.holder.short_name, ("holder__short_name",),
               lambda row: row.get_absolute_url() if row.withdrawn_at is None else "", width=40),
        Column("acts", "Что поручено", lambda row: ", ".join(words for act, words in ACTS.items() if act in row.acts),
               width=60),
        Column("order", "Приказ", lambda row: f"от {row.order_date:%d.%m.%Y} № {row.order_number}", ("order_date",),
               width=24),
        Column("term", "Срок", term, ("starts",), width=26),
    ),
    filters=(Search(("holder__short_name", "order_number"), placeholder="Кому, номер приказа"),),
    ordering="-term",
    empty="Пока ничего не поручено. Центру наставничества можно поручить согласование карт, сбор отчётов, напоминания.",
)  # fmt: skip


def who(line: Any) -> str:
    """Who did it; what nobody did was done by the system."""
    return line.user.full_name if line.user else "Система"


def said(line: Any) -> str:
    """What the line says, or that its term is over."""
    return "Содержание удалено: истёк срок хранения" if line.retired_at else str(line.sentence)


def changes(line: Any) -> str:
    """What was and what is, field by field in one order: PostgreSQL keeps no order of keys, so the names decide it."""
    names = sorted({*line.before, *line.after}, key=lambda name: field_name(line.target_type, name))
    return "; ".join(
        f"{field_name(line.target_type, name)}: {side(line.before, name)} → {side(line.after, name)}" for name in names
    )


@lru_cache(maxsize=1024)
def field_name(target_type: str, name: str) -> str:
    """The field of the model as people call it; what is no field keeps its name."""
    try:
        return str(apps.get_model(target_type)._meta.get_field(name).verbose_name)
    except (LookupError, ValueError, FieldDoesNotExist, AttributeError):
        return name


def side(values: dict[str, Any], name: str) -> str:
    """One side of a change."""
    value = values.get(name)
    return "—" if value in (None, "") else str(value)


def of_act(lines: Rows, act: str) -> Rows:
    """Looks or files alone."""
    return lines.filter(pk__in=JournalMention.objects.filter(act=act).values("line"))


JOURNAL = Registry(
    title="Журнал",
    columns=(
        Column("what", "Что", said, width=70),
        Column("who", "Кто", who, OF_USER, width=34),
        Column("at", "Когда", lambda line: line.at, ("at",), css="narrow", width=18),
        Column("changes", "Было и стало", changes, template="organisations/cells/changes.html",
               width=60),
        Column("number", "№ в цепочке", lambda line: line.number, width=12, listed=False),
        Column("link", "Звено", lambda line: line.hash, width=66, listed=False),
    ),
    filters=(
        WordsOrPersons(("sentence", *OF_USER), placeholder="Что, кто или о ком"),
        Choice("act", "Род записи", JournalMention.Act.choices[1:], narrowing=of_act),
        AboutPerson("about", "О ком"),
        Dates("at", "Когда", "at", moment=True),
    ),
    ordering="-at",
    empty="Записей пока нет",
)  # fmt: skip
