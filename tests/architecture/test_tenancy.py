"""Every model is scoped or stands on the list with its reason; the scope is left only where named."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db.models import SlugField
from django_scopes.exceptions import ScopeError

from tests.architecture.house import code, name

GLOBAL = {
    "accounts.Tries": "wrong passwords are counted before anybody has come in",
    "accounts.User": "a person signs in before any organisation is known",
    "core.Erasure": "who was erased, by number, whatever the organisations",
    "core.SubjectKey": "the key of a person who may stand in several organisations",
    "core.JobStep": "a mark of the queue, without a word of what was done",
    "core.Worker": "a process serves all organisations",
    "notifications.Choice": "a person's own choice, whatever the organisations",
    "workbench.Submission": "a form that a person has sent, whatever the organisation",
    "organisations.Organisation": "the tree is walked to decide which scope to open",
}
MAY_LEAVE_SCOPE = {
    "src/estafeta/notifications/digests.py": "the hour comes to every organisation",
    "src/estafeta/notifications/outbox.py": "a new password belongs to no organisation",
    "src/estafeta/notifications/releasing.py": "a background job knows only the number of its mailing",
    "src/estafeta/notifications/sending.py": "a background job knows only the number of its letter",
    "src/estafeta/notifications/queries.py": "the token of a private calendar address names its own organisation",
    "src/estafeta/organisations/scope.py": "the module itself",
    "src/estafeta/workbench/tasks.py": "a background job knows only the number of its import; old drafts go everywhere",
    "src/estafeta/workbench/search/indexing.py": "the index follows the rows of every organisation",
    "src/estafeta/documents/tasks.py": "a background job knows only the number of its batch",
    "src/estafeta/intake/finding.py": "a background job knows only the number of its load",
    "src/estafeta/packs/queries.py": "norms of the organisations above hold below them",
    "src/estafeta/organisations/persons.py": "a person is erased in every organisation",
    "src/estafeta/organisations/queries.py": "a user's own memberships decide which scope to open",
    "src/estafeta/websites/queries.py": "a mentoring centre looks at the open sites of its district",
    "src/estafeta/roadmaps/proofs/asking.py": "a mentoring centre counts the organisations of its district, no people",
}
WIDE = {
    "core.Job.state": "the queue takes the next job of any organisation",
    "notifications.Letter.tried_at": "all organisations have one mail server",
    "core.JournalLine.target_type": "a row's own number narrows to its few lines",
}
TENANT = ("organisation", "path", "tenant", "to", "user")
OURS = [model for model in apps.get_models() if model.__module__.startswith("estafeta.")]


@pytest.mark.django_db
@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_model_is_scoped_or_listed_with_a_reason(model: type) -> None:
    if model._meta.label in GLOBAL:
        assert model._default_manager.all() is not None
        return
    with pytest.raises(ScopeError):
        model.objects.count()


def test_list_of_global_models_is_current() -> None:
    assert set(GLOBAL) <= {model._meta.label for model in OURS}


def test_scope_is_left_only_by_named_files() -> None:
    leaving = {
        name(p) for p in code() if "outside_scope" in (text := p.read_text("utf-8")) or "scopes_disabled" in text
    }
    assert leaving == set(MAY_LEAVE_SCOPE)


def test_jobs_of_all_tenants_are_seen_by_the_queue_alone() -> None:
    seeing = {name(p) for p in code() if "Job.queue" in p.read_text("utf-8")}
    assert {file for file in seeing if not file.startswith("src/estafeta/core/jobs/")} == set()


def test_journal_of_all_tenants_is_seen_by_its_own_room_alone() -> None:
    seeing = {name(p) for p in code() if ".chain." in p.read_text("utf-8")}
    assert {file for file in seeing if not file.startswith("src/estafeta/core/journal/")} == set()


def test_tenant_or_parent_comes_first_in_every_index() -> None:
    """An index by a state or a day tempts the database to walk all organisations: a school would pay for the region."""
    tempting = set()
    for model in OURS:
        plain = {field.name for field in model._meta.fields if field.db_index and not field.is_relation}
        slugs = {field.name for field in model._meta.fields if field.unique or isinstance(field, SlugField)}
        heads = (plain - slugs) | {index.fields[0] for index in model._meta.indexes}
        own = {head for head in heads if head in TENANT or model._meta.get_field(head).is_relation}
        tempting |= {f"{model._meta.label}.{head}" for head in heads - own}
    assert tempting == set(WIDE)
