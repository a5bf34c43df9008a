"""Life cycles of the room."""

from estafeta.core.lifecycles import Step, states, table

LIKENESS = table(
    Step("part", states("open"), "apart", "Это разные люди", "people.manage", "Об этих карточках уже решили."),
    Step("merge", states("open", "apart"), "merged", "Объединить", "people.manage", "Эти карточки уже объединены."),
)
