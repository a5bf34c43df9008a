"""Pages of norms: looked through, changed by fields, as TOML, from a file; strangers and readers."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from estafeta.core.packs import FAMILIES
from estafeta.documents.packs import PAPERS, norms_here
from estafeta.organisations.scope import tenant_scope
from estafeta.packs.forms import EntryForm
from estafeta.packs.models import PackEntry, PackVersion
from norms.layers import parse

ORDER = "Решение педсовета от 20.11.2026"


def at(name, organisation, *keys):
    return reverse(f"packs:{name}", args=[organisation.slug, *keys])


def text_of(answer) -> str:
    return answer.content.decode().partition("<main")[2]


def test_families_and_entries_open_for_the_curator(cast, sign_in):
    client = sign_in(cast.curator)
    page = text_of(client.get(at("families", cast.school)))
    assert all(family.title in page for family in FAMILIES.values())
    for family in FAMILIES.values():
        assert client.get(at("family", cast.school, family.code)).status_code == 200
        code = next(iter(family.ground().entries))
        assert client.get(at("entry", cast.school, family.code, code)).status_code == 200
        assert client.get(at("edit", cast.school, family.code, code), follow=True).status_code == 200
    file = client.get(at("file", cast.school, "documents", "curator_order"))
    assert file.content.decode() == PAPERS.ground().entries["curator_order"]
    for gone in (("family", "none"), ("entry", "none", "x"), ("entry", "documents", "none")):
        assert client.get(at(gone[0], cast.school, *gone[1:])).status_code == 404


def test_norm_is_changed_by_fields_previewed_saved_and_given_back(cast, sign_in, roadmap):
    client = sign_in(cast.curator)
    link = at("edit", cast.school, "norms", "r145")
    values = {"f_name": "распоряжение о модели", "f_valid_from": "2019-12-25", "f_valid_to": "2026-12-31"}
    values |= {"f_source": "сайт", "f_proven": "on", "f_topics": "introduction\r\ncurator", "source": ORDER}
    preview = client.post(link, values | {"rest": 'mention = "Р-145"'})
    page = text_of(preview)
    assert "Пока ничего не сохранено" in page
    assert "+ valid_to = 2026-12-31" in page
    assert not PackEntry.objects.exists()
    text = preview.context["form"]["text"].value()
    assert parse(text)["topics"] == ["introduction", "curator"]
    saved = client.post(preview.context["action"], {"text": text, "source": ORDER, "sure": "True"}, follow=True)
    assert "Норма сохранена." in saved.content.decode()
    with tenant_scope(cast.school):
        norm = norms_here().by_code("r145")
        assert (norm.name, str(norm.valid_to), norm.topics) == (
            "распоряжение о модели", "2026-12-31", ("introduction", "curator"),
        )  # fmt: skip
        version = PackVersion.objects.get()
    assert (version.source, version.made_by) == (ORDER, cast.curator)
    assert "своя, вместо: Поставка" in " ".join(text_of(client.get(at("entry", cast.school, "norms", "r145"))).split())
    client.post(at("reset", cast.school, "norms", "r145"))
    with tenant_scope(cast.school):
        assert norms_here().by_code("r145").valid_to is None
    client.post(at("restore", cast.school, version.pk))
    with tenant_scope(cast.school):
        assert norms_here().by_code("r145").name == "распоряжение о модели"


def test_mistakes_keep_what_was_typed(cast, sign_in):
    client = sign_in(cast.curator)
    link = at("edit", cast.school, "norms", "r145")
    wrong = client.post(link, {"f_name": "моё", "f_valid_from": "2019-12-25", "f_source": "сайт", "rest": "a = "})
    assert wrong.status_code == 422
    assert "Напишите основание." in text_of(wrong)
    assert "Строка 1" in text_of(wrong)
    assert 'value="моё"' in text_of(wrong)
    values = {"f_name": "моё", "f_valid_from": "2019-12-25", "f_valid_to": "2019-01-01", "f_source": "сайт"}
    upside = client.post(link, values | {"rest": "", "source": ORDER})
    assert (upside.status_code, "кончается раньше, чем началась" in text_of(upside)) == (422, True)


def test_entry_is_loaded_from_a_file_and_a_new_one_added(cast, sign_in):
    client = sign_in(cast.curator)
    body = 'title = "Фотографии встреч"\ngroup = "Работа"\n'.encode()
    link = at("add", cast.school, "inspection")
    values = {"code": "photos", "source": ORDER, "file": SimpleUploadedFile("пункт.toml", body)}
    preview = client.post(link, values)
    assert preview.context["action"] == link
    text = preview.context["form"]["text"].value()
    assert text.encode() == body
    client.post(link, {"code": "photos", "text": text, "source": ORDER, "sure": "True"})
    assert "Фотографии встреч" in text_of(client.get(at("family", cast.school, "inspection")))
    for name, sent in (("пункт.exe", b"MZ"), ("пункт.toml", b"")):
        refused = client.post(link, values | {"file": SimpleUploadedFile(name, sent)})
        assert refused.status_code == 422
    empty = client.post(link, {"code": "photos", "source": ORDER})
    assert "Напишите запись или приложите файл." in text_of(empty)


def test_entry_is_hidden_on_a_ground(cast, sign_in):
    client = sign_in(cast.director)
    link = at("hide", cast.school, "inspection", "site")
    assert client.post(link, {"source": ""}).status_code == 422
    client.post(link, {"source": ORDER})
    page = text_of(client.get(at("family", cast.school, "inspection")))
    assert "убрана" in page


@pytest.mark.parametrize(
    ("who", "sees", "changes"), [("auditor", 200, 403), ("teacher", 403, 403), ("clerk", 403, 403)]
)
def test_readers_and_others(cast, sign_in, who, sees, changes):
    client = sign_in(getattr(cast, who))
    assert client.get(at("families", cast.school)).status_code == sees
    assert client.get(at("edit", cast.school, "norms", "r145")).status_code == changes


def test_another_tenants_version_is_not_there(cast, sign_in):
    client = sign_in(cast.stranger)
    link = at("edit_text", cast.forest_school, "inspection", "site")
    client.post(link, {"text": 'title = "Чужое"\ngroup = "Итоги"', "source": ORDER, "sure": "True"})
    with tenant_scope(cast.forest_school):
        version = PackVersion.objects.get()
    curator = sign_in(cast.curator)
    assert curator.post(at("restore", cast.school, version.pk)).status_code == 404
    assert curator.post(at("reset", cast.school, "inspection", "site")).status_code == 404
    assert "Чужое" not in text_of(curator.get(at("family", cast.school, "inspection")))
    assert curator.get(at("families", cast.forest_school)).status_code == 404


@pytest.mark.parametrize("family", list(FAMILIES))
def test_fields_give_back_what_they_were_given(family):
    known = FAMILIES[family]
    for code, text in known.ground().entries.items():
        table = parse(text or "")
        form = EntryForm(family=known, table=table)
        data = {name: field.initial for name, field in form.fields.items() if field.initial not in (None, False)}
        data["source"] = ORDER
        sent = EntryForm(data, family=known, table=table)
        assert sent.is_valid(), (code, sent.errors)
        assert parse(sent.text()) == {key: value for key, value in table.items() if value not in (False, [], "")}, code
