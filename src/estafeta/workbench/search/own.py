"""What the rooms up to the workbench let be found: organisations, people who have a role, things to do."""

from __future__ import annotations

from collections.abc import Collection

from django.utils import timezone
from django.utils.http import urlencode

from estafeta.accounts.models import User
from estafeta.core.clock import local_today
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Membership, Organisation
from estafeta.organisations.queries import in_force
from estafeta.workbench.models import Task
from estafeta.workbench.search.registry import Entry, Rows, Source, Watch, searchable
from estafeta.workbench.task_queries import visible_tasks


def organisations() -> Rows:
    """Every node of the tree."""
    return Organisation.objects.all()


def organisation_entry(row: Organisation) -> Entry:
    """By its names and place; the head's name is a person's and is left out."""
    note = ", ".join(part for part in (row.get_kind_display(), row.place) if part)
    return Entry(row.path, row.short_name, row.get_absolute_url(), note, f"{row.full_name} {row.place}")


searchable(
    Source(
        kind="organisation",
        label="Организации",
        order=10,
        right="organisations.enter",
        model=Organisation,
        rows=organisations,
        entry=organisation_entry,
    )
)


def members() -> Rows:
    """Roles that have not ended."""
    rows = Membership.objects.filter(stopped_at__isnull=True, user__is_active=True)
    return rows.exclude(ends__lt=timezone.localdate()).select_related("user", "organisation")


def member_entry(row: Membership) -> Entry:
    """By name, post and role; leads to the list, which everybody who finds her may open."""
    slug, post = row.organisation.slug, row.post or row.get_role_display()
    url = f"/o/{slug}/settings/members/?{urlencode({'q': row.user.last_name or row.user.username})}"
    return Entry(row.organisation.path, row.user.full_name, url, post, f"{post} {row.user.email}")


def visible_members(actor: Actor, keys: Collection[int]) -> Collection[int]:
    """Those whose role is in force today."""
    rows = Membership.objects.filter(in_force(local_today(actor.organisation.time_zone)), pk__in=keys)
    return set(rows.values_list("pk", flat=True))


def roles_of(user: User) -> list[int]:
    """The roles of a person whose name has changed."""
    return list(Membership.objects.filter(user=user).values_list("pk", flat=True))


searchable(
    Source(
        kind="member",
        label="Сотрудники",
        order=20,
        right="organisations.see_members",
        model=Membership,
        rows=members,
        entry=member_entry,
        own=True,
        visible=visible_members,
        watches=(Watch(User, roles_of, frozenset({"last_name", "first_name", "patronymic", "email", "is_active"})),),
    )
)


def tasks() -> Rows:
    """All of them, closed ones too."""
    return Task.objects.select_related("organisation", "user")


def task_entry(task: Task) -> Entry:
    """By title and details."""
    note = f"{task.get_state_display()}, срок {task.due_on:%d.%m.%Y}"
    return Entry(task.organisation.path, task.title, task.get_absolute_url(), note, task.why)


def visible(actor: Actor, keys: Collection[int]) -> Collection[int]:
    """Those that the person may see."""
    return set(visible_tasks(actor).filter(pk__in=keys).values_list("pk", flat=True))


searchable(
    Source(
        kind="task",
        label="Дела",
        order=50,
        right="workbench.see_tasks",
        model=Task,
        rows=tasks,
        entry=task_entry,
        own=True,
        visible=visible,
    )
)
