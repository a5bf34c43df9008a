"""Pairs of cards that wait for a decision, and the two laid side by side."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from estafeta.organisations.models import Organisation
from estafeta.people.models import Likeness, Person
from estafeta.people.queries.cards import standing_of

LABELS = {
    "surname": "Фамилия", "name": "Имя", "patronymic": "Отчество", "birth_date": "Дата рождения", "sex": "Пол",
    "phone": "Телефон", "email": "Электронная почта", "contact": "Как ещё связаться",
}  # fmt: skip


def alike_in(organisation: Organisation) -> QuerySet[Likeness]:
    """What waits for a decision, the likeliest first; cards that were merged since are out."""
    rows = Likeness.objects.filter(organisation=organisation, state=Likeness.State.OPEN)
    rows = rows.filter(first__merged_into__isnull=True, second__merged_into__isnull=True)
    return rows.select_related("first", "second", "first__organisation", "second__organisation")


@dataclass(frozen=True, slots=True)
class Beside:
    """One field of two cards: `takes` names the side that is proposed, `differs` that there is a choice."""

    name: str
    label: str
    first: str
    second: str

    @property
    def differs(self) -> bool:
        """True where both say something, and not the same."""
        return bool(self.first and self.second and self.first != self.second)


def side_by_side(likeness: Likeness, *, today: dt.date) -> list[Beside]:
    """The two cards, field by field, and what each is here."""
    pair = (likeness.first, likeness.second)
    standing = standing_of(pair, today=today)
    rows = [Beside(name, label, *(_shown(person, name) for person in pair)) for name, label in LABELS.items()]
    return [*rows, Beside("", "В организации", *(standing[person.pk].words for person in pair))]


def _shown(person: Person, name: str) -> str:
    if name == "birth_date":
        return person.birth
    if name == "sex":
        return person.get_sex_display()
    return str(getattr(person, name))
