"""Norms of plans: kinds of measures with the words that name them, whom a measure is about, templates of plans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from estafeta.core.packs import Family, Field, Tables, Touched, family, files, unsafe_patterns
from estafeta.organisations.models import Organisation
from estafeta.roadmaps.models import MeasureKind, Roadmap
from estafeta.roadmaps.queries.live import live
from norms.layers import Table, blocks, parse
from roadmap_reader.concerns import read_signs
from roadmap_reader.kinds import Pack, read_pack

COMMON = "pack"
KIND_FIELDS = (
    Field("name", "Название", required=True),
    Field("stage", "Этап программы, 1–8", "number"),
    Field("proof", "Что служит доказательством", "long", required=True),
    Field("strong", "Образцы, которые называют его прямо", "lines"),
    Field("plain", "Образцы, которые называют его почти прямо", "lines"),
    Field("weak", "Намёки, которые подтверждает столбец «Результат»", "lines"),
    Field("hint", "Намёки", "lines"),
    Field("never", "Слова, при которых его нет", "lines"),
    Field("hides", "Коды типов, лишних рядом с ним", "lines"),
)
TEMPLATE_FIELDS = (
    Field("name", "Название", required=True),
    Field("title", "Заголовок карты", required=True),
    Field("note", "Пояснение", required=True),
    Field("years", "На сколько лет", "number", required=True),
    Field("calendar", "С 1 января", "flag"),
    Field("layout", "Столбцы при печати", "choice", required=True, choices=tuple(Roadmap.Layout.choices)),
    Field("kinds", "Каким типам организаций предлагать первым", "lines"),
)


def _shipped_kinds() -> dict[str, str]:
    return {
        code: text
        for name, file in files("measure_kinds").items()
        if name != COMMON
        for code, text in blocks(file, "kind").items()
    }


def _read_kinds(tables: Tables) -> Pack:
    common = parse(files("measure_kinds")[COMMON])
    return read_pack(common, [{**table, "code": code} for code, table in tables.items()])


def _touched_kinds(organisation: Organisation, code: str) -> Iterator[Touched]:
    rows = MeasureKind.objects.filter(
        live("measure__"), code=code, measure__section__roadmap__organisation__path__startswith=organisation.path
    ).select_related("measure__section__roadmap__organisation")
    first = tuple((str(row.measure)[:120], row.measure.get_absolute_url()) for row in rows.order_by("-pk")[:5])
    yield Touched(
        "мероприятия этого типа в действующих картах; новые слова узнают только новые строки", rows.count(), first
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


BELOW = family(
    Family(
        "below",
        "Про себя или про организации ниже",
        "По каким словам видно, что мероприятие карты управления делают организации ниже.",
        lambda: {"below": files("evidence")["below"]},
        lambda tables: read_signs(tables["below"]),
        lambda code, table: "Образцы слов",
        check=unsafe_patterns,
        grows=False,
    )
)
KINDS = family(
    Family(
        "measure_kinds",
        "Типы мероприятий",
        "О чём мероприятие и чем оно доказывается; слова, по которым это видно в чужой карте.",
        _shipped_kinds,
        _read_kinds,
        _name,
        KIND_FIELDS,
        _touched_kinds,
    )
)
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
