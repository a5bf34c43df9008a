from __future__ import annotations

import io
import zipfile

import pytest
from django.urls import reverse

from estafeta.core.refusals import Forbidden, Refusal
from estafeta.documents import actions, folder
from estafeta.documents.files import safe
from estafeta.documents.folder import Item, archive, checklist
from estafeta.documents.models import FolderFile
from estafeta.documents.offers import FOLDER, FolderThing, folder_source
from estafeta.documents.packs import items_here, paper_kinds
from estafeta.documents.tests.conftest import body, journalled, pdf_file, taken, words_of
from estafeta.organisations.scope import tenant_scope


def at(name, organisation, *args):
    return reverse(f"documents:{name}", args=[organisation.slug, *args])


def unpacked(organisation, today) -> dict[str, bytes]:
    with archive(organisation, today) as made, zipfile.ZipFile(made) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.fixture
def offered():
    """An upper room that answers the item «roadmap»."""
    known = dict(FOLDER)
    FOLDER.clear()
    yield folder_source("roadmap")
    FOLDER.clear()
    FOLDER.update(known)


def test_checklist_counts_what_there_is(registered, cast, today):
    found = checklist(cast.school, today)
    answered = [line.item.code for line in found.all if line.found]
    assert "introduction" in answered
    assert found.have == len(answered)
    assert found.total == len(found.all)
    (line,) = (line for line in found.all if line.item.code == "introduction")
    assert (line.found[0].label, line.found[0].url) == (str(registered), registered.get_absolute_url())


def test_draft_answers_nothing(order, cast, today):
    assert "introduction" not in [line.item.code for line in checklist(cast.school, today).all if line.found]


def test_items_follow_the_kind_of_organisation(in_school, cast, today, monkeypatch):
    row = Item("own", "Группа", "Только колледжу", subjects=("college",))
    monkeypatch.setattr(folder, "items_here", lambda: (row,))
    assert checklist(cast.school, today).total == 0
    assert checklist(cast.college, today).total == 1


def test_archive_begins_with_contents_and_keeps_the_order(registered, clerk, cast, today):
    actions.keep_scan(actor=clerk, document=registered, scan=taken(pdf_file(content=b"%PDF-1.4 signed")))
    actions.add_to_folder(actor=clerk, item="bases", file=taken(pdf_file("База.pdf", b"%PDF-1.4 base")))
    found = unpacked(cast.school, today)
    names = list(found)
    assert names[0] == "00 Оглавление.docx"
    folders = [name.partition("/")[0] for name in names]
    assert folders == sorted(folders)
    scan = next(name for name in names if name.endswith(", подписано.pdf"))
    assert found[scan] == b"%PDF-1.4 signed"
    assert [found[name] for name in names if name.endswith("/База.pdf")] == [b"%PDF-1.4 base"]
    contents = words_of(found["00 Оглавление.docx"])
    assert str(registered).split(", от")[0] in contents.replace("\xa0", " ")
    assert "нет" in contents


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd.pdf", "..\\..\\windows\\evil.pdf", "a/b:c*?.pdf", "\u202efdp.exe.pdf", "/abs.pdf", "...pdf"],
)
def test_no_name_leads_out_of_the_archive(in_school, clerk, cast, today, name):
    file = pdf_file()
    file._name = name
    actions.add_to_folder(actor=clerk, item="bases", file=taken(file))
    for inside in unpacked(cast.school, today):
        parts = inside.split("/")
        assert len(parts) <= 2
        assert not {"..", "", "."} & set(parts)
        assert not set('\\:*?"<>|\u202e') & set(inside)


def test_names_of_upper_rooms_are_made_safe_too(in_school, cast, today, offered):
    given = ("../../карта.docx", "Карта.docx", "КАРТА.docx")
    offered(lambda organisation, day: [FolderThing("Карта", "/x/", name, lambda: b"1") for name in given])
    names = [name.rpartition("/")[2] for name in unpacked(cast.school, today) if "/" in name]
    assert names == ["карта.docx", "Карта (2).docx", "КАРТА (3).docx"]


def test_an_item_that_is_not_in_the_checklist(in_school, clerk):
    with pytest.raises(Refusal, match="Такого пункта"):
        actions.add_to_folder(actor=clerk, item="nothing", file=taken(pdf_file()))


@pytest.mark.parametrize("who", ["auditor", "teacher"])
def test_others_change_no_folder(in_school, clerk, request, who):
    row = actions.add_to_folder(actor=clerk, item="bases", file=taken(pdf_file()))
    actor = request.getfixturevalue(who)
    with pytest.raises(Forbidden):
        actions.add_to_folder(actor=actor, item="bases", file=taken(pdf_file()))
    with pytest.raises(Forbidden):
        actions.remove_from_folder(actor=actor, file=row)


def test_file_is_removed_with_its_bytes_after_the_commit(in_school, clerk, django_capture_on_commit_callbacks):
    row = actions.add_to_folder(actor=clerk, item="bases", file=taken(pdf_file()))
    storage, name = row.file.storage, row.file.name
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_from_folder(actor=clerk, file=row)
        assert storage.exists(name)
    assert not storage.exists(name)
    assert not FolderFile.objects.exists()
    assert journalled("remove_from_folder") == ["Папка проверяющего: убран файл скан.pdf."]
    assert len(journalled("add_to_folder")) == 1


def test_pages_add_show_hand_over_and_remove(cast, sign_in, registered, clerk):
    client = sign_in(cast.clerk)
    refused = client.post(at("folder_add", cast.school, "bases"), {"file": pdf_file("вирус.exe")})
    assert refused.status_code == 422
    assert "такого вида не принимается" in refused.content.decode()
    assert client.get(at("folder_add", cast.school, "nothing")).status_code == 404
    page = client.post(
        at("folder_add", cast.school, "bases"), {"file": pdf_file("База.pdf", b"%PDF-1.4 base")}, follow=True
    )
    assert "База.pdf" in page.content.decode()
    row = FolderFile.objects.get()
    assert body(client.get(at("folder_file", cast.school, row.pk))) == b"%PDF-1.4 base"
    packed = client.get(at("folder_zip", cast.school))
    assert packed["Content-Type"] == "application/zip"
    assert zipfile.ZipFile(io.BytesIO(body(packed))).testzip() is None
    assert client.post(at("folder_remove", cast.school, row.pk), follow=True).status_code == 200
    assert not FolderFile.objects.exists()
    for verb in ("open_folder_file", "export_folder"):
        assert len(journalled(verb)) == 1


def test_auditor_reads_and_takes_the_folder_away(cast, sign_in, registered):
    client = sign_in(cast.auditor)
    page = client.get(at("folder", cast.school)).content.decode()
    assert "Приложить файл" not in page
    assert body(client.get(at("folder_zip", cast.school))).startswith(b"PK")
    assert client.get(at("folder_add", cast.school, "bases")).status_code == 403


def test_folder_of_another_tenant_stays_there(foreign, cast, act, sign_in, today):
    with tenant_scope(cast.forest_school):
        stranger = act(cast.stranger, cast.forest_school)
        row = actions.add_to_folder(actor=stranger, item="bases", file=taken(pdf_file("Чужая.pdf")))
    client = sign_in(cast.clerk)
    page = client.get(at("folder", cast.school)).content.decode()
    assert "Чужая" not in page
    assert str(foreign) not in page
    assert client.get(at("folder_file", cast.school, row.pk)).status_code == 404
    assert client.post(at("folder_remove", cast.school, row.pk)).status_code == 404
    assert client.get(at("folder_file", cast.forest_school, row.pk)).status_code == 404
    with tenant_scope(cast.school):
        assert not any("Чужая" in name for name in unpacked(cast.school, today))


def test_pack_asks_for_papers_that_exist():
    assert {code for item in items_here() for code in item.papers} <= set(paper_kinds())


def test_safe_names():
    assert safe("Приказ «О чём-то»: № 1/2 . ") == "Приказ О чём-то № 1 2"
    assert safe("\x00\u202e..") == "файл"
    assert len(safe("а" * 500)) == 80
