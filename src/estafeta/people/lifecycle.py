"""Life cycles of the room."""

from estafeta.core.lifecycles import Step, states, table

TRANSFER = table(
    Step("agree", states("asked"), "agreed", "Передать карточку", "people.answer_transfer", "На запрос уже ответили."),
    Step("refuse", states("asked"), "refused", "Отказать", "people.answer_transfer", "На запрос уже ответили."),
    Step("withdraw", states("asked"), "withdrawn", "Отозвать", "people.manage", "На запрос уже ответили."),
)
LIKENESS = table(
    Step("part", states("open"), "apart", "Это разные люди", "people.manage", "Об этих карточках уже решили."),
    Step("merge", states("open", "apart"), "merged", "Объединить", "people.manage", "Эти карточки уже объединены."),
)
