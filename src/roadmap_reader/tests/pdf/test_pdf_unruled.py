"""Tables that a PDF holds by nothing but white space: columns, rows, sections and pages."""

import pytest
import typst

from office_files.tests.reading import tables, texts
from roadmap_reader import read_roadmaps
from roadmap_reader.tests.pdf.reading import read

PAGE = '#set page(paper: "a4", flipped: true, numbering: "1")\n#set text(lang: "ru", size: 11pt)\n'
TITLE = "#align(center)[План мероприятий (дорожная карта) \\ по наставничеству на 2024-2025 учебный год]\n\n"
HEADS = ("№ п/п", "Наименование мероприятия", "Срок реализации", "Ответственный", "Ожидаемый результат")
ROWS = (
    ("Издание приказа о внедрении целевой модели в школе и всех её филиалах", "до 01.09.2024", "Директор", "Приказ"),
    (
        "Анкетирование обучающихся и педагогов",
        "сентябрь 2024 г.",
        "Куратор, заместитель директора по учебной работе",
        "Справка",
    ),
    ("Формирование базы наставников", "до 30.09.2024", "Куратор", "Утверждённая директором база наставников школы"),
    ("Итоговая встреча", "май 2025 г.", "Директор", "Сценарий"),
)
NUMBERED = "columns: (1.4cm, 1fr, 3.6cm, 4cm, 4.5cm), stroke: none"


def pdf(look=NUMBERED, times=1, section=None, numbers=True, after="Директор школы"):
    heads = HEADS if numbers else HEADS[1:]
    cells = [f"[*{head}*]" for head in heads]
    for index, row in enumerate(ROWS * times):
        if section and index % 4 == 0:
            cells.append(f"table.cell(colspan: {len(heads)})[Раздел {index // 4 + 1}. {section}]")
        cells += ([f"[{index + 1}.]"] if numbers else []) + [f"[{text}]" for text in row]
    return typst.compile(f"{PAGE}{TITLE}#table({look}, {', '.join(cells)})\n\n{after}".encode())


def measures(tmp_path, data):
    path = tmp_path / "plan.pdf"
    path.write_bytes(data)
    (plan,) = read_roadmaps(path)
    return plan, [(m.title, m.deadline_text, m.responsible, m.result) for s in plan.sections for m in s.measures]


@pytest.mark.parametrize(
    "look",
    [
        NUMBERED,
        f"{NUMBERED}, align: horizon",
        f"{NUMBERED}, align: center",
        f"{NUMBERED}, inset: (x: 3pt, y: 3.6pt)",
        NUMBERED.replace("none", "(x: none, y: 0.5pt)"),
    ],
)
def test_columns_are_told_by_the_gaps_under_the_heading(tmp_path, look):
    plan, found = measures(tmp_path, pdf(look))
    assert found == list(ROWS)
    assert [m.number for m in plan.sections[0].measures] == ["1", "2", "3", "4"]
    assert plan.title.startswith("План мероприятий (дорожная карта)")


def test_rows_without_numbers_open_where_all_columns_speak(tmp_path):
    look = "columns: (1fr, 3.6cm, 4cm, 4.5cm), stroke: none, inset: (x: 3pt, y: 3.6pt)"
    assert measures(tmp_path, pdf(look, numbers=False, after=""))[1] == list(ROWS)


def test_row_across_all_columns_is_a_section(tmp_path):
    plan, found = measures(tmp_path, pdf(section="Работа с участниками программы", times=2))
    assert [(s.number, s.title) for s in plan.sections] == [(n, "Работа с участниками программы") for n in ("1", "2")]
    assert found == list(ROWS * 2)


@pytest.mark.parametrize("heads_again", [True, False])
def test_table_goes_on_over_pages(tmp_path, heads_again):
    data = pdf(times=12)
    if heads_again:
        data = pdf(f"{NUMBERED}, ..(table.header({', '.join(f'[*{head}*]' for head in HEADS)}),)", times=12)
    assert measures(tmp_path, data)[1] == list(ROWS * 12)


def test_words_outside_the_table_stay_outside(tmp_path):
    document = read(tmp_path, pdf(after="#v(2cm)\nПримечание: сроки уточняются."))
    assert len(tables(document)) == 1
    assert texts(document)[-1] == "Примечание: сроки уточняются."


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_prose_that_speaks_of_measures_is_no_table(tmp_path, columns):
    prose = "Мероприятия проводятся в срок, ответственный исполнитель отчитывается о результатах в документах. " * 30
    source = f"{PAGE}#set par(justify: true)\n#columns({columns})[{prose}]"
    assert tables(read(tmp_path, typst.compile(source.encode()))) == []
