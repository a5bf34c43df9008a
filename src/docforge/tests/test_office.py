from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import subprocess

import pypdfium2
import pytest
from docx import Document

from docforge import docx, office, pdf
from docforge.kinds import Given, compose
from docforge.kinds.model import Sort
from docforge.office import Annex, Letterhead, Requisites
from docforge.paper import Align, Approval, Heading, Line, Page, PageBreak, Paragraph, Signatures, Table, plain, runs
from docforge.tests.papers import full_paper, table
from docforge.tests.test_kinds import CODES, GROUNDS, KINDS, PEOPLE, lines, owner, values_of

REGISTERED = Requisites("41-од", dt.date(2026, 9, 1))
EXECUTOR = ("Рябов Михаил Иванович", "8 (900) 000-00-00")
ORDERS = [code for code in CODES if KINDS[code].sort is Sort.ORDER]


def composed(code, *, whole=True, requisites=REGISTERED, annexes=(), executor=EXECUTOR, organisation=None, **changed):
    values = values_of(KINDS[code], whole=whole) | changed
    chosen = organisation or owner()
    return compose(KINDS[code], Given(chosen, values, GROUNDS, requisites, executor, annexes=annexes))


def pairs(count):
    return [["Рябов М. И., учитель", f"Ким И. О., класс {number}", "ученик — ученик", ""] for number in range(count)]


def places(text, *wanted):
    """Where each of the pieces first stands after the one before it; -1 from the first that is not there."""
    found, at = [], 0
    for piece in wanted:
        at = text.find(piece, at) if at >= 0 else -1
        found.append(at)
    return found


def test_an_order_is_laid_out_from_the_letterhead_to_the_executor():
    made = composed("curator_order", curator=PEOPLE[0], deputy=PEOPLE[1])
    kinds = [type(block) for block in made.blocks]
    assert kinds[:6] == [Paragraph, Paragraph, Heading, Line, Paragraph, Paragraph]
    assert kinds[-4:] == [Signatures, Paragraph, Table, Paragraph]
    words = lines(made)
    assert words[:7] == [
        "Администрация города Заречного",
        "МБОУ СОШ № 2 города Заречного",
        "ПРИКАЗ",
        "01.09.2026",
        "г. Заречный",
        "№ 41-од",
        "О назначении куратора наставничества",
    ]
    assert words[-1] == "Исполнитель: Рябов М. И., тел. 8 (900) 000-00-00"


def test_the_heading_to_the_text_takes_at_most_half_of_the_line_and_is_not_left_alone():
    heading = office.text_heading("О назначении")
    assert heading.right_mm >= 80
    assert heading.keep_with_next
    assert heading.align is Align.LEFT


def test_number_and_date_are_never_invented():
    blank = composed("pair_order", requisites=Requisites())
    assert not re.search(r"\d\d\.\d\d\.20\d\d|№ \d+-", "\n".join(lines(blank)[:7]))
    assert lines(blank)[3:6] == ["«___» ____________ 20___ г.", "г. Заречный", "№ ________"]
    assert "от ____________ № ________" in lines(blank)
    assert blank.made_on is None
    half = composed("pair_order", requisites=Requisites(date=dt.date(2026, 9, 1)))
    assert "от 01.09.2026 № ________" in lines(half)
    other_half = composed("pair_order", requisites=Requisites("7"))
    assert "от ____________ № 7" in lines(other_half)
    assert half.made_on == dt.date(2026, 9, 1)


def test_a_registered_paper_bears_its_number_and_date_on_its_annex_too():
    found = lines(composed("pair_order"))
    start = found.index("Приложение")
    assert found[start : start + 4] == [
        "Приложение",
        "к приказу МБОУ СОШ № 2",
        "от 01.09.2026 № 41-од",
        "Наставнические пары и группы",
    ]


@pytest.mark.parametrize(
    ("name", "gent", "loct"),
    [
        ("МБОУ СОШ № 2", "МБОУ СОШ № 2", "МБОУ СОШ № 2"),
        ("Управление образования", "Управления образования", "Управлении образования"),
        ("Муниципальный наставнический центр", "Муниципального наставнического центра", None),
        ("Детский сад № 5 «Сад»", "Детского сада № 5 «Сад»", "Детском саду № 5 «Сад»"),
        ("Школа-интернат № 3", "Школы-интерната № 3", "Школе-интернате № 3"),
        ("ГБПОУ «Заречный колледж»", "ГБПОУ «Заречный колледж»", "ГБПОУ «Заречный колледж»"),
        ("Заречненская СОШ", "Заречненской СОШ", "Заречненской СОШ"),
    ],
)
def test_the_name_of_an_organisation_stands_in_its_case(name, gent, loct):
    words = {"Заречненская СОШ|gent": "Заречненской СОШ", "Заречненская СОШ|loct": "Заречненской СОШ"}
    organisation = Letterhead(name, name, "school", head_name="Соколова Ольга Викторовна")
    values = values_of(KINDS["regulation"], whole=False)
    given = Given(organisation, values, corrections=words, annexes=(Annex("План", (table("а", "б"),)),))
    found = lines(compose(KINDS["regulation"], given))
    assert f"приказом {gent}" in found
    assert f"к положению {gent}" in found
    assert f"ПОЛОЖЕНИЕ\nо наставничестве в {loct or 'Муниципальном наставническом центре'}" in found


@pytest.mark.parametrize(
    ("subject", "head"),
    [("school", "класс или должность"), ("college", "группа или должность"), ("kindergarten", "должность")],
)
def test_the_annex_of_pairs_speaks_of_those_whom_the_organisation_has(subject, head):
    made = composed("pair_order", organisation=owner(subject))
    assert f"Наставляемый, {head}" in lines(made)


def test_several_annexes_are_numbered_in_order_each_on_its_sheet():
    more = (Annex("План", full_paper(1).blocks, Page.LANDSCAPE), Annex.of(full_paper(1)))
    made = composed("pair_order", annexes=more)
    heads = [block for block in made.blocks if isinstance(block, Approval) and block.lines]
    assert [head.word.replace("\xa0", " ") for head in heads] == [f"Приложение № {number}" for number in (1, 2, 3)]
    breaks = [block.page for block in made.blocks if isinstance(block, PageBreak)]
    assert breaks == [Page.PORTRAIT, Page.LANDSCAPE, Page.PORTRAIT]
    after = [made.blocks[place + 1] for place, block in enumerate(made.blocks) if isinstance(block, PageBreak)]
    assert after == heads


def test_an_annex_that_is_a_paper_keeps_its_own_title_and_sheet():
    annex = Annex.of(full_paper(1))
    assert annex.title == ""
    assert annex.blocks == full_paper(1).blocks
    assert office.annexes((), "приказу Школы № 2", REGISTERED) == []


def test_the_head_signs_and_is_not_asked_to_read_the_own_order():
    head = {"name": "Соколова Ольга Викторовна", "post": "директор"}
    made = composed("curator_order", curator=PEOPLE[0], deputy=head, accountant=head, control=PEOPLE[1])
    found = lines(made)
    assert "Директор О. В. Соколова" in found
    start = found.index("С приказом ознакомлены:")
    assert found[start + 1 : -1] == [
        *("№", "Фамилия, имя, отчество", "Дата", "Подпись"),
        *("1", "Петрова Анна Сергеевна", "2", "Рябов Михаил Иванович"),
    ]


def test_nobody_to_acquaint_leaves_no_empty_table():
    assert office.acquaintance([], "приказом") == []
    only_head = {"name": "Соколова Ольга Викторовна", "post": "директор"}
    made = composed("curator_order", whole=False, curator=only_head)
    assert not [line for line in lines(made) if "ознакомлены" in line]


def test_a_head_who_is_not_known_leaves_room_for_a_name():
    made = composed("curator_order", organisation=owner(head_name=" ", founder=""))
    (signed,) = (block for block in made.blocks if isinstance(block, Signatures))
    assert [(person.post, person.name) for person in signed.people] == [("Директор", "____________________")]
    assert lines(made)[0] == "МБОУ СОШ № 2 города Заречного"


@pytest.mark.parametrize(
    ("executor", "words"),
    [
        (("", "8 (900) 000-00-00"), []),
        (("Рябов Михаил Иванович", ""), ["Исполнитель: Рябов М. И."]),
        (EXECUTOR, ["Исполнитель: Рябов М. И., тел. 8 (900) 000-00-00"]),
    ],
)
def test_the_mark_of_the_executor_is_small_and_only_of_a_known_one(executor, words):
    made = office.executor(*executor)
    assert [plain(block.runs).replace("\xa0", " ") for block in made] == words
    assert all(block.size_pt == 10 and block.align is Align.LEFT for block in made)


def test_an_executor_stands_before_the_annexes_and_not_in_a_regulation():
    found = lines(composed("pair_order"))
    assert found.index("Исполнитель: Рябов М. И., тел. 8 (900) 000-00-00") < found.index("Приложение")
    assert not [line for line in lines(composed("regulation")) if "Исполнитель" in line]


def test_a_regulation_leaves_room_for_the_order_that_approves_it():
    found = lines(composed("regulation", whole=False))
    assert found[0] == "УТВЕРЖДЕНО"
    assert "ПОЛОЖЕНИЕ\nо наставничестве в МБОУ СОШ № 2" in found
    written = lines(composed("regulation", approved_by="приказом МБОУ СОШ № 2 от 01.09.2026 № 41"))
    assert written[:2] == ["УТВЕРЖДЕНО", "приказом МБОУ СОШ № 2 от 01.09.2026 № 41"]


def test_a_letter_has_its_addressee_on_the_right_and_its_number_under_the_letterhead():
    made = composed("agreement_letter", addressee="Руководителю", addressee_organisation="МБОУ СОШ № 7")
    found = lines(made)
    assert found[2:4] == ["01.09.2026 № 41-од", "Руководителю\nМБОУ СОШ № 7"]
    assert made.blocks[3].left_mm == office.ASIDE_MM
    assert found[-1].startswith("Исполнитель")


def test_a_head_and_places_of_a_letterhead_are_printed_as_they_are():
    made = composed("curator_order", organisation=Letterhead("Дом <творчества> {{ x }} | # +", "ДТ | + №5", "school"))
    assert lines(made)[0] == "Дом <творчества> {{ x }} | # +"
    assert next(line for line in lines(made) if line.startswith("В соответствии")).endswith("в ДТ | + № 5")


LETTERS = {
    "agreement_letter": ("Руководителю", "дорожной карты", "Рассмотрена"),
    "incident_notice": ("В Роскомнадзор", "Об инциденте", "1. Инцидент обнаружен", "Результаты внутреннего"),
    "incident_report": ("В Роскомнадзор", "О результатах", "1. Установлено", "Принятые меры"),
    "incident_person_letter": ("Участникам", "О Ваших персональных", "1. Что произошло", "Вопросы можно"),
    "processing_notification": ("Ответственному", "О сведениях", "Цель обработки", "прекращения"),
}


def order_of(code):
    """Words of a registered paper that must follow each other, whatever the page they are on."""
    kind = KINDS[code]
    head, words = "МБОУ СОШ № 2 города Заречного", "Директор"
    if kind.sort is Sort.REGULATION:
        return ["УТВЕРЖДЕНО", "ПОЛОЖЕНИЕ", "1. ", "1.1. ", "1.2. ", "2. ", "2.1. "]
    if kind.sort is Sort.PROGRAMME:
        return ["УТВЕРЖДАЮ", "ПЕРСОНАЛИЗИРОВАННАЯ ПР", "1. ", "1.1. ", "2. ", "2.1. ", "Исполнитель"]
    if kind.sort is Sort.LETTER:
        return [head, "01.09.2026", *LETTERS[code], words, "Исполнитель"]
    if kind.sort is Sort.AGREEMENT:
        return ["ДОГОВОР", "01.09.2026", "№ 41-од", "заключили договор", "1. ", "6.1. ", "Старший", "Исполнитель"]
    if kind.sort is Sort.ACT:
        return [head, "АКТ", "01.09.2026", "№ 41-од", "Мы, ", "Мероприятие", "Акт составлен", "Учитель", "Исполнитель"]
    made = [head, "ПРИКАЗ", "01.09.2026", "№ 41-од", kind.heading[:12], "ПРИКАЗЫВАЮ:", "1. ", "2. ", "Контроль", words]
    made = [word for word in made if "{" not in word]
    tail = ["Приложение", "от 01.09.2026"] if kind.annexes else []
    return [*made, "С приказом ознакомлены", "Исполнитель", *tail]


def pages_of(content):
    document = pypdfium2.PdfDocument(content)
    found = [" ".join(page.get_textpage().get_text_bounded().replace("\xa0", " ").split()) for page in document]
    document.close()
    return found


@pytest.fixture(scope="module")
def converted(tmp_path_factory):
    """Every kind through LibreOffice at once: pages of text by code."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed here")
    folder = tmp_path_factory.mktemp("papers")
    sources = []
    for code in CODES:
        sources.append(folder / f"{code}.docx")
        sources[-1].write_bytes(docx.render(composed(code)))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *sources]
    subprocess.run(command, check=True, capture_output=True, timeout=900)
    return {code: pages_of((folder / f"{code}.pdf").read_bytes()) for code in CODES}


@pytest.mark.slow
@pytest.mark.parametrize("code", CODES)
def test_requisites_follow_each_other_in_libreoffice(converted, code):
    assert -1 not in places(" ".join(converted[code]), *order_of(code)), order_of(code)


@pytest.mark.parametrize("code", CODES)
def test_requisites_follow_each_other_in_pdf(code):
    assert -1 not in places(" ".join(pages_of(pdf.render(composed(code)))), *order_of(code)), order_of(code)


@pytest.mark.parametrize("code", CODES)
def test_no_page_ends_with_what_leads_in_to_the_next(code):
    for line in range(0, 9, 2):
        note = "\n".join(["строка"] * line) or "строка"
        values = {"duties": note, "aim": note, "tasks": note, "reasons": note, "papers": note}
        known = {variable.name for variable in KINDS[code].variables}
        made = composed(code, **{name: value for name, value in values.items() if name in known})
        for page in pages_of(pdf.render(made))[:-1]:
            assert not re.search(r"(:|\d+\. [А-Я][а-я ]{3,40})$", page), page[-80:]


@pytest.mark.parametrize("code", CODES)
def test_what_leads_in_is_kept_with_the_next_in_word(code):
    document = Document(io.BytesIO(docx.render(composed(code))))
    leads = [
        one for one in document.paragraphs if one.text.endswith(":") or one.style.name.lower().startswith("heading")
    ]
    assert leads
    for one in leads:
        assert one.paragraph_format.keep_with_next or one.style.paragraph_format.keep_with_next, one.text


def test_a_long_annex_repeats_its_heading_on_every_page():
    pages = pages_of(pdf.render(composed("pair_order", pairs=pairs(90))))
    annex = [page for page in pages if "класс" in page and "Ким И. О." in page]
    assert len(annex) > 2
    assert all("Форма наставничества" in page for page in annex)
    numbers = re.findall(r"класс (\d+) ", " ".join(annex))
    assert numbers == [str(number) for number in range(90)]


def test_a_roadmap_lies_as_an_annex_of_an_order_that_stands():
    made = composed("roadmap_order", annexes=(Annex("", (table("а", "б"),), Page.LANDSCAPE),))
    document = pypdfium2.PdfDocument(pdf.render(made))
    sizes = [tuple(round(side) for side in page.get_size()) for page in document]
    document.close()
    assert sizes == [(595, 842), (842, 595)]


def test_body_and_runs_of_an_office_paper_are_typeset():
    paragraph = office.body("Назначить А.С. Петрову, приказ № 5")
    assert plain(paragraph.runs) == "Назначить А.\xa0С.\xa0Петрову, приказ №\xa05"
    assert paragraph.first_line_mm > 0
    assert office.aside("Руководителю").runs == runs("Руководителю")
