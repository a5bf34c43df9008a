"""Without which measures a plan looks incomplete."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from estafeta.core.packs import Family, Field, Touched, family, files
from estafeta.organisations.models import Organisation
from estafeta.roadmaps.lifecycle import LIVING
from estafeta.roadmaps.models import Roadmap
from norms.layers import Table, blocks
from roadmap_linter.reading import read_required

KINDS = dict(Organisation.Kind.choices)


def required_here() -> Mapping[str, tuple[str, ...]]:
    """The codes of measures that a plan cannot miss here, by the kind of organisation."""
    return REQUIRED.value()


def _name(code: str, table: Table) -> str:
    return str(KINDS.get(code, code))


def _touched(organisation: Organisation, code: str) -> Iterable[Touched]:
    rows = Roadmap.objects.filter(
        organisation__path__startswith=organisation.path,
        organisation__kind=code,
        state__in=LIVING,
        amends__isnull=True,
        removed_at__isnull=True,
    )
    first = rows.select_related("organisation")[:5]
    examples = tuple((f"{row.title}, {row.organisation}", row.get_absolute_url()) for row in first)
    return (Touched("карты проверятся заново", rows.count(), examples),)


REQUIRED = family(
    Family(
        "required",
        "Обязательные мероприятия",
        "Без каких мероприятий проверка карты говорит, что она неполна. Код записи — тип организации.",
        lambda: blocks(files("linter")["required_kinds"], "required"),
        lambda tables: read_required({**table, "code": code} for code, table in tables.items()),
        _name,
        (Field("measures", "Коды типов мероприятий", "lines", required=True),),
        _touched,
    )
)
