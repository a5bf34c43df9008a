"""Fixtures that every test may ask for: the cast, the day, signing in. The cast itself is `estafeta.demo.cast`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client

from estafeta.accounts.models import User
from estafeta.core.jobs import run_all
from estafeta.demo.cast import Cast, build_cast
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import actor_for
from estafeta.organisations.scope import tenant_scope
from tests import photograph

TODAY = dt.date(2026, 11, 21)

__all__ = ["TODAY", "Cast"]


@pytest.fixture(autouse=True)
def _house(settings, tmp_path_factory):
    """A given day, a cheap hash, files that go away, nothing kept from the test before."""
    cache.clear()
    settings.DEMO_TODAY = TODAY.isoformat()
    settings.DEMO_OPEN = True  # the test client calls us «testserver», which is no loopback
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "estafeta.notifications.outbox.Outbox"
    settings.MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
    settings.MEDIA_ROOT = tmp_path_factory.getbasetemp() / "files"


@pytest.fixture
def today() -> dt.date:
    """The day on which all tests play."""
    return TODAY


@pytest.fixture
def cast(db: None, today: dt.date) -> Cast:
    """Everybody: see `estafeta.demo.cast.Cast`. Acted out once a process, then put back row by row."""
    return photograph.show() or photograph.take(lambda: build_cast(today))


@pytest.fixture
def in_school(cast: Cast) -> Iterator[Cast]:
    """The cast with the tenant scope of the school open."""
    with tenant_scope(cast.school):
        yield cast


@pytest.fixture
def in_department(cast: Cast) -> Iterator[Cast]:
    """The cast with the tenant scope of «Заречный район» open."""
    with tenant_scope(cast.department):
        yield cast


def acting(user: User, organisation: Organisation) -> Actor:
    """The user as an actor in the organisation on the day of the tests."""
    return actor_for(user, organisation, today=TODAY)


@pytest.fixture
def sign_in() -> Callable[[User], Client]:
    """`sign_in(cast.curator)` is a client that carries her session."""

    def enter(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return enter


@pytest.fixture
def letters() -> Callable[[], list[EmailMessage]]:
    """`letters()` runs what waits in the queue and gives everything that has reached the mail server so far."""

    def bring() -> list[EmailMessage]:
        run_all()
        return mail.outbox

    return bring


@pytest.fixture
def act() -> Callable[[User, Organisation], Actor]:
    """`act(cast.curator, cast.school)` is she acting there."""
    return acting


@pytest.fixture
def curator(cast: Cast, act) -> Actor:
    return act(cast.curator, cast.school)


@pytest.fixture
def director(cast: Cast, act) -> Actor:
    return act(cast.director, cast.school)


@pytest.fixture
def clerk(cast: Cast, act) -> Actor:
    return act(cast.clerk, cast.school)


@pytest.fixture
def methodist(cast: Cast, act) -> Actor:
    return act(cast.methodist, cast.school)


@pytest.fixture
def teacher(cast: Cast, act) -> Actor:
    return act(cast.teacher, cast.school)


@pytest.fixture
def auditor(cast: Cast, act) -> Actor:
    return act(cast.auditor, cast.school)
