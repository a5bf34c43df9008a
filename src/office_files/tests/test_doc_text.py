"""The text of an old Word file with the marks of its cells."""

import io
import struct
from contextlib import suppress

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from office_files.libreoffice import _convert, find_office
from office_files.tests.reading import grid, read, spans, tables, texts
from office_files.word.old import BROKEN, blocks_of_text, main_text

ROWS = (("№", "Мероприятие", "Срок"), ("1.", "Приказ", "май 2024"), ("2.", "Встреча", ""))


def test_text_is_joined_from_the_pieces_that_the_file_lists():
    text = "План\rПриказ\x07"
    word = bytearray(0x400) + text[5:].encode("utf-16-le") + text[:5].encode("utf-16-le")
    struct.pack_into("<i", word, 0x4C, len(text))
    places = (0x400 + 2 * len(text[5:]), 0x400)
    table = b"\x02" + struct.pack("<I", 28) + struct.pack("<III", 0, 5, len(text))
    table += b"".join(struct.pack("<HIH", 0, place, 0) for place in places)
    struct.pack_into("<II", word, 0x1A2, 0, len(table))
    assert main_text(bytes(word), table, b"") == text


def test_rows_end_with_a_mark_of_their_own():
    rows = "".join("".join(f"{cell}\x07" for cell in row) + "\x07" for row in ROWS)
    blocks = blocks_of_text(f"План\rна год\r{rows}Директор\r")
    assert [block.text for block in blocks if not hasattr(block, "cells")] == ["План", "на год", "Директор"]
    assert grid(blocks[2]) == {(r, c): text for r, row in enumerate(ROWS) for c, text in enumerate(row)}


def test_row_of_one_cell_goes_across_and_a_paragraph_parts_two_tables():
    row = "1.\x07Приказ\x07май\x07\x07"
    first, between, second = blocks_of_text(f"{row}Раздел 1\x07\x07{row}Второй план\r{row}")
    assert spans(first) == [("Раздел 1", 1, 0, 1, 3)]
    assert (first.height, between.text, second.height) == (3, "Второй план", 1)


@given(st.binary(max_size=400), st.binary(max_size=80), st.text("аб1\x07\r\x13\x14\x15", max_size=60))
@settings(max_examples=100, deadline=None)
def test_broken_files_and_odd_marks_do_no_harm(word, table, text):
    with suppress(*BROKEN):
        main_text(bytes(0x1A2) + word, table, table)
    assert isinstance(blocks_of_text(text), tuple)


def test_file_that_ends_in_a_table_keeps_it(tmp_path):
    program = find_office()
    if program is None:
        pytest.skip("LibreOffice не установлен")
    document = docx.Document()
    document.add_paragraph("План мероприятий на 2024 год")
    table = document.add_table(rows=0, cols=3)
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    packed = io.BytesIO()
    document.save(packed)
    old = _convert(program, packed.getvalue(), "docx", "doc", 30.0)
    read_back = read(tmp_path, old, "plan.doc")
    assert texts(read_back) == ["План мероприятий на 2024 год"]
    assert grid(tables(read_back)[0]) == {(r, c): text for r, row in enumerate(ROWS) for c, text in enumerate(row)}
