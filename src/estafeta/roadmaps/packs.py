"""Norms of plans: kinds of measures with the words that name them, whom a measure is about."""

from __future__ import annotations

from collections.abc import Iterator

from estafeta.core.packs import Family, Field, Tables, Touched, family, files, unsafe_patterns
from estafeta.organisations.models import Organisation
from estafeta.roadmaps.lifecycle import LIVING
from estafeta.roadmaps.models import MeasureKind
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
    plan = "measure__section__roadmap"
    rows = MeasureKind.objects.filter(
        code=code,
        measure__removed_at=None,
        measure__section__removed_at=None,
        **{f"{plan}__removed_at": None, f"{plan}__amends": None, f"{plan}__state__in": LIVING},
        **{f"{plan}__organisation__path__startswith": organisation.path},
    ).select_related(f"{plan}__organisation")
    first = tuple((str(row.measure)[:120], row.measure.get_absolute_url()) for row in rows.order_by("-pk")[:5])
    yield Touched(
        "мероприятия этого типа в действующих картах; новые слова узнают только новые строки", rows.count(), first
    )


def _name(code: str, table: Table) -> str:
    return str(table["name"])


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
