from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.pages import html_of

from estafeta.core.refusals import Forbidden, Refusal
from estafeta.documents import actions
from estafeta.documents.composing import word_of
from estafeta.documents.models import OwnTemplate
from estafeta.documents.queries import template_candidate, template_in_use
from estafeta.documents.tests.conftest import body, draft, journalled, taken, word_file, words_of

KIND = "introduction_order"
LINES = ("{{ organisation }}", "Приказ № {{ number }}", "{{ text }}", "Назначить {{ curator_accs }}")


def at(name, organisation, *args):
    return reverse(f"documents:{name}", args=[organisation.slug, *args])


@pytest.fixture
def own(in_school, clerk) -> OwnTemplate:
    """An own template in use."""
    made = actions.offer_template(actor=clerk, kind=KIND, file=taken(word_file(*LINES)))
    return actions.keep_template(actor=clerk, template=made)


def test_template_prints_new_papers_and_stays_with_them(own, curator, today):
    made = actions.draft_paper(actor=curator, kind=KIND, draft=draft())
    assert made.own_template == own
    text = words_of(word_of(made, today))
    assert "Назначить Петрову Анну Сергеевну" in text
    assert "ПРИКАЗЫВАЮ" not in text


def test_dropped_template_stays_with_its_papers(own, curator, clerk, today):
    made = actions.draft_paper(actor=curator, kind=KIND, draft=draft())
    actions.drop_template(actor=clerk, template=own)
    later = actions.draft_paper(actor=curator, kind=KIND, draft=draft())
    assert later.own_template is None
    made.refresh_from_db()
    assert "Назначить" in words_of(word_of(made, today))
    assert journalled("drop_template") == ["Снова встроенный вид: «Приказ о внедрении целевой модели наставничества»."]
    assert template_in_use(made.organisation, KIND) is None
    assert template_candidate(made.organisation, KIND) is None


def test_candidate_is_used_only_when_kept(in_school, clerk, curator, cast):
    first = actions.offer_template(actor=clerk, kind=KIND, file=taken(word_file(*LINES, name="первый.docx")))
    assert actions.draft_paper(actor=curator, kind=KIND, draft=draft()).own_template is None
    second = actions.offer_template(actor=clerk, kind=KIND, file=taken(word_file(*LINES, name="второй.docx")))
    assert list(OwnTemplate.objects.all()) == [second]
    assert first.pk != second.pk
    actions.discard_template(actor=clerk, template=second)
    assert not OwnTemplate.objects.exists()
    assert len(journalled("discard_template")) == 1


def test_next_template_takes_the_place_of_the_first(own, clerk, cast):
    made = actions.offer_template(actor=clerk, kind=KIND, file=taken(word_file("{{ text }}", name="новый.docx")))
    assert template_in_use(cast.school, KIND) == own
    actions.keep_template(actor=clerk, template=made)
    assert template_in_use(cast.school, KIND) == made
    with pytest.raises(Refusal, match="уже используется"):
        actions.discard_template(actor=clerk, template=made)


def test_unfit_template_is_refused_by_name(in_school, clerk):
    with pytest.raises(Refusal, match="curatr"):
        actions.offer_template(actor=clerk, kind=KIND, file=taken(word_file("{{ curatr }}")))
    with pytest.raises(Refusal, match="Такого вида бумаг нет"):
        actions.offer_template(actor=clerk, kind="nothing", file=taken(word_file("{{ text }}")))


@pytest.mark.parametrize("who", ["methodist", "teacher", "auditor"])
def test_others_keep_no_templates(own, request, who):
    actor = request.getfixturevalue(who)
    with pytest.raises(Forbidden, match="Свои шаблоны"):
        actions.offer_template(actor=actor, kind=KIND, file=taken(word_file("{{ text }}")))
    for action in (actions.keep_template, actions.drop_template, actions.discard_template):
        with pytest.raises(Forbidden):
            action(actor=actor, template=own)


def test_template_that_no_longer_opens_is_said_so(own, curator, today):
    made = actions.draft_paper(actor=curator, kind=KIND, draft=draft())
    own.file.storage.delete(own.file.name)
    own.file.save("broken.docx", word_file("{{ curatr }}"))
    made.own_template.refresh_from_db()
    with pytest.raises(Refusal, match="Свой шаблон не заполняется"):
        word_of(made, today)


def test_page_names_an_unknown_mark(cast, sign_in):
    answer = sign_in(cast.clerk).post(at("template", cast.school, KIND), {"file": word_file("{{ curatr }} {{ text }}")})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Метки {{ curatr }} система не знает" in page.replace("&#x27;", "'")
    assert "На проверке" not in page


def test_page_refuses_what_is_no_word_file(cast, sign_in):
    client = sign_in(cast.clerk)
    answer = client.post(at("template", cast.school, KIND), {"file": SimpleUploadedFile("x.docx", b"no")})
    assert answer.status_code == 422
    assert client.post(at("template", cast.school, KIND), {}).status_code == 422


def test_from_check_through_trial_to_use_and_back(cast, sign_in):
    client = sign_in(cast.clerk)
    assert client.get(at("template_trial", cast.school, KIND)).status_code == 404
    assert client.get(at("template_file", cast.school, KIND)).status_code == 404
    answer = client.post(at("template", cast.school, KIND), {"file": word_file(*LINES)}, follow=True)
    assert "На проверке: шаблон.docx" in answer.content.decode()
    trial = client.get(at("template_trial", cast.school, KIND))
    assert "Назначить Образцову Марию Ивановну" in words_of(body(trial))
    page = client.post(at("template_keep", cast.school, KIND), follow=True).content.decode()
    assert "Используется шаблон.docx" in page
    assert "{{ organisation }}" in words_of(body(client.get(at("template_file", cast.school, KIND))))
    assert "свой шаблон: шаблон.docx" in client.get(at("templates", cast.school)).content.decode()
    page = client.post(at("template_drop", cast.school, KIND), follow=True).content.decode()
    assert "Сейчас бумаги печатаются во встроенном виде" in page
    for name in ("template_keep", "template_discard", "template_drop"):
        assert client.post(at(name, cast.school, KIND)).status_code == 404


def test_candidate_may_be_refused_on_the_page(cast, sign_in):
    client = sign_in(cast.clerk)
    client.post(at("template", cast.school, KIND), {"file": word_file(*LINES)})
    assert "Шаблон не принят" in client.post(at("template_discard", cast.school, KIND), follow=True).content.decode()


def test_auditor_sees_the_marks_but_loads_nothing(cast, sign_in):
    client = sign_in(cast.auditor)
    page = html_of(client.get(at("template", cast.school, KIND)))
    assert "{{ curator_datv }}" in page
    assert "Проверить шаблон" not in page
    assert client.post(at("template", cast.school, KIND), {"file": word_file(*LINES)}).status_code == 403


def test_template_of_another_tenant_prints_nothing_here(cast, sign_in, own):
    client = sign_in(cast.stranger)
    assert client.get(at("template_file", cast.forest_school, KIND)).status_code == 404
    assert client.get(at("template_file", cast.school, KIND)).status_code == 404
    assert "шаблон.docx" not in client.get(at("templates", cast.forest_school)).content.decode()
