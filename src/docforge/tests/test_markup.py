from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jinja2 import TemplateError
from jinja2.exceptions import SecurityError

from docforge.kinds import Person
from docforge.kinds.wording import environment
from docforge.markup import bare, blocks_of, items_in, shield
from docforge.paper import Align, Heading, Listing, Paragraph, Table, plain
from docforge.tests.papers import TRAPS, any_text
from docforge.text import clean

LANGUAGE = environment()
MARKS = (
    "\n",
    "\r\n",
    "+ ",
    "++ ",
    "+++ ",
    "# ",
    "- ",
    "= ",
    "~ ",
    "|",
    "|: 1 2",
    "{{ x }}",
    "{% if x %}",
    "..",
    "г.",
    " ",
)
PRIVATE = ("\ue000", "\ue001", "\ue002", "\ue003", "\uf8ff")
typed = st.one_of(
    any_text,
    st.sampled_from(TRAPS),
    st.lists(st.sampled_from((*MARKS, *PRIVATE, "слово", "А. С.")), min_size=1, max_size=8).map("".join),
)


def words_of(block):
    """The text of a block as a reader sees it: no-break spaces are spaces, cells are lists."""
    match block:
        case Heading():
            return block.text.replace("\xa0", " ")
        case Listing():
            return [plain(item).replace("\xa0", " ") for item in block.items]
        case Table():
            return [[cell_words(cell) for cell in row.cells] for row in (*block.header, *block.rows)]
        case _:
            return plain(block.runs).replace("\xa0", " ")


def cell_words(cell):
    return "\n".join(plain(part.runs) for part in cell.content).replace("\xa0", " ")


def read(text, numbered_from=1):
    return [words_of(block) for block in blocks_of(text, numbered_from)]


def filled(text, **values):
    return blocks_of(LANGUAGE.from_string(text).render(values))


def squeezed(text):
    """Without what typesetting may change: spaces, doubled full stops."""
    text = clean(re.sub("[\ue000-\ue002]", "", text))
    return re.sub(r"\.{2,}", ".", re.sub(r"\s+", "", text))


def test_every_mark_makes_its_block():
    blocks = blocks_of("# Глава\n+ Пункт\n++ подпункт\n+++ глубже\n- черта\n= середина\n~ край\n\nпросто текст\n")
    assert [type(block) for block in blocks] == [Heading, *[Paragraph] * 3, Listing, *[Paragraph] * 3]
    assert blocks[0] == Heading("1. Глава", level=2)
    assert [words_of(block) for block in blocks[1:4]] == ["1.1. Пункт", "1.1.1. подпункт", "1.1.1.1. глубже"]
    assert words_of(blocks[4]) == ["черта"]
    assert [(block.align, block.first_line_mm > 0) for block in blocks[5:]] == [
        (Align.CENTRE, False),
        (Align.LEFT, False),
        (Align.JUSTIFY, True),
    ]


@pytest.mark.parametrize("line", ["#Глава", "+Пункт", "-черта", "++++ много", "— тире", "* звезда", "|:"])
def test_a_sign_that_is_no_mark_is_text(line):
    assert read(line) == [line]


def test_items_without_chapters_count_from_the_number_asked():
    assert read("+ один\n+ два\n++ а;\n++ б;\n+ три", 4) == ["4. Один", "5. Два", "5.1. а;", "5.2. б.", "6. Три"]


def test_a_chapter_begins_the_count_anew():
    assert read("# А\n+ один\n++ под\n+ два\n# Б\n+ один\n++ под\n+++ ниже\n++ ещё") == [
        "1. А",
        "1.1. Один",
        "1.1.1. под",
        "1.2. Два",
        "2. Б",
        "2.1. Один",
        "2.1.1. под",
        "2.1.1.1. ниже",
        "2.1.2. ещё",
    ]


def test_items_under_the_next_item_count_from_one():
    assert read("+ а\n++ б\n++ в\n+ г\n++ д") == ["1. А", "1.1. б", "1.2. в", "2. Г", "2.1. д"]


def test_a_list_between_items_does_not_stop_the_count():
    assert read("+ а:\n- б;\n- в;\n+ г") == ["1. А:", ["б;", "в."], "2. Г"]


@pytest.mark.parametrize("after", ["", "+ дальше", "# Глава", "\nтекст", "- черта", "| а | б"])
def test_the_last_semicolon_of_a_group_becomes_a_full_stop_whatever_follows(after):
    found = read(f"+ Поручить:\n++ первое;\n++ второе;\n{after}")
    assert found[1:3] == ["1.1. первое;", "1.2. второе."]


@pytest.mark.parametrize("line", ["до 15 октября 2026 г.;", "и т. д.;"])
def test_an_abbreviation_at_the_end_of_a_group_has_one_full_stop(line):
    assert read(f"++ {line}\n")[0].endswith(line[:-1])
    assert read(f"- первое;\n- {line}\n")[0][1] == line[:-1]


def test_a_paragraph_after_a_group_keeps_its_semicolon():
    assert read("+ Поручить:\n++ первое;\n\nсноска;\n\n+ дальше")[1:] == ["1.1. первое.", "сноска;", "2. Дальше"]


def test_what_ends_with_another_sign_keeps_it():
    assert read("++ первое;\n++ второе!") == ["0.1. первое;", "0.2. второе!"]
    assert read("- первое;\n- второе") == [["первое;", "второе"]]


def test_lines_of_one_paragraph_are_joined_and_an_empty_line_ends_it():
    assert read("+ первая\n  вторая\n\tтретья\n\nабзац\nего конец\n\n\n- черта\n  её конец") == [
        "1. Первая вторая третья",
        "абзац его конец",
        ["черта её конец"],
    ]


def test_lists_apart_stay_apart():
    assert read("- а;\n- б;\n\nтекст\n\n- в;") == [["а;", "б."], "текст", ["в."]]


def test_what_leads_in_stays_with_what_follows():
    leads, alone = blocks_of("+ Поручить:\n+ Исполнить.")
    assert leads.keep_with_next
    assert not alone.keep_with_next


def test_a_table_has_the_shares_given_and_short_rows_are_filled_up():
    (table,) = blocks_of("|: 1 5 3.5\n| № | Имя | Форма\n| 1 | Рябов\n| 2 | Ким | А — Б\n")
    assert [column.share for column in table.columns] == [1, 5, 3.5]
    assert len(table.header) == 1
    assert all(run.bold for cell in table.header[0].cells for part in cell.content for run in part.runs)
    assert words_of(table) == [["№", "Имя", "Форма"], ["1", "Рябов", ""], ["2", "Ким", "А — Б"]]


def test_a_table_without_shares_is_even_and_without_rows_has_an_empty_one():
    (table,) = blocks_of("| а | б\n")
    assert {column.share for column in table.columns} == {1.0}
    assert words_of(table) == [["а", "б"], ["", ""]]


def test_shares_belong_to_one_table_only():
    first, _, second = blocks_of("|: 1 9\n| а | б\n\nтекст\n\n| в | г\n")
    assert [column.share for column in first.columns] == [1, 9]
    assert [column.share for column in second.columns] == [1, 1]


@pytest.mark.parametrize("text", ["| а | б\n| 1 | 2 | 3\n", "|: 1 2 3\n| а | б\n", "|: 1 много\n| а | б\n"])
def test_a_table_that_does_not_hold_together_is_refused(text):
    with pytest.raises(ValueError, match=r"rows of other widths|could not convert"):
        blocks_of(text)


def test_items_of_the_first_level_are_counted():
    assert items_in("# Глава\n+ а\n++ б\n+++ в\n+ г\n- д\n") == 2
    assert items_in("") == 0
    assert items_in(f"+ а\n{shield('+ б')}\n") == 1


@settings(deadline=None, max_examples=300)
@given(typed)
@example("строка\n+ пункт\n# глава\n| ячейка | ещё")
@example("+ пункт")
@example("|: 1 2")
@example("\ue000+ пункт\ue001ячейка\ue002")
@example("а\r+ б\x0b# в\u2028- г\x85| д")
def test_nothing_typed_becomes_an_item_a_chapter_or_a_cell(value):
    lines = ("# Глава {{ v }} конец", "+ Пункт {{ v }} конец", "- Черта {{ v }} конец", "| А {{ v }} конец | Б")
    blocks = filled("\n".join((*lines, "| В | {{ v }}", "+ Ещё")), v=value)
    assert [type(block) for block in blocks] == [Heading, Paragraph, Listing, Table, Paragraph]
    text = squeezed(value)
    heading, item, listing, table, last = (words_of(block) for block in blocks)
    assert squeezed(heading) == squeezed(f"1. Глава {text} конец")
    assert squeezed(item) == squeezed(f"1.1. Пункт {text} конец")
    assert [squeezed(one) for one in listing] == [squeezed(f"Черта {text} конец")]
    assert [[squeezed(one) for one in row] for row in table] == [[squeezed(f"А {text} конец"), "Б"], ["В", text]]
    assert last == "1.2. Ещё"


@settings(deadline=None, max_examples=200)
@given(typed)
@example("+ пункт\n++ ещё")
def test_a_value_alone_on_its_line_is_paragraphs_of_text(value):
    blocks = filled("+ Первый\n\n{{ v }}\n\n+ Второй", v=value)
    assert [words_of(block) for block in (blocks[0], blocks[-1])] == ["1. Первый", "2. Второй"]
    between = blocks[1:-1]
    assert all(isinstance(block, Paragraph) for block in between)
    assert squeezed(" ".join(words_of(block) for block in between)) == squeezed(value)


@settings(deadline=None)
@given(typed)
def test_what_is_shielded_comes_back_as_it_was(value):
    private = re.sub("[\ue000-\ue002]", "", value).strip().replace("\r\n", "\n")
    assert re.sub(" +", " ", bare(shield(private))) == re.sub(
        r"(?<=[\w)»\"])\.\.(?!\.)", ".", re.sub(" +", " ", private)
    )


@pytest.mark.parametrize("value", ["2026 г.", "Петровой А. С.", "(две тысячи).", "ООО «Ромашка».", "и т. д."])
def test_a_sentence_that_ends_with_a_value_has_one_full_stop(value):
    (item,) = filled("+ Считать {{ v }}.", v=value)
    assert words_of(item) == f"1. Считать {value}"


def test_dots_that_were_meant_stay():
    (item,) = filled("+ Считать {{ v }} так.", v="и прочее...")
    assert words_of(item) == "1. Считать и прочее... так."


def test_an_empty_value_leaves_no_double_space():
    (item,) = filled("+ Считать {{ v }} так{{ v }}, а {{ v }}не иначе.", v="")
    assert words_of(item) == "1. Считать так, а не иначе."


def test_words_of_a_pack_between_values_keep_their_spaces():
    (item,) = filled("+ {{ v }}{{ ' и ' }}{{ v }}{{ ', ' }}{{ v }}.", v="Рябов")
    assert words_of(item) == "1. Рябов и Рябов, Рябов."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ who|name }}", "Петрова Анна Сергеевна"),
        ('{{ who|name("accs") }}', "Петрову Анну Сергеевну"),
        ('{{ him|name("ablt") }}', "Рябовым-младшим"),
        ('{{ who|initials("gent") }}', "Петровой А. С."),
        ('{{ who|post("ablt") }}', "заместителем директора"),
        ('{{ who.post|post("datv") }}', "заместителю директора"),
        ('{{ who|named("datv") }}', "заместителю директора Петровой А. С."),
        ("{{ him|named }}", "МБОУ-куратор Рябов М. И."),
        ("{{ day|day }}|{{ none|day }}|", "1 сентября 2026 г.||"),
        ("{{ 12000|money }}", "12 000 (двенадцать тысяч) рублей 00 копеек"),
        ('{{ 2|plural("пара", "пары", "пар") }}, {{ 11|plural("пара", "пары", "пар") }}', "2 пары, 11 пар"),
        ("{{ 21|words }}", "двадцать один"),
        ('{{ ["а", "б", "в"]|listed }}; {{ ["а"]|listed }}; {{ []|listed }}', "а, б и в; а; "),
        ("{{ many|lines|listed }}", "вести базы, 2 раза в год и до 1 мая 2027 г."),
        ("{{ none }}", ""),
    ],
)
def test_the_language_declines_counts_and_lists(text, words):
    values = {
        "who": Person("Петрова Анна Сергеевна", "Заместитель директора"),
        "him": Person("Рябов Михаил Иванович", "МБОУ-куратор"),
        "day": dt.date(2026, 9, 1),
        "none": None,
        "many": "— вести базы.\n\n \n- 2 раза в год;\n– до 1 мая 2027 г.,\n—\n",
        "corrections": {"Рябов Михаил Иванович|ablt": "Рябовым-младшим"},
    }
    assert bare(LANGUAGE.from_string(text).render(values)).replace("\xa0", " ") == words


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ v|attr('__class__') }}",
        "{{ 'abc'.upper() }}",
        "{{ v.append(1) }}",
        "{{ v.__init__ }}",
        "{{ range(9) }}",
        "{{ cycler }}",
        "{{ self }}{{ self.__dict__ }}",
        "{% for one in v %}{{ loop.cycle('a', 'b') }}{% endfor %}",
        "{% include 'passwords' %}",
        "{% import 'os' as os %}{{ os }}",
        "{{ unknown }}",
        "{% do v.append(1) %}",
    ],
)
def test_a_text_can_neither_call_nor_look_inside_nor_change(text):
    given = [1]
    with pytest.raises((SecurityError, TemplateError, TypeError)):
        LANGUAGE.from_string(text).render(v=given)
    assert given == [1]
