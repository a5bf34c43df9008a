"""The reference page: every kind of measure, what proves it, whether the system does, of whom and from which days."""

from __future__ import annotations

from estafeta.evidence import registry
from estafeta.evidence.packs import rule_of
from estafeta.evidence.registry import Whom
from estafeta.evidence.windows import Rule
from estafeta.roadmaps.proofs.answers import ANYTHING
from estafeta.roadmaps.understanding import catalogue
from russian.plurals import counted

DAYS = ("день", "дня", "дней")
HEAD = """# Что чем доказывается

Составлено командой `./estafeta docs`.

«Система сама»: факт виден в разделе, мероприятие закрывается в один щелчок. Файл, ссылка или запись — «приложено,
проверьте»: их принимает куратор или директор. «Окно» — с какого дня факт засчитывается разовому сроку и сколько дней
после срока; повторяющемуся — со дня после прошлого срока (`packs/evidence/windows.toml`).

| тип мероприятия | код | что докажет | сегодня | где делают | кого спрашивает | окно |
|---|---|---|---|---|---|---|
"""


def as_markdown() -> str:
    """The page; a row for each kind of the catalogue."""
    return HEAD + "".join(_row(code) for code in catalogue())


def _row(code: str) -> str:
    kind, parts = catalogue()[code], registry.parts_of(code)
    if not parts:
        return f"| {kind.name} | `{code}` | {kind.proof or '—'} | {ANYTHING} | | | |\n"
    proofs = "; ".join(part.proof for part in parts)
    places = ", ".join(dict.fromkeys(part.where for part in parts))
    whom = ", ".join(who.word for who in Whom if all(who in part.whom for part in parts))
    window = _words(rule_of(code))
    return f"| {kind.name} | `{code}` | {kind.proof or '—'} | система сама: {proofs} | {places} | {whom} | {window} |\n"


def _words(rule: Rule) -> str:
    since = "любой давности, пока действует" if rule.standing else f"за {counted(rule.before, *DAYS)} до начала карты"
    return f"{since}; до {counted(rule.after, *DAYS)} после срока"
