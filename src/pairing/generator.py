"""Seeded people that look like life: skewed needs, few good mentors, missing answers, organisations that may exchange.

All names are invented. The same seed gives the same people on every machine: only whole numbers are drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from pairing.people import Meeting, Mentee, Mentor, Skill, Window
from pairing.rules.organisation import Kind as OrganisationRule
from pairing.settings import Settings
from pairing.vocabulary import terms

T = TypeVar("T")


def words(line: str) -> list[str]:
    """Return the words of a line."""
    return line.split()


WOMEN = words("Анна Мария Ольга Елена Дарья София Вера Полина Арина Ксения Алина Ирина Юлия Татьяна Светлана Айталина")
MEN = words("Иван Пётр Сергей Алексей Дмитрий Егор Максим Артём Никита Павел Андрей Тимур Глеб Роман Кирилл Айсен")
FATHERS = words("Иванов Петров Сергеев Алексеев Дмитриев Егоров Максимов Андреев Павлов Романов Николаев Викторов")
FAMILIES = words(
    "Боровиков Полянин Заречнев Озерцов Дубравин Лугинин Снегирин Камышев Росинкин Медовцев Садовин Тихореев Яснов "
    "Клёнов Мостовцев Холмин Ветлугин Речкалов Горнушкин Соснин Ивлевцев Зарубин Лесневский Перелесов Луговцев "
    "Осинкин Рябинкин Калинцев Малинкин Грибанцев Журавлин Синичкин Чижиков Дроздецкий Скворцин Голубин Орлецов "
    "Медведкин Лисинкин Барсуков Бобринцев Ручейков Родничев Ключеров Прудников Берегов Островин Степнов Полевин"
)
VILLAGES = words("Лесн Озёрн Соснов Берегов Дубов Заречн Каменн Лугов Медов Росн Садов Боров Горн Речн Степн Ключев")
ENDINGS = words("ое ая-Горка ые-Ключи ое-Поле ая-Слобода ые-Дворы ая-Падь ые-Выселки")
SUBJECTS_OFTEN = ("математика", "русский язык", "физика", "информатика", "английский язык", "обществознание")
FORMS = ("учитель–учитель", "ученик–ученик", "студент–ученик", "работодатель–ученик")
PUPIL_NEEDS = tuple(term.name for term in terms() if term.kind == "need")[:12]
TEACHER_NEEDS = tuple(term.name for term in terms() if term.kind == "need")[12:24]
SUBJECTS = tuple(term.name for term in terms() if term.kind == "subject")
INTERESTS = tuple(term.name for term in terms() if term.kind == "interest")
TRAITS = tuple(term.name for term in terms() if term.kind == "trait")
CAPACITY = {"tight": 85, "balanced": 100, "loose": 140}
"""Places of mentors for a hundred mentees."""


@dataclass(frozen=True)
class People:
    """Generated people with the settings under which they are paired."""

    mentees: tuple[Mentee, ...]
    mentors: tuple[Mentor, ...]
    settings: Settings


@dataclass(frozen=True)
class Shape:
    """What to draw: sizes, how many organisations (0: one for about fifty mentees), places, share of silence in %."""

    mentees: int
    mentors: int = 0
    organisations: int = 0
    capacity: str = "balanced"
    silence: int = 12
    exchange: int = 4
    seed: int = 1


def generate(shape: Shape) -> People:
    """Return people of this shape. A third as many mentors as mentees unless the shape says how many."""
    dice = Random(shape.seed)
    count = shape.mentors or max(1, shape.mentees // 3)
    names = _organisations(shape.organisations or max(1, shape.mentees // 50))
    drawn = _Draw(dice, shape, names)
    mentees = tuple(drawn.mentee(number) for number in range(shape.mentees))
    places = _places(dice, count, max(count, shape.mentees * CAPACITY[shape.capacity] // 100))
    mentors = tuple(drawn.mentor(number, places[number]) for number in range(count))
    order_one = sorted(range(len(mentees)), key=lambda i: mentees[i].organisation)
    order_two = sorted(range(count), key=lambda j: mentors[j].organisation)
    return People(
        tuple(mentees[i] for i in order_one), tuple(mentors[j] for j in order_two), _settings(names, shape.exchange)
    )


def _settings(names: Sequence[str], exchange: int) -> Settings:
    """Let neighbouring organisations exchange mentors, in groups."""
    groups = tuple(tuple(names[at : at + exchange]) for at in range(0, len(names), exchange)) if exchange > 1 else ()
    default = Settings()
    rules = tuple(OrganisationRule(groups) if rule.code == "organisation" else rule for rule in default.rules)
    return Settings(rules=rules)


def _organisations(count: int) -> list[str]:
    """Return names of schools in villages, in their order."""
    return [f"Школа № {number + 1} ({_village(number)})" for number in range(count)]


def _village(number: int) -> str:
    """Return the settlement of the organisation of this number; three schools share one."""
    place = number // 3
    root, ending = VILLAGES[place % len(VILLAGES)], ENDINGS[place // len(VILLAGES) % len(ENDINGS)]
    more = place // (len(VILLAGES) * len(ENDINGS))
    return (root + ending).replace("-", " ") + (f" {more + 1}-е" if more else "")


def _places(dice: Random, count: int, total: int) -> list[int]:
    """Spread places over mentors: most take one or two, a few take many."""
    places = [1] * count
    for _ in range(total - count):
        places[min(dice.randrange(count), dice.randrange(count))] += 1
    dice.shuffle(places)
    return places


class _Draw:
    def __init__(self, dice: Random, shape: Shape, names: list[str]) -> None:
        self._dice = dice
        self._shape = shape
        self._names = names
        self._villages = {name: _village(number) for number, name in enumerate(names)}

    def silent(self, more: int = 1) -> bool:
        """True when a question was left without an answer."""
        return self._dice.randrange(100) < self._shape.silence * more

    def skew(self, words: Sequence[T]) -> T:
        """Return one of the words; the first ones far more often."""
        return words[min(self._dice.randrange(len(words)) for _ in range(3))]

    def some(self, words: Sequence[T], least: int, most: int) -> tuple[T, ...]:
        """Return different words, at most `most` of them; fewer than `least` where the dice repeat themselves."""
        return tuple(dict.fromkeys(self.skew(words) for _ in range(self._dice.randint(least, most))))

    def name(self) -> str:
        """Return a full name of invented parts: surname, first name, patronymic, all of one gender."""
        dice = self._dice
        woman = dice.randrange(10) < 6
        family = dice.choice(FAMILIES)
        if woman:
            family = family[:-2] + "ая" if family.endswith("ий") else family + "а"
        father = dice.choice(FATHERS) + ("на" if woman else "ич")
        return f"{family} {dice.choice(WOMEN if woman else MEN)} {father}"

    def organisation(self) -> str:
        """Return an organisation; sizes differ, but none is empty for long."""
        names = self._names
        return names[self._dice.randrange(len(names))]

    def windows(self) -> tuple[Window, ...]:
        """Return free time after lessons on a few days."""
        dice = self._dice
        days = sorted({dice.randrange(6) for _ in range(dice.randint(1, 4))})
        found = []
        for day in days:
            start = dice.choice((13, 14, 14, 15, 15, 16, 17)) * 60 + dice.choice((0, 0, 0, 30))
            found.append(Window(day, start, start + dice.choice((60, 90, 120, 180))))
        return tuple(found)

    def traits(self) -> tuple[Skill, ...]:
        """Return self-ratings from 3 to 10 of some of `TRAITS`."""
        return tuple(Skill(name, self._dice.randint(3, 10)) for name in TRAITS if self._dice.randrange(3))

    def meetings(self) -> tuple[Meeting, ...]:
        """Return ways to meet; most want to meet in person."""
        return self._dice.choice(((Meeting.IN_PERSON,),) * 3 + ((Meeting.IN_PERSON, Meeting.REMOTE), (Meeting.REMOTE,)))

    def place(self, organisation: str) -> str:
        """Return the settlement, mostly that of the organisation."""
        return self._villages[organisation if self._dice.randrange(8) else self.organisation()]

    def text(self, needs: Sequence[str], subjects: Sequence[str], start: str) -> str:
        """Return a sentence in own words."""
        return f"{start} {', '.join((*needs, *subjects))}."

    def consent(self) -> bool | None:
        """Return that the consent is on file; of fifty two are not yet there and one was refused."""
        return self._dice.choice((*(True,) * 47, None, None, False))

    def mentee(self, number: int) -> Mentee:
        """Return a pupil or a young teacher."""
        dice = self._dice
        form = self.skew(FORMS)
        teacher = form == FORMS[0]
        needs = self.some(TEACHER_NEEDS if teacher else PUPIL_NEEDS, 1, 3)
        subjects = self.some(SUBJECTS_OFTEN if dice.randrange(4) else SUBJECTS, 1, 2)
        organisation = self.organisation()
        return Mentee(
            key=f"М{number + 1}",
            name=self.name(),
            organisation=organisation,
            forms=(form,),
            needs=() if self.silent() else tuple(Skill(name, dice.choice((0, 0, 5, 7, 8))) for name in needs),
            subjects=() if self.silent() else tuple(Skill(name) for name in subjects),
            text="" if self.silent(4) else self.text(needs[:1], subjects[:1], "Хочу получить помощь:"),
            windows=() if self.silent() else self.windows(),
            meetings=() if self.silent() else self.meetings(),
            place="" if self.silent() else self.place(organisation),
            age=dice.randint(21, 30) if teacher else None,
            grade=None if teacher else dice.randint(5, 11),
            experience=dice.randrange(4) if teacher else None,
            interests=() if self.silent(2) else self.some(INTERESTS, 1, 4),
            traits=() if self.silent(3) else self.traits(),
            consent=self.consent(),
            wanted=dice.choice((1,) * 12 + (2,)),
        )

    def mentor(self, number: int, places: int) -> Mentor:
        """Return a mentor; few are good at what many ask for, one in six would lead a group."""
        dice = self._dice
        most = dice.randint(3, 6) if dice.randrange(6) == 0 else 0
        form = self.skew(FORMS)
        teachers = form == FORMS[0]
        usual = TEACHER_NEEDS if teachers else PUPIL_NEEDS
        known = self.some(usual if dice.randrange(3) == 0 else usual[::-1], 1, 4)
        subjects = self.some(SUBJECTS_OFTEN if dice.randrange(3) == 0 else SUBJECTS[::-1], 1, 2)
        organisation = self.organisation()
        adult = form != FORMS[1]
        return Mentor(
            key=f"Н{number + 1}",
            name=self.name(),
            organisation=organisation,
            forms=(form,) if dice.randrange(5) else tuple(dict.fromkeys((form, self.skew(FORMS)))),
            competences=() if self.silent() else tuple(Skill(name, dice.choice((0, 5, 6, 8, 9, 10))) for name in known),
            wishes=() if self.silent(3) else known[:1],
            subjects=() if self.silent() else tuple(Skill(name, dice.choice((0, 0, 6, 8, 10))) for name in subjects),
            text="" if self.silent(4) else self.text(known[:2], subjects[:1], "Готовность помочь:"),
            windows=() if self.silent() else self.windows(),
            meetings=() if self.silent() else self.meetings(),
            place="" if self.silent() else self.place(organisation),
            age=dice.randint(28, 60) if adult else dice.randint(14, 17),
            experience=dice.randint(3, 35) if adult else None,
            interests=() if self.silent(2) else self.some(INTERESTS, 1, 4),
            traits=() if self.silent(3) else self.traits(),
            consent=self.consent(),
            places=places,
            least=min(most, 2),
            most=most,
            load=None if self.silent() else dice.choice((0, 0, 0, 1, 2)),
            elsewhere=None if self.silent() else not dice.randrange(3),
            ages_from=None if dice.randrange(4) else dice.choice((10, 12, 14)),
        )
