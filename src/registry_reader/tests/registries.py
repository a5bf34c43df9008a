"""Whole registries made up by chance, with what should be read of them."""

from dataclasses import dataclass, field

from registry_reader.tests.files import Grid, book, delimited, document, page, sheet_of_odf, shown
from registry_reader.tests.truth import CAPACITY, EXPERIENCE, POSTS, SCHOOLS, Said, Truth

NAMES = {
    "mentees": ("ФИО наставляемого", "Наставляемый", "Ф.И.О. наставляемого"),
    "mentors": ("ФИО наставника", "Наставник", "Наставник (ФИО)"),
    "staff": ("Сотрудник", "ФИО", "Фамилия, имя, отчество"),
    "pupils": ("ФИО", "ФИО обучающегося", "Фамилия, имя ребёнка"),
    "answers": ("Ваши фамилия, имя, отчество", "ФИО", "Укажите ФИО"),
}
TITLES = {
    "mentees": "База наставляемых",
    "mentors": "База наставников",
    "staff": "Сведения о педагогических работниках",
    "pupils": "Список обучающихся",
}


def _experience(truth):
    return truth.of(EXPERIENCE, "experience_years")


def _capacity(truth):
    return truth.of(CAPACITY, "capacity")


def _post(truth):
    printed = truth.pick(POSTS)
    return Said(printed, {"post": printed})


COLUMNS = {
    "birth": (("Дата рождения", "Д.р.", "Дата рожд."), lambda truth: truth.birth()),
    "phone": (("Телефон", "Контактный телефон", "Тел."), lambda truth: truth.phone()),
    "class": (("Класс", "класс", "Кл."), lambda truth: truth.klass()),
    "request": (("Основной запрос", "Запрос", "Трудности"), lambda truth: truth.text("request")),
    "competences": (
        ("Компетенции", "Основные компетенции", "Чем готов помочь"),
        lambda truth: truth.text("competences"),
    ),
    "interests": (("Интересы", "Увлечения"), lambda truth: truth.text("interests")),
    "form": (("Форма наставничества", "Форма"), lambda truth: truth.form()),
    "category": (("Категория", "Квалификационная категория"), lambda truth: truth.category()),
    "experience": (("Стаж", "Педагогический стаж", "Стаж работы"), _experience),
    "capacity": (("Количество наставляемых", "Сколько наставляемых готов взять"), _capacity),
    "processing": (("Согласие на обработку ПДн", "Согласие ОПД"), lambda truth: truth.consent("pd_processing")),
    "photo": (
        ("Согласие на публикацию фото", "Согласие на размещение"),
        lambda truth: truth.consent("pd_dissemination"),
    ),
    "order": (("Приказ", "Приказ о закреплении", "№ и дата приказа"), lambda truth: truth.order()),
    "post": (("Должность",), _post),
    "remark": (
        ("Примечание", "Табельный номер"),
        lambda truth: Said(f"знак {truth.rng.randint(100, 999)}", {}, kept=True),
    ),
}
OF_KIND = {
    "mentees": ("birth", "phone", "class", "request", "form", "processing", "photo", "order", "remark"),
    "mentors": (
        "phone",
        "competences",
        "interests",
        "category",
        "experience",
        "capacity",
        "post",
        "form",
        "processing",
    ),
    "staff": ("birth", "phone", "category", "experience", "post", "remark"),
    "pupils": ("birth", "phone", "class", "remark", "photo"),
    "answers": ("phone", "class", "request", "interests"),
}


@dataclass
class Registry:
    """A grid and the people in it; `lines` are rows of the grid, from 0, one for each person."""

    kind: str
    grid: Grid
    people: list[dict] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    kept: list[list[str]] = field(default_factory=list)
    organisation: str | None = None
    as_of: str | None = None

    def files(self):
        """The same registry in every format, by the ending of its name."""
        yield "xlsx", book(self.grid)
        yield "csv", delimited(self.grid)
        yield "cp1251.csv", delimited(self.grid, "\t", "utf-16")
        yield "html", page(self.grid)
        yield "docx", document(self.grid)
        yield "ods", sheet_of_odf(self.grid)


def registry(seed, kind):
    """A registry of one side with a heading of its own shape, sub-headings, totals and a signature."""
    truth = Truth(seed)
    chosen = truth.rng.sample(OF_KIND[kind], truth.rng.randint(2, len(OF_KIND[kind])))
    if kind in {"mentors", "pupils"} and not set(chosen) & {"competences", "class"}:
        chosen.append("competences" if kind == "mentors" else "class")
    made = Registry(kind, Grid())
    rows = made.grid.rows
    _title(truth, made, len(chosen) + 2)
    heads = ["Отметка времени" if kind == "answers" else truth.pick(("№", "№ п/п")), truth.pick(NAMES[kind])]
    heads += [truth.pick(COLUMNS[name][0]) for name in chosen]
    rows.append(list(heads))
    if truth.rng.random() < 0.3 and kind != "answers":
        rows.append(list(range(1, len(heads) + 1)))
    for number in range(1, truth.rng.randint(4, 12)):
        _between(truth, made, heads, number)
        _person(truth, made, chosen, number)
    if kind != "answers":
        _end(truth, made)
    return made


def _title(truth, made, width):
    rows, kind = made.grid.rows, made.kind
    if kind == "answers" or truth.rng.random() < 0.25:
        return
    made.organisation = truth.pick(SCHOOLS)
    rows.append([made.organisation])
    if truth.rng.random() < 0.5:
        made.as_of = "2025/2026"
        rows.append([f"{TITLES[kind]} на 2025-2026 учебный год"])
    else:
        made.as_of = "2025-10-15"
        rows.append([f"{TITLES[kind]} по состоянию на 15.10.2025"])
    for row in range(len(rows)):
        if truth.rng.random() < 0.5:
            made.grid.merges.append((row, 0, row, width - 1))
    rows.extend([[]] * truth.rng.randint(0, 2))


def _between(truth, made, heads, number):
    """Blank rows and repeated headings inside a table."""
    rows = made.grid.rows
    if number > 1 and truth.rng.random() < 0.08:
        rows.append([])
    if number > 1 and truth.rng.random() < 0.05 and made.kind != "answers":
        rows.append(list(heads))


def _person(truth, made, chosen, number):
    name = truth.full_name()
    facts = {key: value for key, value in name.facts.items() if value is not None}
    line = [f"2025-09-12 10:15:{number:02d}" if made.kind == "answers" else number, name.printed]
    kept = []
    for column in chosen:
        said = (
            truth.maybe(COLUMNS[column][1](truth))
            if column not in {"processing", "photo"}
            else COLUMNS[column][1](truth)
        )
        line.append(said.printed)
        for key, value in (said.facts or {}).items():
            facts[key] = {**facts.get(key, {}), **value} if isinstance(value, dict) else value
        if said.kept:
            kept.append(shown(said.printed))
    made.lines.append(len(made.grid.rows))
    made.grid.rows.append(line)
    made.people.append(facts)
    made.kept.append(kept)


def _end(truth, made):
    rows = made.grid.rows
    if truth.rng.random() < 0.4:
        rows.append([None, f"Итого: {len(made.people)}"])
    if truth.rng.random() < 0.4:
        rows += [[], ["Куратор ____________ Лопарева З.М."]]
