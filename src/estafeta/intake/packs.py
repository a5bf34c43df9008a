"""Templates of whole plans, from which one begins while there is none of one's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from estafeta.core.packs import Family, Field, Tables, Touched, family, files
from estafeta.organisations.models import Organisation
from estafeta.roadmaps.models import Roadmap
from norms.layers import Table

TEMPLATE_FIELDS = (
    Field("name", "Название", required=True),
    Field("title", "Заголовок карты", required=True),
    Field("note", "Пояснение", required=True),
    Field("years", "На сколько лет", "number", required=True),
    Field("calendar", "С 1 января", "flag"),
    Field("layout", "Столбцы при печати", "choice", required=True, choices=tuple(Roadmap.Layout.choices)),
    Field("kinds", "Каким типам организаций предлагать первым", "lines"),
)


def _touched_templates(organisation: Organisation, code: str) -> Iterator[Touched]:
    rows = Roadmap.objects.filter(organisation__path__startswith=organisation.path, template=code, removed_at=None)
    first = tuple((row.title, row.get_absolute_url()) for row in rows.select_related("organisation")[:5])
    yield Touched("карты составлены по этому шаблону, они не изменятся", rows.count(), first)


def _name(code: str, table: Table) -> str:
    return str(table["name"])


def _check_template(table: Table, former: Table) -> Iterable[str]:
    """The sections are read as a plan would be; the first thing that is missing is named."""
    try:
        for section in table["sections"]:
            _check_section(section)
    except KeyError as error:
        yield f"В шаблоне не хватает ключа {error}."
    except (TypeError, AttributeError):
        yield "Разделы шаблона — таблицы [[sections]] со списком measures."


def _check_section(section: Any) -> None:
    for key in ("number", "title"):
        section[key]
    for measure in section["measures"]:
        for key in ("number", "title", "kinds"):
            measure[key]


def _read_templates(tables: Tables) -> dict[str, Table]:
    return {code: {**table, "code": code} for code, table in tables.items()}


TEMPLATES = family(
    Family(
        "roadmaps",
        "Шаблоны карт",
        "Готовые карты, с которых начинают, когда своей ещё нет.",
        lambda: files("roadmaps"),
        _read_templates,
        _name,
        TEMPLATE_FIELDS,
        _touched_templates,
        _check_template,
    )
)
