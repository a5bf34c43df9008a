"""What addresses and buttons say: what fits is heard, the rest is as if it were not said."""

from __future__ import annotations

import pytest
from django import forms
from django.http import QueryDict

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
