"""Whatever a kind asks for can be typed, shown again and typed again without a change."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from docforge import kinds
from estafeta.documents.actions import draft_paper
from estafeta.documents.actions.drafting import PaperDraft
from estafeta.documents.composing import lacking_in_card
from estafeta.documents.forms import PaperForm
from estafeta.documents.forms.paper import PersonField, RowsField
from estafeta.documents.tests.conftest import ORDER, draft
from estafeta.documents.trial import _sample as sample
from estafeta.organisations.models import Organisation

KINDS = tuple(kinds.load().values())
cells = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=20)


def posted(form: PaperForm) -> QueryDict:
    """What a browser would send if nobody touched the form."""
    sent = QueryDict(mutable=True)
    for field in form:
        value = field.value()
        if value is True:
            sent[field.html_name] = "on"
        elif isinstance(value, list | tuple):
            sent.setlist(field.html_name, [str(one) for one in value])
        elif value not in (None, False):
            sent[field.html_name] = str(value)
    return sent


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_draft_that_nobody_touches_stays_the_same(kind, today):
    values = {variable.name: sample(variable, today) for variable in kind.variables}
    before = PaperDraft(values, (), "приказом № 1", "Петрова Анна Сергеевна", "2-14-15")
    shown = PaperForm(None, kind=kind, offered=(), filled=values, draft=before)
    again = PaperForm(posted(shown), kind=kind, offered=(), filled=values, draft=before)
    assert again.is_valid(), again.errors
    got = again.draft().values
    assert {name: str(value) for name, value in got.items()} == {name: str(value) for name, value in values.items()}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_kind_becomes_a_draft_and_a_page(kind, cast, sign_in, in_school, curator, today):
    values = {variable.name: sample(variable, today) for variable in kind.variables}
    made = draft_paper(actor=curator, kind=kind.code, draft=PaperDraft(values))
    page = sign_in(cast.curator).get(made.get_absolute_url()).content.decode()
    assert "paper" in page
    assert made.title


@given(st.lists(st.tuples(cells, cells, cells), max_size=5))
def test_rows_survive_showing_and_typing(rows):
    field = RowsField(columns=("один", "два", "три"), required=False)
    kept = [list(row) for row in rows if any(row)]
    shown = field.prepare_value(kept)
    assert field.clean(shown) == kept


@given(st.text(max_size=60))
def test_anything_may_be_typed_for_rows_and_people(text):
    field = PersonField(required=False)
    person = field.clean(text)
    assert person is None or person["name"]


def test_row_that_is_too_wide_is_named():
    field = RowsField(columns=("один", "два"), required=False)
    assert field.clean("а; б\n\nв | г\nд\tе;ж") == [["а", "б"], ["в", "г"], ["д", "е;ж"]]
    with pytest.raises(Exception, match="Строка 2: столбцов 3, а нужно 2"):
        field.clean("а; б\nв; г; д")


def test_typed_markup_stays_text(cast, sign_in, in_school, curator):
    evil = {"name": "<script>alert(1)</script>", "post": "{{ 7 * 7 }}"}
    made = draft_paper(actor=curator, kind="introduction_order", draft=draft(site=evil, reports="<b>+ {{ 7*7 }}</b>"))
    page = sign_in(cast.curator).get(made.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert "&lt;b&gt;+ {{ 7*7 }}&lt;/b&gt;" in page


def test_empty_card_is_said_beside_the_paper(cast, sign_in, in_school, curator):
    made = draft_paper(actor=curator, kind="introduction_order", draft=PaperDraft(ORDER))
    page = sign_in(cast.curator).get(made.get_absolute_url()).content.decode()
    assert "В карточке организации не заполнено" not in page
    Organisation.objects.filter(pk=cast.school.pk).update(head_name="", place="", founder="")
    cast.school.refresh_from_db()
    assert lacking_in_card(cast.school) == ("руководитель", "населённый пункт", "учредитель")
    page = sign_in(cast.curator).get(made.get_absolute_url()).content.decode()
    assert "не заполнено: руководитель, населённый пункт, учредитель" in page
    assert reverse("organisations:change_card", args=[cast.school.slug]) in page
