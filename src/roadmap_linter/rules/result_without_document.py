"""A result that no document shows, in a plan that names documents."""

from __future__ import annotations

from collections.abc import Iterable

from roadmap_linter.model import Context, Example, Hit, Plan, Rule, of_measure, row, rows

MOST = 0.6


def check(plan: Plan, context: Context) -> Iterable[Hit]:
    """Name rows without result and document where most rows have them; the column is meant to be filled."""
    measures = [measure for measure in plan.measures() if not measure.is_heading]
    if len(measures) < 3:
        return
    shown = [bool(measure.result.strip() or measure.document.strip()) for measure in measures]
    documents = [bool(measure.document.strip()) for measure in measures]
    for measure, has_any, has_document in zip(measures, shown, documents, strict=True):
        if not has_any and sum(shown) >= MOST * len(measures):
            yield of_measure(measure, "result"), "Не сказано, чем закончится мероприятие.", None
        elif has_any and not has_document and sum(documents) >= MOST * len(measures):
            yield of_measure(measure, "document"), "У результата нет документа, который его подтвердит.", None


RULE = Rule(
    "result_without_document",
    "Результат без документа",
    "warning",
    "Проверяющий спросит документ; лучше решить заранее, какой.",
    check,
    (
        Example(rows(row("1", result="Приказ"), row("2", result="Справка"), row("3")), 1),
        Example(
            rows(
                row("1", result="Издан", document="Приказ"),
                row("2", result="Написана", document="Справка"),
                row("3", result="Проведено"),
            ),
            1,
        ),
        Example(rows(row("1", result="Приказ"), row("2", result="Справка"), row("3", result="Протокол")), 0),
        Example(rows(row("1"), row("2"), row("3")), 0),
    ),
)
