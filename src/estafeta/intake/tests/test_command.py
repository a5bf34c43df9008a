from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from estafeta.intake.models import Load
from estafeta.intake.tests.test_actions import docx
from estafeta.roadmaps.models import Measure, Roadmap


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "карта.docx"
    found.write_bytes(docx())
    return found


def run(cast, path, *more, user="petrova"):
    call_command("import_roadmap", str(path), "--organisation", cast.school.slug, "--user", user, *more)


def test_import_leaves_a_load_to_be_checked(in_school, path, capsys):
    run(in_school, path)
    assert "4" in capsys.readouterr().out
    assert (Load.objects.get().state, Roadmap.objects.count()) == ("read", 0)


def test_import_with_yes_creates_the_plan(in_school, path):
    run(in_school, path, "--yes")
    assert (Load.objects.get().state, Measure.objects.count()) == ("confirmed", 4)


@pytest.mark.parametrize(
    ("user", "sentence"), [("orlova", "Загружать дорожные карты могут"), ("nobody", "Нет такой организации")]
)
def test_import_says_why_not(in_school, path, user, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(in_school, path, user=user)
    assert Load.objects.count() == 0


def test_import_of_no_roadmap_is_one_sentence(in_school, tmp_path):
    paper = tmp_path / "письмо.txt"
    paper.write_text("Уважаемые коллеги! Поздравляем вас с праздником.", encoding="utf-8")
    with pytest.raises(CommandError):
        run(in_school, paper)
    assert Load.objects.get().state == "refused"


def test_import_of_a_missing_file_is_one_sentence(in_school, tmp_path):
    with pytest.raises(CommandError, match="не открывается"):
        run(in_school, tmp_path / "нет.docx")
