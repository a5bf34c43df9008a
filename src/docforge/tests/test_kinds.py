from __future__ import annotations

import datetime as dt
import re
import shutil
from decimal import Decimal
from itertools import pairwise

import pytest

from docforge.kinds import Given, Person, compose, load, people_in, problems, read_values
from docforge.kinds.composition import heading_of, wording_of
from docforge.kinds.packs import PACK
from docforge.office import Letterhead
from docforge.paper import Approval, Heading, Line, Listing, Paragraph, Signatures, Table, plain

KINDS = load()
CODES = tuple(KINDS)
OWNERS = {
    "school": ("МБОУ СОШ № 2", "Директор"),
    "kindergarten": ("МБДОУ «Детский сад № 5»", "Заведующий"),
    "college": ("ГБПОУ «Заречный колледж»", "Директор"),
    "additional_education": ("МБУ ДО «Дом творчества»", "Директор"),
    "mentoring_centre": ("Муниципальный наставнический центр", "Руководитель"),
    "education_department": ("Управление образования", "Начальник управления"),
    "ministry": ("Министерство образования", "Министр"),
}
PEOPLE = (
    {"name": "Петрова Анна Сергеевна", "post": "Заместитель директора по воспитательной работе"},
    {"name": "Рябов Михаил Иванович", "post": "учитель физики"},
    {"name": "Ковалёва Елена Юрьевна", "post": "старший воспитатель"},
    {"name": "Черных Ольга Павловна", "post": "главный бухгалтер"},
)
GROUNDS = ("распоряжением Минпросвещения России от 25.12.2019 № Р-145",)
UGLY = re.compile(r"\.[а-яё]{2}|None|Undefined|\{\{|\}\}|\{%|  | ,| ;| \.(?!\w)|\.\.|,\.|;\.|\(\)|«»|[\ue000-\uf8ff]")


def owner(subject="school", **changed):
    short, post = OWNERS[subject]
    parts = {"founder": "Администрация города Заречного", "head_name": "Соколова Ольга Викторовна"} | changed
    return Letterhead(f"{short} города Заречного", short, subject, head_post=post, place="г. Заречный", **parts)


def value_of(variable, place, subject):
    if variable.default_in(subject):
        return variable.default_in(subject)
    return {
        "text": f"сведения {place}",
        "long_text": f"первое {place}\nвторое {place}",
        "date": f"2026-{place % 3 + 10}-15",
        "number": 3,
        "choice": variable.choices[-1] if variable.choices else "",
        "boolean": True,
        "person": PEOPLE[place % len(PEOPLE)],
        "people": list(PEOPLE[1:3]),
        "rows": [[f"{column} {row}" for column in variable.columns] for row in (1, 2)],
    }[variable.sort]


def values_of(kind, *, whole, subject="school"):
    """Values for all fields or only for those a paper cannot be made without."""
    needed = {variable.name for variable in kind.variables if whole or variable.required} | set(kind.any_of[:1])
    return {
        variable.name: value_of(variable, place, subject)
        for place, variable in enumerate(kind.variables)
        if variable.name in needed
    }


def made(code, *, whole=True, subject="school", grounds=GROUNDS, **changed):
    values = values_of(KINDS[code], whole=whole, subject=subject) | changed
    return compose(KINDS[code], Given(owner(subject), values, grounds))


TEXTS = {
    Paragraph: lambda block: [plain(block.runs)],
    Heading: lambda block: [block.text],
    Listing: lambda block: [plain(item) for item in block.items],
    Line: lambda block: [part for part in (block.left, block.centre, block.right) if part],
    Approval: lambda block: [line for line in (block.word, *block.lines) if line],
    Signatures: lambda block: [f"{person.post} {person.name}" for person in block.people],
    Table: lambda block: [
        plain(part.runs) for row in (*block.header, *block.rows) for cell in row.cells for part in cell.content
    ],
}


def lines(paper):
    """Every text of a paper in order, no-break spaces as spaces."""
    known = [block for block in paper.blocks if type(block) in TEXTS]
    return [text.replace("\xa0", " ") for block in known for text in TEXTS[type(block)](block)]


def test_every_pack_loads_and_says_whom_it_is_for():
    assert len(KINDS) == len(list(PACK.glob("*.toml"))) >= 11
    for kind in KINDS.values():
        assert kind.title
        assert kind.purpose.endswith(".")
        assert set(kind.subjects) <= set(OWNERS)
        assert all(kind.suits(subject) == (not kind.subjects or subject in kind.subjects) for subject in OWNERS)


@pytest.mark.parametrize("code", CODES)
def test_the_defaults_of_a_pack_are_values_of_their_sort(code):
    kind = KINDS[code]
    for subject in OWNERS:
        defaults = {variable.name: variable.default_in(subject) for variable in kind.variables}
        assert not [sentence for sentence in problems(kind, defaults) if "не подходит" in sentence]


@pytest.mark.parametrize("subject", OWNERS)
@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("code", CODES)
def test_a_kind_composes_for_every_organisation_and_reads_clean(code, whole, subject):
    paper = made(code, whole=whole, subject=subject, grounds=GROUNDS if whole else ())
    found = lines(paper)
    for line in found:
        assert not UGLY.search(line), line
        assert line.strip() == line, line
    for line in (line for line in found if re.match(r"\d+(\.\d+)*\.", line)):
        assert re.match(r"(\d+\.)+ \S.{5,}", line), line
        assert line[-1] in ".;:" or len(line) < 60, line
    assert OWNERS[subject][0] in paper.title


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("code", CODES)
def test_items_count_without_a_gap_and_what_leads_in_leads_to_something(code, whole):
    found = lines(made(code, whole=whole))
    numbers = [tuple(map(int, line.split()[0].strip(".").split("."))) for line in found if re.match(r"\d+\.", line)]
    numbers = [number for number in numbers if len(number) < 4 and number[0] < 40]
    for above, below in pairwise(numbers):
        shared = len(below) - 1
        assert below == (*above, 1) or (below[:shared] == above[:shared] and below[shared] == above[shared] + 1)
    leads = [place for place, line in enumerate(found) if re.match(r"(\d+\.)+ .*:$", line)]
    assert not [found[place] for place in leads if re.match(r"\d+\. [А-Я]", found[place + 1])]


def test_the_order_about_a_curator_word_for_word():
    values = {
        "curator": PEOPLE[0],
        "starts": "2026-09-01",
        "ends": "2027-05-31",
        "duties": "— вести базы.\n\n2 часа в неделю проводить встречи;\nготовить отчёты",
        "deputy": PEOPLE[1],
        "payment": "2 000 рублей ежемесячно.",
        "accountant": PEOPLE[3],
        "control": PEOPLE[2],
    }
    found = lines(compose(KINDS["curator_order"], Given(owner(), values, GROUNDS)))
    start = found.index("ПРИКАЗЫВАЮ:")
    assert found[start - 1] == (
        "В соответствии с распоряжением Минпросвещения России от 25.12.2019 № Р-145, в целях организации работы по "
        "целевой модели наставничества в МБОУ СОШ № 2"
    )
    assert found[start + 1 : start + 9] == [
        "1. Назначить заместителя директора по воспитательной работе Петрову А. С. куратором наставничества "
        "с 1 сентября 2026 г. по 31 мая 2027 г.",
        "2. Возложить на куратора следующие обязанности:",
        "2.1. вести базы;",
        "2.2. 2 часа в неделю проводить встречи;",
        "2.3. готовить отчёты.",
        "3. На время отсутствия куратора его обязанности исполняет учитель физики Рябов М. И.",
        "4. Главному бухгалтеру Черных О. П. производить куратору выплату: 2 000 рублей ежемесячно.",
        "5. Контроль за исполнением приказа возложить на старшего воспитателя Ковалёву Е. Ю.",
    ]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("introduction_order", "5. Назначить куратором наставничества заместителя директора по воспитательной работе "),
        ("introduction_order", "7. Учителю физики Рябову М. И. обеспечить помещения, оборудование и материалы для "),
        ("pair_order", "3. Учителю физики Рябову М. И. сопровождать работу пар и групп, проверить наличие согласий "),
        ("responsible_order", "1.1. за материально-техническое обеспечение — учителя физики Рябова М. И."),
        ("roadmap_order", "3. Учителю физики Рябову М. И.:"),
        ("working_group_order", "3. Учителю физики Рябову М. И. проводить заседания не реже одного раза в квартал, "),
        ("incentives_order", "2. Учителю физики Рябову М. И. организовать рассмотрение представлений к поощрению "),
        (
            "hand_over_act",
            "Мы, нижеподписавшиеся, составили настоящий акт о том, что учитель физики Рябов М. И. ",
        ),
    ],
)
def test_people_stand_in_their_case(code, sentence):
    chosen = {name: PEOPLE[1] for name in ("resources", "chair", "commission", "giver")}
    first = PEOPLE[0] if code == "introduction_order" else PEOPLE[1]
    changed = chosen | {"curator": first}
    known = {variable.name for variable in KINDS[code].variables}
    found = lines(made(code, **{name: value for name, value in changed.items() if name in known}))
    assert [line for line in found if line.startswith(sentence)]


@pytest.mark.parametrize(
    ("takers", "words"),
    [
        (1, "а учитель физики Рябов М. И. принимает дела"),
        (2, "а учитель физики Рябов М. И. и старший воспитатель Ковалёва Е. Ю. принимают дела"),
        (3, "Рябов М. И., старший воспитатель Ковалёва Е. Ю. и главный бухгалтер Черных О. П. принимают дела"),
    ],
)
def test_an_act_names_everybody_who_takes_over_and_all_of_them_sign(takers, words):
    paper = made("hand_over_act", giver=PEOPLE[0], takers=list(PEOPLE[1 : takers + 1]))
    assert words in next(line for line in lines(paper) if line.startswith("Мы, "))
    (signed,) = (block for block in paper.blocks if isinstance(block, Signatures))
    surnames = [one["name"].split()[0] for one in PEOPLE[: takers + 1]]
    assert [person.name.split("\xa0")[-1] for person in signed.people] == surnames
    assert signed.people[1].post == "Учитель физики"


def test_without_grounds_and_a_controller_an_order_says_so_itself():
    found = lines(made("curator_order", whole=False, grounds=()))
    assert found[found.index("ПРИКАЗЫВАЮ:") - 1].startswith("В целях организации работы")
    assert "3. Контроль за исполнением приказа оставляю за собой." in found


def test_corrections_of_people_win():
    words = {"Рябов|accs": "Рябовa", "учитель физики|accs": "преподавателя физики"}
    values = values_of(KINDS["curator_order"], whole=False) | {"curator": PEOPLE[1]}
    found = lines(compose(KINDS["curator_order"], Given(owner(), values, corrections=words)))
    assert [line for line in found if line.startswith("1. Назначить преподавателя физики Рябовa М. И. куратором")]


def test_a_letter_speaks_of_its_decision():
    agreed = lines(made("agreement_letter", subject="ministry", decision="согласована"))
    returned = lines(made("agreement_letter", subject="ministry", decision="возвращена на доработку", remarks=[]))
    assert "О согласовании дорожной карты" in agreed
    assert "О доработке дорожной карты" in returned
    assert not [line for line in agreed if "повторно" in line]
    assert [line for line in returned if "повторно до" in line]
    assert not [line for line in returned if line.startswith("Замечания")]


def test_a_wordings_of_a_kind_for_templates_of_ones_own():
    given = Given(owner(), values_of(KINDS["working_group_order"], whole=True) | {"body": "совет наставников"})
    found = wording_of(KINDS["working_group_order"], given)
    assert found["heading"] == "О создании совета наставников"
    assert found["heading"] == heading_of(KINDS["working_group_order"], owner(), given.values, {})
    assert (
        found["text"]
        .replace("\xa0", " ")
        .startswith("1. Создать в МБОУ СОШ № 2 совет наставников в составе:\n– председатель — ")
    )


@pytest.mark.parametrize("code", CODES)
def test_each_missing_field_is_named_and_stops_the_paper(code):
    kind = KINDS[code]
    found = problems(kind, {})
    labels = [variable.label for variable in kind.variables if variable.required]
    assert list(found[: len(labels)]) == [f"«{label}» нужно заполнить." for label in labels]
    assert len(found) == len(labels) + bool(kind.any_of)
    assert problems(kind, values_of(kind, whole=False)) == ()
    with pytest.raises(ValueError, match="нужно заполнить"):
        compose(kind, Given(owner(), {}))


def test_at_least_one_responsible_is_asked_for():
    (sentence,) = problems(KINDS["responsible_order"], {"starts": "2026-09-01", "reports": "ежемесячно", "site": {}})
    assert sentence.startswith("Заполните хотя бы одно: «За материально-техническое обеспечение», «")


@pytest.mark.parametrize(
    ("code", "name", "value"),
    [
        ("curator_order", "starts", "первого сентября"),
        ("curator_order", "starts", 12.5),
        ("curator_order", "curator", "Петрова А. С."),
        ("working_group_order", "members", PEOPLE[0]),
        ("working_group_order", "members", ["Петрова А. С."]),
        ("working_group_order", "body", "кружок"),
        ("regulation", "most", "много"),
        ("regulation", "most", "Infinity"),
        ("regulation", "most", "NaN"),
        ("regulation", "most", "1e400000000"),
        ("pair_order", "pairs", "строка"),
        ("pair_order", "pairs", ["строка"]),
        ("pair_order", "pairs", [["1", "2", "3", "4", "5"]]),
    ],
)
def test_a_value_of_another_sort_is_named(code, name, value):
    kind = KINDS[code]
    found = problems(kind, values_of(kind, whole=False) | {name: value})
    assert found == (f"«{kind.variable(name).label}»: значение не подходит. Исправьте его.",)


@pytest.mark.parametrize(
    ("code", "name", "value"),
    [
        ("curator_order", "curator", {"name": "  ", "post": "учитель"}),
        ("curator_order", "duties", " \n "),
        ("working_group_order", "members", [{"name": ""}]),
        ("pair_order", "pairs", [["", " "], []]),
        ("roadmap_order", "roadmap_title", None),
    ],
)
def test_a_blank_value_is_no_value(code, name, value):
    kind = KINDS[code]
    found = problems(kind, values_of(kind, whole=False) | {name: value})
    assert found == (f"«{kind.variable(name).label}» нужно заполнить.",)


def test_values_are_read_as_their_sorts():
    kind = KINDS["regulation"]
    read = read_values(kind, {"least": "0", "most": "2.5", "load": None, "aim": " расти "})
    assert (read["least"], read["most"], read["load"], read["aim"]) == (0, Decimal("2.5"), None, "расти")
    assert not [sentence for sentence in problems(kind, values_of(kind, whole=False) | {"least": 0})]
    pairs = read_values(KINDS["pair_order"], {"starts": dt.date(2026, 9, 1), "pairs": [["Рябов", " Ким "]]})
    assert pairs["starts"] == dt.date(2026, 9, 1)
    assert pairs["pairs"] == (("Рябов", "Ким", "", ""),)
    assert pairs["curator"] is None


def test_everybody_in_a_paper_is_found_once():
    values = {"chair": PEOPLE[1], "members": [PEOPLE[2], PEOPLE[1]], "control": PEOPLE[0]}
    found = people_in(KINDS["working_group_order"], values)
    assert found == tuple(Person(**PEOPLE[place]) for place in (1, 2, 0))
    other = people_in(KINDS["working_group_order"], values | {"secretary": PEOPLE[1] | {"post": "наставник"}})
    assert found == other


def changed_pack(folder, *, file="curator_order.toml", old, new):
    """A folder of packs in which one has been changed."""
    text = (PACK / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("{{ starts|day }}", "{{ begins|day }}", "begins"),
        ("{{ curator|named", "{{ curator|declined", "declined"),
        ('name = "deputy"', 'name = "stand_in"', "deputy"),
        (
            '[[variable]]\nname = "curator"',
            '[[variable]]\nname = "idle"\nlabel = "Л"\n\n[[variable]]\nname = "curator"',
            "idle",
        ),
        ('sort = "person"', 'sort = "human"', "human"),
        ('sort = "person"', 'sort = "rows"', "columns"),
        ('sort = "person"', 'sort = "choice"', "choices"),
        ('sort = "order"', 'sort = "command"', "command"),
        ('label = "Куратор"', 'labl = "Куратор"', "labl"),
        ("topic =", "topik =", "topik"),
        ('title = "', 'titel = "', "titel"),
        ('sort = "order"\n', "", "тип «» неизвестен"),
        ("{% endfor %}", "", "end of template"),
        ('name = "starts"', 'name = "curator"', "curator"),
        ('name = "starts"', 'name = "basis"', "basis"),
        ("acquaintance = true", 'signers = ["nobody"]', "nobody"),
        ("acquaintance = true", 'any_of = ["nobody"]', "nobody"),
        ("control = true\n", "", "control"),
        ('text = """\n', 'text = """\n{% import "secrets" as s %}', "других файлов"),
        ('text = """\n', 'text = """\n{% include "secrets" %}', "других файлов"),
        ("title = ", "title ", "line 1"),
    ],
)
def test_a_mistake_in_a_pack_is_named_with_its_file(tmp_path, old, new, what):
    with pytest.raises(ValueError, match=rf"«curator_order»: .*{what}"):
        load(changed_pack(tmp_path, old=old, new=new))


@pytest.mark.parametrize(
    ("old", "new"),
    [('needs = "pairs"', 'needs = "nothing"'), ('needs = "pairs"', 'page = "square"'), ("{{ pair[0] }}", "{{ pear }}")],
)
def test_a_mistake_in_an_annex_is_named_too(tmp_path, old, new):
    with pytest.raises(ValueError, match=r"«pair_order»: .*(nothing|square|pear)"):
        load(changed_pack(tmp_path, file="pair_order.toml", old=old, new=new))


def test_an_annex_without_what_it_needs_is_left_out(tmp_path):
    old, new = 'sort = "rows"\nrequired = true', 'sort = "rows"'
    kind = load(changed_pack(tmp_path, file="pair_order.toml", old=old, new=new))["pair_order"]
    with_pairs = values_of(KINDS["pair_order"], whole=False)
    for values, held in ((with_pairs, True), (with_pairs | {"pairs": []}, False)):
        found = lines(compose(kind, Given(owner(), values)))
        assert ("Наставнические пары и группы" in found) is held


def test_packs_of_another_folder_are_in_the_order_they_ask_for(tmp_path):
    for name in ("regulation", "curator_order", "introduction_order"):
        shutil.copy(PACK / f"{name}.toml", tmp_path)
    assert list(load(tmp_path)) == ["introduction_order", "regulation", "curator_order"]
