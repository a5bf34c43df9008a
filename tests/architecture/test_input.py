"""All input is bounded: a text has a longest length, a number a greatest value, a day stands within living memory."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from django import forms
from django.apps import apps
from django.core.validators import MinValueValidator
from django.db import models

from tests.architecture.house import code, name

WRITTEN_BY_US = {
    "core.Job.error": "the traceback, cut by the keeper",
    "core.Job.problem": "the sentence of a body",
    "core.Job.result": "the sentence of a body",
    "core.JournalLine.sentence": "cut by core.journal.clip",
    "intake.Load.refusal": "the sentence of the reader",
    "notifications.Letter.text": "drawn from templates and bounded texts",
    "notifications.Notice.sentence": "composed of bounded names",
    "roadmaps.EvidenceSnapshot.broken_sentence": "composed by the registry of proofs",
    "roadmaps.EvidenceSnapshot.sentence": "composed by the registry of proofs",
    "websites.SiteCheck.sentence": "composed of counts",
    "workbench.SearchEntry.scope": "a path of organisations",
    "workbench.SearchEntry.words": "composed of bounded fields",
    "workbench.Undo.sentence": "composed of bounded names",
}
"""Texts that no person types, each with who bounds it."""


def calls(*names: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call `forms.X(…)` of our code with its place."""
    for path in code():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in names:
                owner = node.func.value
                if isinstance(owner, ast.Name) and owner.id == "forms":
                    yield f"{name(path)}:{node.lineno}", node


def says(call: ast.Call, *keywords: str) -> bool:
    return bool({keyword.arg for keyword in call.keywords} & set(keywords))


def test_every_text_that_a_form_takes_has_a_longest_length() -> None:
    texts = calls("CharField", "SlugField", "RegexField")
    assert [place for place, call in texts if not says(call, "max_length")] == []


def test_every_number_that_a_form_takes_has_a_greatest_value() -> None:
    numbers = calls("IntegerField", "FloatField", "DecimalField")
    assert [place for place, call in numbers if not says(call, "max_value")] == []


def ours() -> Iterator[models.Field]:
    for model in apps.get_models():
        if model.__module__.startswith("estafeta."):
            yield from model._meta.concrete_fields


def test_every_text_that_is_kept_has_a_longest_length() -> None:
    texts = [field for field in ours() if isinstance(field, models.TextField) and field.max_length is None]
    labels = {f"{field.model._meta.label}.{field.name}" for field in texts}
    assert labels == set(WRITTEN_BY_US)


def subclasses(form: type) -> Iterator[type]:
    for child in form.__subclasses__():
        yield child
        yield from subclasses(child)


def our_forms() -> Iterator[type]:
    """Every form of the product; what tests make for themselves is theirs."""
    for form in subclasses(forms.BaseForm):
        if form.__module__.startswith("estafeta.") and ".tests." not in form.__module__:
            yield form


def test_forms_of_models_inherit_the_bounds_of_their_fields() -> None:
    """Also what the house has not written: the forms of allauth that it draws."""
    seen = list(our_forms())
    assert len(seen) > 100
    loose = {
        f"{form.__module__}.{form.__qualname__}.{key}"
        for form in seen
        for key, field in getattr(form, "base_fields", {}).items()
        if type(field) in (forms.CharField, forms.SlugField) and field.max_length is None
    }
    assert loose == set()


def test_every_day_that_a_form_takes_is_of_this_century_or_the_last() -> None:
    """With the year 1 no arithmetic of days gets far."""
    days = {
        f"{form.__module__}.{form.__qualname__}.{key}": field
        for form in our_forms()
        for key, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.DateField | forms.DateTimeField)
    }
    assert len(days) > 20
    bounded = {key for key, field in days.items() if any(isinstance(v, MinValueValidator) for v in field.validators)}
    assert set(days) - bounded == set()
    made = [place for place, call in calls("DateField", "DateTimeField") if not says(call, "validators")]
    assert made == []


@pytest.mark.parametrize("word", ["isdigit", "isnumeric"])
def test_nothing_is_told_to_be_a_number_by_its_signs(word: str) -> None:
    """«²» is a digit to Python and no number; a form says what is a number."""
    asking = {name(path) for path in code() if f".{word}()" in path.read_text("utf-8")}
    assert {file for file in asking if file.startswith("src/estafeta/")} == set(), "числа понимает форма"
