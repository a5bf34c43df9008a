"""Which column is which: the headers that curators write and forms export, by whole words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pairing.people import fold
from pairing.reading.tables import Row
from pairing.vocabulary import terms
from russian.months import WEEKDAYS

COMMON = (
    ("number", r"^(№|n|no|номер|п п|№ п п|пп)$|отметка времени|время создания|^дата"),
    ("key", r"^(код|id|ид)\b|табельн|личный номер|идентификатор"),
    ("surname", r"^фамилия$"),
    ("first", r"^имя$"),
    ("father", r"^отчество$"),
    ("consent", r"\bсогласи"),
    ("relatives", r"\bродственник|\bродня"),
    ("superiors", r"\bруководитель\b|\bруководители\b|\bначальник|подчиня"),
    ("past", r"\bпрежн|\bбывш|\bпрошл\w* (пар|наставн|год)|уже работал|работал\w* раньше"),
    ("meetings", r"\bформат\b|\bочно\b|дистанц|как удобно встреч|способ встреч"),
    (
        "windows",
        r"свободн\w* (врем|дни|час)|\bкогда\b|врем\w* (для )?встреч|ресурс\w* времени|временн\w* ресурс"
        r"|^(дни|время|расписание)",
    ),
    ("forms", r"\bформ\w+ наставничества|^форм[аы]$"),
    ("interests", r"\bинтерес|\bувлечени|\bхобби"),
    ("languages", r"\bязыки?( общения)?$|на как\w+ язык"),
    ("traits", r"\bкачества\b|черты характера"),
    ("experience", r"\bстаж|\bопыт\b"),
)
MENTEE = (
    ("wanted", r"сколько (нужно )?наставников|(число|количество) наставников|нужно наставников"),
    (
        "name",
        r"^(фио|ф и о|фамилия имя( отчество)?|наставляемый|участник|ученик|обучающийся|педагог|молодой специалист)\b",
    ),
    ("text", r"своими словами|подробн|комментари|расскажите|пожелани|ожидани|ожидаете"),
    ("needs", r"\bзапрос|нужна помощь|нужна поддержка|потребност|дефицит|трудност|затруднени|\bтем[аы]\b"),
    ("subjects", r"\bпредмет|\bпрофесси|\bспециальност|направлени"),
)
MENTOR = (
    (
        "ages",
        r"возраст\w* наставляем|желаем\w* возраст|класс\w* наставляем|как\w+ возраст|как\w+ класс|возраст подопечн",
    ),
    ("load", r"сейчас (уже )?вед|уже вед|текущ\w* нагруз|^нагрузка|сейчас наставляем"),
    ("least", r"(минимум|не меньше|наименьш\w*|от) .*групп|групп\w* (от|минимум|не меньше)"),
    ("most", r"(максимум|не больше|наибольш\w*|до) .*групп|групп\w* (до|максимум|не больше)"),
    (
        "places",
        r"сколько наставляемых|(число|количество) (наставляемых|мест)|^мест(а|о)?$|вместимость"
        r"|сколько (человек )?(может|готов\w*) взять|может взять|наставляемых может",
    ),
    ("elsewhere", r"друг\w+ (организаци|школ|оо\b)|соседн"),
    ("name", r"^(фио|ф и о|фамилия имя( отчество)?|наставник|педагог|учитель|кандидат)\b"),
    ("wishes", r"хо(чет|тел\w*|чу) (бы )?помо|желани\w* помо|именно с этим|с чем хо"),
    ("text", r"своими словами|подробн|комментари|расскажите|пожелани|о себе"),
    ("competences", r"компетенц|чем (может|могу|могли) помо|может помочь|могу помочь|сильные стороны|умени"),
    ("subjects", r"\bпредмет|\bпрофесси|\bспециальност|направлени"),
)
AFTER = (
    ("grade", r"^(класс|параллель)\b|в каком классе"),
    ("age", r"^возраст\b|полных лет|сколько (вам )?лет"),
    ("place", r"населенн|место жительства|\bадрес|\bгород\b|\bсело\b|\bпоселок\b|где живе"),
    ("organisation", r"организаци|\bшкола\b|образовательн|^оо$|место (работы|учебы)|учреждени|предприяти|\bколледж\b"),
)
CONTACTS = r"электронн|\bпочт|\bтелефон|контакт|\be ?mail"
"""Headers of what the matching does not need; an address of mail is no place to live."""
MANY = {"windows", "needs", "subjects", "interests", "text", "competences", "wishes", "traits", "relatives", "past"}
"""Fields that several columns may fill together."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is used: where it stands, its header, the field; `detail` is a day of the week or a trait."""

    place: int
    header: str
    field: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """The header row: its line, the columns used, and the headers that are not."""

    line: int
    columns: tuple[Column, ...]
    unused: tuple[str, ...]


def plain(header: str) -> str:
    """Return a header as it is compared: no brackets, no punctuation."""
    bare = re.sub(r"\([^)]*\)|\[[^]]*\]", " ", header)
    return fold(re.sub(r"[^\w№ ]", " ", bare))


def field_of(header: str, side: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """Return the field of a header and its detail; empty where the header says nothing to us."""
    words = plain(header)
    if not words or re.search(CONTACTS, words):
        return "", ""
    if words in WEEKDAYS:
        return "windows", words
    trait = next((t.name for t in terms() if t.kind == "trait" and words in {fold(w) for w in (t.name, *t.words)}), "")
    if trait:
        return "traits", trait
    found = (name for name, pattern in (*COMMON, *side, *AFTER) if re.search(pattern, words))
    return next(found, ""), ""


def heading(rows: Sequence[Row], side: Sequence[tuple[str, str]]) -> Heading | None:
    """Return the header row among the first ten, the one that most columns know; None without a name column."""
    best: Heading | None = None
    for row in rows[:10]:
        found = _heading(row, side)
        names = {column.field for column in found.columns}
        if names & {"name", "surname"} and (best is None or len(found.columns) > len(best.columns)):
            best = found
    return best


def _heading(row: Row, side: Sequence[tuple[str, str]]) -> Heading:
    """Return what the cells of a row mean as headers."""
    columns: list[Column] = []
    unused = []
    for place, header in enumerate(row.cells):
        name, detail = field_of(header, side)
        taken = any(column.field == name for column in columns) and name not in MANY
        if name == "number" or not header:
            continue
        if not name or taken:
            unused.append(header)
        else:
            columns.append(Column(place, header, name, detail))
    return Heading(row.line, tuple(columns), tuple(unused))
