"""Forms of papers: the organisation prints by a Word template of its own, or somebody has attached its forms."""

from __future__ import annotations

from django.urls import reverse

from docforge import kinds as papers
from estafeta.roadmaps.evidence.facts import Facts
from estafeta.roadmaps.evidence.model import PROVEN, Evidence, Kind, Seen
from estafeta.roadmaps.evidence.register import ask_register
from estafeta.roadmaps.models import Measure

CODE = "program_templates"


def ask(measure: Measure, facts: Facts) -> Evidence:
    """Templates in use are asked for first, then files attached to the measure."""
    organisation = measure.section.roadmap.organisation
    rows = facts.templates
    if not rows:
        answer = ask_register(CODE, measure, facts)
        link = reverse("documents:templates", args=[organisation.slug])
        if answer.state == PROVEN:
            return answer
        words = "Своих шаблонов бумаг нет; можно загрузить их или приложить формы файлом."
        return Evidence(CODE, answer.state, words, 0, 1, action=("Свои шаблоны", link))
    known = papers.load()
    seen = tuple(
        Seen(
            known[row.kind].title if row.kind in known else row.file_name,
            reverse("documents:template", args=[organisation.slug, row.kind]),
            f"template:{row.pk}",
        )
        for row in rows
    )
    return Evidence(CODE, PROVEN, f"Своих шаблонов бумаг: {len(rows)}.", len(rows), 1, seen)


KIND = Kind(CODE, "свой шаблон бумаги загружен и используется, или формы приложены файлом", ask)
