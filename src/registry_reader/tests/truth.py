"""People made up by chance, what is true of them, and the ways in which curators print it."""

import datetime as dt
import random
from dataclasses import dataclass, field

SURNAMES = "Абакшин Вересков Горлинкин Дёмушкин Жаворонков Ижорцев Крапивин Мятлин Облепихин Пихтов Рябинкин Травников"
NEUTRAL = "Седых Крутых Величко Мельничук Юркевич Станкевич Ким Цой Гринь Шевчук"
MEN = "Андрей Борис Виктор Григорий Денис Егор Игорь Кирилл Лев Максим Никита Олег Павел Роман Тимур"
WOMEN = "Алла Белла Вера Галина Дарья Ева Жанна Зоя Инна Кира Лидия Мария Нина Ольга Полина"
FATHERS = "Андреев Борисов Викторов Денисов Егоров Игорев Кириллов Львов Олегов Павлов Романов Тимуров"
FOREIGN = ("Мамедов", "Мамедова", "Расул", "Севда", "Вагиф")
SCHOOLS = ("МБОУ СОШ № 5", "МАОУ «Гимназия № 9»", "МБОУ «СОШ № 12 г. Лесогорска»", "ГБПОУ «Лесогорский колледж»")
POSTS = ("учитель химии", "учитель начальных классов", "педагог-психолог", "заместитель директора по УВР")
FORMS = {
    "ученик–ученик": ("ученик-ученик", "обучающийся – обучающийся", "Форма «ученик – ученик»", "Ученик—ученик"),
    "учитель–ученик": ("учитель – ученик", "педагог-ученик", "«учитель-обучающийся»"),
    "учитель–учитель": ("педагог – педагог", "учитель-учитель", "П-П"),
    "работодатель–студент": ("работодатель – студент",),
    "студент–ученик": ("студент-ученик", "Студент – ученик"),
}
MODELS = ("лидер – пассивный", "равный – равному", "опытный – начинающий")
CATEGORIES = {
    "высшая": ("высшая", "ВКК", "в/к", "высш."),
    "первая": ("первая", "I", "1 кк", "I кв. категория"),
    "соответствие": ("СЗД", "соотв.", "соответствие занимаемой должности"),
    "нет": ("без категории", "б/к", "не имеет"),
    "педагог-наставник": ("педагог-наставник",),
    "педагог-методист": ("педагог-методист",),
}
EXPERIENCE = {"12": 12, "12 лет": 12, "2 года 5 мес.": 2.4, "2 г. 5 м.": 2.4, "5 мес.": 0.4, "менее года": 0, "б/с": 0}
CAPACITY = {"3": 3, "не более 2": 2, "до 3 чел.": 3, "max 4": 4, "1–2": 2}
CONSENTS = {
    "да": {"state": "signed"},
    "имеется": {"state": "signed"},
    "подписано 12.09.2025": {"state": "signed", "date": "2025-09-12"},
    "отказ": {"state": "refused"},
    "получено, но отозвано": {"state": "refused"},
    "имеется отказ": {"state": "refused"},
    "не требуется": {"state": "not_required"},
    "не сдано": {"state": "missing"},
    "нет": {"state": "missing"},
    "да/нет": {"state": "missing"},
    "согласие_7.pdf": {"state": "signed", "paper": "согласие_7.pdf"},
}
WORDS = ("подготовка к олимпиаде", "адаптация в классе", "публичные выступления", "проектная работа", "робототехника")


@dataclass
class Said:
    """What a cell prints, and the facts that follow; `kept` where the whole cell must stand in extra as well."""

    printed: object
    facts: dict = field(default_factory=dict)
    kept: bool = False


class Truth:
    """Makes people and cells; the same seed makes the same."""

    def __init__(self, seed):
        self.rng = random.Random(seed)

    def pick(self, values):
        return self.rng.choice(values.split() if isinstance(values, str) else list(values))

    def person(self):
        """Surname, name, patronymic (or None)."""
        rng = self.rng
        woman = rng.random() < 0.5
        if rng.random() < 0.06:
            return (
                FOREIGN[1] if woman else FOREIGN[0],
                FOREIGN[3] if woman else FOREIGN[2],
                (f"{FOREIGN[4]} {'кызы' if woman else 'оглы'}"),
            )
        neutral = rng.random() < 0.25
        surname = self.pick(NEUTRAL) if neutral else self.pick(SURNAMES) + ("а" if woman else "")
        if rng.random() < 0.08:
            surname = f"{surname}-{self.pick(SURNAMES)}{'а' if woman else ''}"
        father = self.pick(FATHERS)
        ending = "на" if woman else "ич"
        patronymic = None if rng.random() < 0.1 else father + ending
        return surname, self.pick(WOMEN if woman else MEN), patronymic

    def full_name(self, person=None):
        """A name as printed in one cell."""
        surname, name, patronymic = person or self.person()
        facts = {"surname": surname, "name": name, "patronymic": patronymic}
        order = self.rng.random()
        parts = [surname, name, *([patronymic] if patronymic else [])]
        if order < 0.12 and patronymic and " " not in patronymic:
            return Said(
                f"{surname} {name[0]}.{patronymic[0]}.",
                {**facts, "name": f"{name[0]}.", "patronymic": f"{patronymic[0]}."},
            )
        if order < 0.22 and (patronymic is None or " " not in patronymic):
            parts = [name, *([patronymic] if patronymic else []), surname]
        if order > 0.85:
            parts[0] = parts[0].upper() if order < 0.93 else parts[0]
            parts = [part.upper() for part in parts] if order > 0.96 else parts
        return Said(self.pick(("{}", "{}", "{}", " {} ", "{}\u00a0")).format(" ".join(parts)), facts)

    def birth(self):
        day = dt.date(self.rng.randint(2007, 2015), self.rng.randint(1, 12), self.rng.randint(1, 28))
        shapes = (
            f"{day:%d.%m.%Y}", f"{day.day}.{day.month}.{day:%y}", f"{day:%d/%m/%Y}", f"{day:%d-%m-%Y}",
            f"{day:%Y-%m-%d}",
            f"{day:%d.%m.%Y} г.", f"{day:%d.%m.%Y} г.р.", f"{day:%d,%m,%Y}", day, (day - dt.date(1899, 12, 30)).days,
        )  # fmt: skip
        if self.rng.random() < 0.15:
            return Said(self.pick((day.year, f"{day.year} г.", f"{day.year} г.р.")), {"birth_year": day.year})
        return Said(self.pick(shapes), {"birth_date": day.isoformat()})

    def phone(self):
        digits = f"9{self.rng.randint(10**8, 10**9 - 1)}"
        number = f"+7{digits}"
        a, b, c, d = digits[:3], digits[3:6], digits[6:8], digits[8:]
        shapes = (
            f"8{digits}", f"+7 {a} {b} {c} {d}", f"8 ({a}) {b}-{c}-{d}", f"8-{a}-{b}-{c}-{d}", f"+7({a}){b}{c}{d}",
            digits, int(f"8{digits}"), float(f"7{digits}"), f"'8{digits}",
        )  # fmt: skip
        if self.rng.random() < 0.08:
            return Said(f"8{digits[:-2]}", {}, kept=True)
        if self.rng.random() < 0.08:
            mark = self.pick((", ", "; ", " / ", "\n"))
            return Said(f"8{digits}{mark}8 (343) 390-04-86", {"phone": f"{number}; +73433900486"})
        return Said(self.pick(shapes), {"phone": number})

    def klass(self):
        grade, letter = self.rng.randint(5, 11), self.pick("А Б В Г К")
        shapes = (
            f"{grade}{letter}", f"{grade} {letter}", f"{grade}{letter.lower()}", f"{grade}-{letter}",
            f"{grade} «{letter}»",
            f'{grade} "{letter}"', f"{grade}«{letter}»", f"{grade}{letter.lower()} кл.", f"{grade} «{letter}» класс",
        )  # fmt: skip
        if self.rng.random() < 0.15:
            return Said(self.pick((grade, str(grade), f"{grade} кл.", f"{grade} класс")), {"class": str(grade)})
        return Said(self.pick(shapes), {"class": f"{grade}{letter}"})

    def of(self, table, name, kept=()):
        printed = self.pick(table)
        return Said(printed, {name: table[printed]}, kept=printed in kept)

    def form(self):
        name = self.pick(FORMS)
        printed = self.pick(FORMS[name])
        if self.rng.random() < 0.2:
            model = self.pick(MODELS)
            return Said(f"{printed} ({model})", {"form": name, "role_model": model})
        return Said(printed, {"form": name})

    def category(self):
        name = self.pick(CATEGORIES)
        printed = self.pick(CATEGORIES[name])
        if self.rng.random() < 0.2 and name in {"высшая", "первая"}:
            return Said(f"{printed}, 12.03.2024", {"category": name}, kept=True)
        return Said(printed, {"category": name})

    def consent(self, kind):
        printed = self.pick(CONSENTS)
        said = CONSENTS[printed]
        return Said(printed, {"consents": {kind: said}}, kept=said["state"] == "refused" or printed == "да/нет")

    def joined(self):
        day = dt.date(2025, self.rng.randint(8, 12), self.rng.randint(1, 28))
        if self.rng.random() < 0.15:
            return Said(self.pick((f"{day:%m.%Y}", "сентябрь 2025")), None)
        return Said(
            self.pick((day, f"{day:%d.%m.%Y}", f"{day:%d.%m.%y}", f"{day.day}.{day.month}.{day.year} г.")),
            {"joined": day.isoformat()},
        )

    def order(self):
        number = self.pick(("45-од", "12", "35/1-о", "187-ОД"))
        shapes = (
            f"№ {number} от 12.09.2025",
            f"от 12.09.2025 № {number}",
            f"{number}, 12.09.2025",
            f"пр. от 12.09.2025 г. №{number}",
        )
        return Said(self.pick(shapes), {"order": {"number": number, "date": "2025-09-12"}})

    def text(self, name):
        printed = ", ".join(self.rng.sample(WORDS, self.rng.randint(1, 2)))
        return Said(printed, {name: printed})

    def maybe(self, said, share=0.12):
        """The cell, or one that says nothing."""
        if self.rng.random() < share:
            return Said(self.pick((None, "—", "-", "н/д")), {})
        return said
