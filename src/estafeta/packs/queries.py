"""Which layers hold for an organisation, how every entry stands there, what a change would touch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from estafeta.core.packs import FAMILIES, SHIPPED, Family, Touched, index
from estafeta.core.refusals import Refusal
from estafeta.organisations.models import Organisation
from estafeta.organisations.scope import memo, open_path, outside_scope
from estafeta.packs.models import PackEntry, PackVersion
from norms.layers import Layer, Line, Standing, difference, parse, stack

MEMO = "packs"


def layers_here(family: str) -> tuple[Layer, ...]:
    """The layers over what is shipped in the open scope: of those above, then its own; one query for all families."""
    path = open_path()
    if not path:
        return ()
    known = memo()
    if MEMO not in known:
        known[MEMO] = _layers_of(path)
    found: dict[str, tuple[Layer, ...]] = known[MEMO]
    return found.get(family, ())


def _layers_of(path: str) -> dict[str, tuple[Layer, ...]]:
    """By family; each organisation on the path that has something of it is a layer."""
    codes = path.rstrip("/").split("/")
    paths = ["/".join(codes[: depth + 1]) + "/" for depth in range(len(codes))]
    with outside_scope("norms of the organisations above hold below them"):
        rows = PackEntry.objects.filter(organisation__path__in=paths, current__isnull=False)
        rows = rows.select_related("current", "organisation").order_by("organisation__path", "family", "code")
        layers: dict[tuple[str, str], list[PackEntry]] = {}
        for row in rows:
            layers.setdefault((row.family, row.organisation.path), []).append(row)
    found: dict[str, tuple[Layer, ...]] = {}
    for (family, _), entries in layers.items():
        found[family] = (*found.get(family, ()), _layer(entries))
    return found


def _layer(entries: Sequence[PackEntry]) -> Layer:
    texts = {row.code: None if (kept := _current(row)).hidden else kept.text for row in entries}
    organisation = entries[0].organisation
    return Layer((organisation.path, *texts.items()), organisation.short_name, texts)


def _current(row: PackEntry) -> PackVersion:
    assert row.current is not None
    return row.current


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry as it stands here. `origin` names its layer; `own`: the layer is this organisation's."""

    code: str
    name: str
    origin: str
    own: bool
    hidden: bool
    changed_at: dt.datetime | None
    number: int


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """A family with how many of its entries come from where."""

    family: Family[Any]
    version: str
    source: str
    entries: tuple[EntryRow, ...]

    @property
    def own(self) -> int:
        """How many entries are this organisation's."""
        return sum(row.own for row in self.entries)

    @property
    def above(self) -> int:
        """How many come from those above."""
        return sum(not row.own and row.origin != "Поставка" for row in self.entries)


def family_row(family: Family[Any], organisation: Organisation) -> FamilyRow:
    """Return how a family stands in the organisation whose scope is open."""
    layers = layers_of(family)
    own = {
        row.code: row
        for row in PackEntry.objects.filter(organisation=organisation, family=family.code, current__isnull=False)
        .select_related("current")
        .order_by("code")
    }
    rows = [_entry_row(family, standing, layers, own) for standing in stack(layers).values()]
    known = index().get(family.code, {})
    return FamilyRow(family, known.get("version", ""), known.get("source", ""), tuple(rows))


def family_of(code: str) -> Family[Any]:
    """The family of an entry. Refuses one that the product does not have any more."""
    if code not in FAMILIES:
        raise Refusal("Такого набора норм больше нет.")
    return FAMILIES[code]


def layers_of(family: Family[Any]) -> tuple[Layer, ...]:
    """All layers of the open scope, the shipped one first."""
    return (family.ground(), *layers_here(family.code))


def _entry_row(family: Family[Any], standing: Standing, layers: Sequence[Layer], own: dict[str, PackEntry]) -> EntryRow:
    text = standing.text if standing.text is not None else standing.former
    kept = own.get(standing.code)
    return EntryRow(
        code=standing.code,
        name=name_of(family, standing.code, text),
        origin=layers[standing.layer].name,
        own=kept is not None,
        hidden=standing.text is None,
        changed_at=kept.updated_at if kept else None,
        number=_current(kept).number if kept else 0,
    )


def name_of(family: Family[Any], code: str, text: str) -> str:
    """What the entry is called; its code, when its text cannot be read."""
    try:
        return family.name(code, parse(text)) or code
    except (ValueError, KeyError, TypeError, AttributeError):
        return code


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One entry: its text, where it comes from, how it differs from the layer beneath, its versions here."""

    family: Family[Any]
    code: str
    name: str
    text: str | None
    origin: str
    beneath: str
    below: str
    lines: tuple[Line, ...]
    entry: PackEntry | None
    versions: tuple[PackVersion, ...]
    touched: tuple[Touched, ...]
    problem: str = ""

    @property
    def own(self) -> bool:
        """True when what holds is this organisation's."""
        return self.entry is not None and self.entry.current_id is not None


def entry_page(family: Family[Any], organisation: Organisation, code: str) -> EntryPage | None:
    """Return an entry with everything about it; None where nobody has ever had it."""
    layers = layers_of(family)
    standing = stack(layers).get(code)
    entry = PackEntry.objects.filter(organisation=organisation, family=family.code, code=code).first()
    if standing is None and entry is None:
        return None
    standing = standing or Standing(code, None, 0)
    own = entry is not None and entry.current_id is not None
    former = standing.former if own else ""
    text = standing.text
    shown = former if text is None else text
    beneath = standing.beneath[0][0] if standing.beneath else 0
    return EntryPage(
        family=family,
        code=code,
        name=name_of(family, code, shown),
        text=text,
        origin=layers[standing.layer].name,
        beneath=former,
        below=layers[beneath].name if own and standing.beneath else "",
        lines=difference(former, text or "") if own else (),
        entry=entry,
        versions=tuple(entry.versions.select_related("made_by")) if entry else (),
        touched=tuple(family.affected(organisation, code)),
        problem=_problem(family, layers),
    )


def _problem(family: Family[Any], layers: Sequence[Layer]) -> str:
    """Why the layers cannot be read together; empty where they can, as they always could when they were saved."""
    try:
        family.reads(layers)
    except ValueError as error:
        return str(error)
    return ""


def problems(family: Family[Any], organisation: Organisation, code: str, text: str | None) -> list[str]:
    """Return in sentences why an entry cannot become this text here (None: hidden); empty where it can."""
    layers = [layer for layer in layers_of(family) if layer.key[0] != organisation.path]
    own = next((layer for layer in layers_of(family) if layer.key[0] == organisation.path), None)
    beneath = stack(layers).get(code)
    former = parse(beneath.text) if beneath and beneath.text else {}
    entries = {**(own.entries if own else {}), code: text}
    try:
        found = [*_lacking(family, parse(text)), *family.check(parse(text), former)] if text is not None else []
        if not found:
            family.reads([*layers, Layer(("new",), "", entries)])
    except ValueError as error:
        return [str(error)]
    return found


def _lacking(family: Family[Any], table: Any) -> list[str]:
    return [f"Заполните «{one.label}»." for one in family.fields if one.required and not table.get(one.key)]


def is_shipped(family: Family[Any], code: str) -> bool:
    """True for an entry that comes with the product."""
    return code in family.ground().entries and family.ground().key == SHIPPED
