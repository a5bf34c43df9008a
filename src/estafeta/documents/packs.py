"""Norms that documents stand on: their kinds, the catalogue of acts, what an inspection asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from docforge import kinds
from docforge.kinds import PaperKind
from docforge.kinds.model import Sort
from estafeta.core.packs import Family, Field, Tables, Touched, family, files, unsafe_patterns
from estafeta.documents.models import Document, FolderFile
from estafeta.organisations.models import Organisation
from norms import Catalogue
from norms import read as read_norms
from norms.layers import Table, blocks

EXAMPLES = 5
SORTS = {
    "order": "приказ",
    "regulation": "положение",
    "letter": "письмо",
    "act": "акт",
    "programme": "программа",
    "agreement": "договор",
}
PAPER_FIELDS = (
    Field("title", "Название", required=True),
    Field("purpose", "Зачем нужен", required=True),
    Field("group", "Группа в списке", required=True),
    Field("sort", "Тип", "choice", required=True, choices=tuple((str(sort), SORTS[sort]) for sort in Sort)),
    Field("heading", "Заголовок к тексту", required=True),
    Field("addressee", "Адресат письма", "long"),
    Field("approval", "Гриф утверждения", "long"),
    Field("preamble", "Преамбула", "long"),
    Field("text", "Текст", "long", required=True, help="Поля стоят в {{ }}, пункт начинается с «+», подпункт с «++»."),
    Field("acquaintance", "С листом ознакомления", "flag"),
    Field("control", "С пунктом о контроле", "flag"),
)
NORM_FIELDS = (
    Field("name", "Как назвать", required=True),
    Field("valid_from", "Действует с", "day", required=True),
    Field("valid_to", "Последний день действия", "day", help="Пусто, если действует."),
    Field("replaced_by", "Код сменившего акта"),
    Field("source", "Откуда известно", required=True),
    Field("proven", "Проверено по источнику", "flag", help="Непроверенное система только предлагает."),
    Field("topics", "Каким документам служит основанием", "lines"),
    Field("subjects", "Каким типам организаций", "lines", help="Пусто, если всем."),
)
ITEM_FIELDS = (
    Field("title", "Что просят показать", required=True),
    Field("group", "Группа", required=True),
    Field("note", "Пояснение"),
    Field("papers", "Виды документов, которые отвечают", "lines", help="Коды, по одному в строке."),
    Field("subjects", "Каким типам организаций", "lines", help="Пусто, если всем."),
)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing an inspection asks for."""

    code: str
    group: str
    title: str
    note: str = ""
    papers: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()


def paper_kinds() -> Mapping[str, PaperKind]:
    """The kinds of document that hold here, by code."""
    return PAPERS.value()


def norms_here() -> Catalogue:
    """The acts that are known here."""
    return NORMS.value()


def items_here() -> tuple[Item, ...]:
    """What an inspection asks for here."""
    return ITEMS.value()


def _read_papers(tables: Tables) -> Mapping[str, PaperKind]:
    return kinds.read(tables)


def _read_catalogue(tables: Tables) -> Catalogue:
    return read_norms({**table, "code": code} for code, table in tables.items())


def _read_items(tables: Tables) -> tuple[Item, ...]:
    return tuple(_item(code, table) for code, table in tables.items())


def _item(code: str, table: Table) -> Item:
    values = {**table, "code": code} | {name: tuple(table.get(name, ())) for name in ("papers", "subjects")}
    try:
        return Item(**values)
    except TypeError as error:
        raise ValueError(f"Пункт «{code}»: ключ не понят или его не хватает ({error}).") from error


def _unsafe(table: Table, former: Table) -> Iterator[str]:
    """Only these keys of a norm are expressions."""
    return unsafe_patterns(_patterns(table), _patterns(former))


def _patterns(table: Table) -> Table:
    return {"mention": table.get("mention", ""), "wrong": [pair.get("reads", "") for pair in table.get("wrong", ())]}


def _touched_papers(organisation: Organisation, code: str) -> Iterable[Touched]:
    rows = Document.objects.filter(organisation__path__startswith=organisation.path, kind=code)
    return (
        _documents("черновики составятся по новому образцу", rows.filter(state=Document.State.DRAFT)),
        _documents("зарегистрированные не изменятся", rows.filter(state=Document.State.REGISTERED)),
    )


def _touched_norms(organisation: Organisation, code: str) -> Iterable[Touched]:
    rows = Document.objects.filter(organisation__path__startswith=organisation.path, state=Document.State.DRAFT)
    leaning = [pk for pk, grounds in rows.values_list("pk", "grounds") if code in grounds]
    return (_documents("черновики ссылаются на этот акт", rows.filter(pk__in=leaning)),)


def _documents(words: str, rows: QuerySet[Document]) -> Touched:
    first = rows.select_related("organisation").order_by("-pk")[:EXAMPLES]
    return Touched(words, rows.count(), tuple((f"{row}, {row.organisation}", row.get_absolute_url()) for row in first))


def _touched_items(organisation: Organisation, code: str) -> Iterable[Touched]:
    rows = FolderFile.objects.filter(organisation__path__startswith=organisation.path, item=code)
    return (Touched("файлы лежат в папке проверяющего под этим пунктом", rows.count()),)


def _norm_blocks() -> dict[str, str]:
    return {code: text for file in files("norms").values() for code, text in blocks(file, "norm").items()}


def _title(key: str) -> Callable[[str, Any], str]:
    return lambda code, table: str(table[key])


PAPERS = family(
    Family(
        "documents",
        "Виды документов",
        "Приказы, положения, письма, акты: какие поля спрашиваются и как документ написан.",
        lambda: files("documents"),
        _read_papers,
        _title("title"),
        PAPER_FIELDS,
        _touched_papers,
    )
)
NORMS = family(
    Family(
        "norms",
        "Каталог актов",
        "Что действует и с какого дня: отсюда берутся основания документов и проверка ссылок в карте.",
        _norm_blocks,
        _read_catalogue,
        _title("name"),
        NORM_FIELDS,
        _touched_norms,
        _unsafe,
    )
)
ITEMS = family(
    Family(
        "inspection",
        "Папка проверяющего",
        "Что просят показать при проверке и чем на это отвечают.",
        lambda: blocks(files("inspection")["checklist"], "item"),
        _read_items,
        _title("title"),
        ITEM_FIELDS,
        _touched_items,
    )
)
