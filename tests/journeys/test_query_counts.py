"""No list, page or queue asks the database more often because more stands in it: one table over the routes.

Every address that names an organisation and nothing more, and that the curator of a school or the coordinator of a
district may open, is asked beside 1, 3 and 30 rows of everything. What asks more often for 30 than for 3 fails.
"""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from estafeta.accounts.models import User
from estafeta.agreement.models import Agreement, Revision
from estafeta.core.journal import record
from estafeta.documents.models import Document
from estafeta.incidents.models import Incident
from estafeta.notifications.models import Notice
from estafeta.organisations.models import Membership, Organisation
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps.models import Due, DueMove, Measure, MeasureKind, Proof, Remark, Responsible, Roadmap, Section
from estafeta.workbench.models import Task
from tests.pages import let_go

SIZES = (1, 3, 30)
START, END = dt.date(2026, 9, 1), dt.date(2027, 5, 31)
HERE = "o/<slug:organisation>/"
GROWS: dict[str, str] = {"documents:folder_zip": "a file is made of every paper"}
"""Routes that may ask more often, each with its reason."""
FILLED = {"curator": {"name": "Петрова Анна Сергеевна"}, "starts": "2026-09-01", "duties": "вести базы"}


def routes(found=None, prefix="", space=""):
    """Names of routes whose only part is the organisation."""
    for one in found or get_resolver().url_patterns:
        path = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from routes(one.url_patterns, path, inner)
        elif isinstance(one, URLPattern) and one.name and path.startswith(HERE) and "<" not in path[len(HERE) :]:
            yield f"{space}{one.name}"


class Crowd:
    """Rows of everything at the school and below the district, up to so many."""

    def __init__(self, cast, today):
        self.cast, self.today, self.count = cast, today, 0
        with tenant_scope(cast.school):
            self.plan = Roadmap.objects.create(
                organisation=cast.school, title="Карта", starts=START, ends=END, state="in_force"
            )
            self.section = Section.objects.create(roadmap=self.plan, position=0, title="Раздел", stage=1)

    def grow(self, wanted):
        for number in range(self.count, wanted):
            with tenant_scope(self.cast.school):
                self.at_school(number)
            with tenant_scope(self.cast.department):
                self.below(number)
        self.count = wanted

    def at_school(self, number):
        cast, school, now = self.cast, self.cast.school, timezone.now()
        user = User.objects.create(username=f"crowd{number}", email=f"c{number}@x.example", last_name=f"Ёлкин{number}")
        Membership.objects.create(user=user, organisation=school, role="employee", starts=START)
        self.measure(self.section, number, user)
        states = [("draft", ""), ("on_signature", ""), ("registered", str(number))]
        for state, given in states:
            Document.objects.create(
                organisation=school, kind="curator_order", sort="order", title=f"Приказ {number}", state=state,
                number=given, date=START if given else None, made_by=user, filled=FILLED,
            )  # fmt: skip
        Task.objects.create(
            organisation=school, title=f"Дело {number}", due_on=self.today, user=cast.curator, made_by=user
        )
        Task.objects.create(organisation=school, title=f"Чужое {number}", due_on=self.today, user=user, made_by=user)
        Incident.objects.create(organisation=school, title="Утечка", sort="leak", found_at=now, made_by=user)
        Notice.objects.create(user=cast.curator, organisation=school, kind="a.b", sentence="Новость", url="/")
        record(
            user=user, tenant=school.path, verb="a.b", target=user, sentence=user.full_name, after={"post": user.email}
        )

    def measure(self, section, number, user):
        measure = Measure.objects.create(section=section, position=number, title=f"Мероприятие {number}")
        MeasureKind.objects.create(measure=measure, code="introduction_order")
        Responsible.objects.create(measure=measure, sort="person", user=user, text=user.full_name)
        late = Due.objects.create(measure=measure, due_on=self.today - dt.timedelta(days=2))
        Due.objects.create(measure=measure, position=1, due_on=self.today + dt.timedelta(days=3))
        DueMove.objects.create(due=late, asked_by=user, new_date=END, old_date=late.due_on, reason="Надо")
        Proof.objects.create(measure=measure, sort="note", text="Было", added_by=user)
        Remark.objects.create(measure=measure, author=user, text="Вопрос")
        return measure

    def below(self, number):
        cast = self.cast
        school = Organisation.objects.create(
            parent=cast.department, path=f"{cast.department.path}crowd{number}/", slug=f"crowd-{number}", kind="school",
            full_name=f"Школа {number}", short_name=f"Школа {number}",
        )  # fmt: skip
        user = User.objects.get(username=f"crowd{number}")
        Membership.objects.create(user=user, organisation=school, role="curator", starts=START)
        for state in ("in_force", "sent"):
            plan = Roadmap.objects.create(organisation=school, title=state, starts=START, ends=END, state=state)
            section = Section.objects.create(roadmap=plan, position=0, title=f"Раздел {number}", stage=1)
            self.measure(section, number, user)
        edition = Revision.objects.create(roadmap=plan, content={"sections": []}, made_by=user)
        Agreement.objects.create(
            roadmap=plan, to=cast.department, edition=edition, sent_by=user, sent_at=timezone.now()
        )


@pytest.fixture
def crowd(cast, today):
    return Crowd(cast, today)


@pytest.mark.slow
@pytest.mark.parametrize(("who", "place"), [("curator", "school"), ("coordinator", "department")])
def test_no_page_asks_more_often_for_thirty_rows_than_for_three(crowd, cast, sign_in, who, place):
    client, slug = sign_in(getattr(cast, who)), getattr(cast, place).slug
    names = sorted(set(routes()) - set(GROWS))
    asked = {name: [] for name in names}
    for size in SIZES:
        crowd.grow(size)
        for name in names:
            address = reverse(name, args=[slug])
            let_go(client.get(address))
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(address)
            let_go(answer)
            if answer.status_code == 200 and not answer.streaming:
                asked[name].append(len(queries))
    opened = {name: counts for name, counts in asked.items() if len(counts) == len(SIZES)}
    assert len(opened) > 15, sorted(opened)
    assert {name: counts for name, counts in opened.items() if counts[2] > counts[1]} == {}
