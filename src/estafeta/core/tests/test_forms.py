"""What addresses and buttons say: what fits is heard, the rest is as if it were not said."""

from __future__ import annotations

import re

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from estafeta.core.components.gallery import draw
from estafeta.core.components.samples import Sample
from estafeta.core.days import DayField
from estafeta.core.forms import LenientForm, NextForm, PageForm, SureForm


class KindForm(LenientForm):
    kind = forms.ChoiceField(choices=[("school", "школа")], required=False, initial="any")
    day = forms.DateField(required=False)


@pytest.mark.parametrize(
    ("said", "page"),
    [("", 1), ("page=3", 3), ("page=", 1), ("page=0", 1), ("page=-1", 1), ("page=%D0%B0", 1), ("page=2&page=4", 4)],
)
def test_page_that_is_no_number_is_the_first(said, page):
    assert PageForm(QueryDict(said)).chosen() == {"page": page}


@pytest.mark.parametrize(("said", "sure"), [("", False), ("sure=yes", True), ("sure=True", True), ("sure=", False)])
def test_sure_is_said_by_the_second_step(said, sure):
    assert SureForm(QueryDict(said)).chosen() == {"sure": sure}


def test_what_does_not_fit_falls_back_field_by_field():
    assert KindForm(QueryDict("kind=school&day=мусор")).chosen() == {"kind": "school", "day": None}
    assert KindForm(QueryDict("kind=planet")).chosen() == {"kind": "any", "day": None}


def test_the_first_source_that_says_it_is_heard():
    sent, address = QueryDict("next=/sent/"), QueryDict("next=/address/")
    assert NextForm(sent, address).chosen() == {"next": "/sent/"}
    assert NextForm(QueryDict("next="), address).chosen() == {"next": "/address/"}
    assert NextForm(QueryDict(""), QueryDict("")).chosen() == {"next": ""}


class Fields(forms.Form):
    """A hidden field, one that is well, two that are wrong."""

    key = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField()
    when = DayField(label="Когда")
    file = forms.FileField(label="Файл")


def drawn(form: forms.Form) -> str:
    page = '<c-form-errors :form="form" />{% for field in form %}<c-field :field="field" />{% endfor %}'
    return draw(Sample("field", "", page, {"form": form}))


def test_first_wrong_field_has_the_focus_and_what_was_typed_stays():
    page = drawn(Fields({"key": "x", "name": "Имя", "when": "31 июня"}))
    assert page.count("autofocus") == 1
    (line,) = re.findall(r"<input[^>]*autofocus[^>]*>", page)
    assert 'name="when"' in line
    assert 'value="31 июня"' in line
    assert "Такого дня нет" in page
    assert "data-focus-on-load" not in page


def test_a_file_that_is_missing_has_it_too():
    page = drawn(Fields({"key": "1", "name": "Имя", "when": "31.05"}))
    (line,) = re.findall(r"<input[^>]*autofocus[^>]*>", page)
    assert 'type="file"' in line


def test_without_a_wrong_field_the_sentence_has_the_focus():
    form = Fields({"key": "1", "name": "Имя", "when": "завтра"}, {"file": SimpleUploadedFile("a.txt", b"1")})
    form.add_error(None, "Так нельзя.")
    assert "data-focus-on-load" in drawn(form)
    assert "autofocus" not in drawn(form)
