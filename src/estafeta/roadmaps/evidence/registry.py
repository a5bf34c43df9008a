"""All kinds: those that the system proves, and the rest, which take a file, a link or a note."""

from __future__ import annotations

import importlib
import pkgutil

from django.urls import reverse

from estafeta.roadmaps.evidence import kinds
from estafeta.roadmaps.evidence.facts import Facts, proofs_of
from estafeta.roadmaps.evidence.model import MANUAL, PROVEN, Evidence, Kind, Seen
from estafeta.roadmaps.models import Measure
from estafeta.roadmaps.understanding import catalogue


def _found() -> dict[str, Kind]:
    names = sorted(info.name for info in pkgutil.iter_modules(kinds.__path__))
    found: list[Kind] = [importlib.import_module(f"{kinds.__name__}.{name}").KIND for name in names]
    return {kind.code: kind for kind in found}


KINDS = _found()


def register(kind: Kind) -> None:
    """Take a kind that a room above can prove."""
    KINDS[kind.code] = kind


def by_paper(measure: Measure, code: str) -> Evidence:
    """What people have attached: the answer of every kind that the system cannot prove itself."""
    wanted = catalogue()[code].proof if code in catalogue() else "файл, ссылка или запись"
    proofs = proofs_of(measure)
    if not proofs:
        return Evidence(code, MANUAL, f"Что подтвердит: {wanted}.")
    slug = measure.section.roadmap.organisation.slug
    seen = tuple(
        Seen(
            str(row)[:120],
            row.url or (reverse("roadmaps:proof_file", args=[slug, row.pk]) if row.file else ""),
            f"proof:{row.pk}",
        )
        for row in proofs
    )
    return Evidence(code, PROVEN, "Подтверждение приложено.", len(proofs), 1, seen)


def ask(measure: Measure, code: str, facts: Facts) -> Evidence:
    """Ask the facts about one kind of a measure."""
    found = KINDS.get(code)
    return found.ask(measure, facts) if found else by_paper(measure, code)


def as_markdown() -> str:
    """The reference page: every kind, what proves it, whether the system proves it today."""
    lines = ["# Что чем доказывается", "", "Составлено командой `./estafeta docs`.", ""]
    lines += ["| вид мероприятия | код | что докажет | сегодня |", "|---|---|---|---|"]
    for code, kind in catalogue().items():
        proven = KINDS.get(code)
        today = f"система сама: {proven.asks}" if proven else "файл, ссылка или запись"
        lines.append(f"| {kind.name} | `{code}` | {kind.proof or '—'} | {today} |")
    return "\n".join(lines) + "\n"
