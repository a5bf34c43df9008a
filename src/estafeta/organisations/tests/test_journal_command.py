"""`./estafeta journal`: what the caretaker of an installation sees."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from estafeta.core.journal.models import JournalLine
from estafeta.core.tests.test_journal_chain import force, say, seal


def journal(capsys, *words):
    call_command("journal", *map(str, words))
    return capsys.readouterr().out


def test_a_whole_journal_is_said_to_be_whole(in_school, capsys):
    seal()
    assert "Журнал цел: проверено записей" in journal(capsys, "verify")
    said = journal(capsys, "verify", "--organisation", in_school.school.slug)
    last = JournalLine.chain.filter(tenant=in_school.school.path).order_by("-number")[0]
    assert f"Последняя запись № {last.number}, звено {last.hash}." in said


def test_the_first_broken_line_is_named_with_its_place(in_school, capsys):
    lines = [say(in_school, f"Строка {number}") for number in range(3)]
    seal()
    force("UPDATE core_journalline SET sentence = 'иначе' WHERE id >= %s", lines[1].pk)
    number = JournalLine.chain.get(pk=lines[1].pk).number
    with pytest.raises(CommandError, match="изменён в обход"):
        call_command("journal", "verify")
    said = capsys.readouterr().err
    assert f"{in_school.school}, запись № {number}, " in said
    assert said.count("Цепочка порвана") == 1


def test_heads_written_down_show_a_cut(in_school, capsys, tmp_path):
    line = say(in_school, "Последняя")
    seal()
    assert "Концы цепочек записаны" in journal(capsys, "heads", tmp_path / "heads.json")
    assert "Журнал цел" in journal(capsys, "verify", "--against", tmp_path / "heads.json")
    force("DELETE FROM core_journalline WHERE id = %s", line.pk)
    with pytest.raises(CommandError):
        call_command("journal", "verify", "--against", str(tmp_path / "heads.json"))
    assert "отрезан" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("verify", "--organisation", "nowhere"), "Нет организации"),
        (("verify", "--against", "/nowhere"), "не прочитан"),
    ],
)
def test_wrong_words_get_a_sentence(db, words, said):
    with pytest.raises(CommandError, match=said):
        call_command("journal", *words)


def test_retire_counts_before_it_empties(in_school, capsys):
    assert journal(capsys, "retire") == "Записей с истёкшим сроком (удалит --apply): 0.\n"
    assert (
        journal(capsys, "retire", "--apply", "--organisation", in_school.school.slug)
        == "Удалено содержание записей: 0.\n"
    )
