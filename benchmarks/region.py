"""A region grown by rows: seeded, so that every run and both databases hold the same.

×1 is about the demo: 5 institutions with a plan of 40 measures each and 1,000 lines of the journal; ×1000 is 5,000
institutions in 200 districts, 200,000 measures, 1,000,000 lines. Rows go in by executemany (SQLite) or COPY
(PostgreSQL), never through the ORM one by one; the journal is chained as the product chains it.
"""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.utils import timezone

from estafeta.accounts.models import User
from estafeta.agreement.models import Agreement, Revision
from estafeta.core.journal import guards
from estafeta.core.journal.chain import digest, last_link, link
from estafeta.core.journal.models import JournalLine
from estafeta.demo.cast import Cast
from estafeta.organisations.models import Membership, Organisation
from estafeta.roadmaps.models import Due, Measure, MeasureKind, Responsible, Roadmap, Section
from estafeta.workbench.models import SearchEntry
from estafeta.workbench.search.engines import marks_of
from estafeta.workbench.search.words import words_of

SCHOOLS, MEASURES, LINES = 5, 40, 1_000
"""Of the region ×1."""
IN_DISTRICT, SECTIONS = 25, 8
NOW = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
NOUNS = ("приказ", "собрание", "анкета", "семинар", "согласие", "отчёт", "ёлка", "беседа", "конкурс", "памятка")
KINDS = ("introduction_order", "regulation", "pair_order", "training", "monitoring")


def load(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]], **same: Any) -> int:
    """Write rows of the named columns, the others as in `same` or as the model has them; returns how many."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    rest = {name: field for name, field in fields.items() if name not in columns and not field.primary_key}
    constant = [field.get_db_prep_save(same.get(name, _default(field)), connection) for name, field in rest.items()]
    names = [fields[name].column for name in columns] + [field.column for field in rest.values()]
    prepared = [fields[name].get_db_prep_save for name in columns]
    whole = ([prep(value, connection) for prep, value in zip(prepared, row, strict=True)] + constant for row in rows)
    table, listed = model._meta.db_table, ", ".join(f'"{name}"' for name in names)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            return _copy(cursor, f'COPY "{table}" ({listed}) FROM STDIN', whole)
        marks = ", ".join("?" for _ in names)
        raw = connection.connection.cursor()
        raw.executemany(f'INSERT INTO "{table}" ({listed}) VALUES ({marks})', whole)
        return int(raw.rowcount)


def _copy(cursor: Any, statement: str, rows: Iterable[Sequence[Any]]) -> int:
    count = 0
    with cursor.cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
            count += 1
    return count


def _default(field: models.Field[Any, Any]) -> Any:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return timezone.now()
    return field.get_default()


def _next(model: type[models.Model]) -> int:
    return int(models.QuerySet(model).aggregate(last=models.Max("pk"))["last"] or 0) + 1


class Region:
    """Grows the region under the ministry of the cast, from what it has to what is asked."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.schools: list[tuple[int, str]] = []
        self.chance = random.Random(2026)
        self.first_user = 0
        """The curator of the first school."""

    @transaction.atomic
    def grow(self, times: int) -> None:
        """Make it so many times the first size."""
        wanted = SCHOOLS * times
        fresh = list(self._organisations(len(self.schools), wanted))
        self._people(fresh)
        self._plans(fresh)
        self._journal(LINES * times // wanted, fresh)
        if connection.vendor == "postgresql":
            tables = [User, Organisation, Membership, Roadmap, Section, Measure, MeasureKind, Responsible, Due]
            tables += [Revision, Agreement, JournalLine, SearchEntry]
            with connection.cursor() as cursor:
                for statement in connection.ops.sequence_reset_sql(no_style(), tables):
                    cursor.execute(statement)

    def _organisations(self, first: int, last: int) -> Iterator[tuple[int, str]]:
        pk, rows = _next(Organisation), []
        top = self.cast.ministry
        district = (self.cast.department.pk, self.cast.department.path)
        for number in range(first, last):
            if number % IN_DISTRICT == 0 and number:
                district = (pk, f"{top.path}district{number:05}/")
                rows.append((pk, top.pk, district[1], f"district-{number}", "education_department", f"Район {number}"))
                pk += 1
            path = f"{district[1]}school{number:05}/"
            rows.append((pk, district[0], path, f"bench-{number}", "school", f"Школа № {number}"))
            self.schools.append((pk, path))
            yield pk, path
            pk += 1
        columns = ("id", "parent_id", "path", "slug", "kind", "short_name", "full_name")
        load(Organisation, columns, [(*row, row[-1]) for row in rows])

    def _people(self, schools: list[tuple[int, str]]) -> None:
        pk = _next(User)
        password = make_password(None)
        names = [(pk + place, f"bench{pk + place}", f"bench{pk + place}@x.example") for place in range(len(schools))]
        load(User, ("id", "username", "email"), names, password=password, last_name="Ёлкина", first_name="Анна")
        rows = [(pk + place, school) for place, (school, _) in enumerate(schools)]
        load(Membership, ("user_id", "organisation_id"), rows, role="curator", starts=dt.date(2026, 9, 1))
        self.users = dict(zip((school for school, _ in schools), range(pk, pk + len(schools)), strict=True))
        self.first_user = self.first_user or pk

    def _plans(self, schools: list[tuple[int, str]]) -> None:
        plan, section, measure = _next(Roadmap), _next(Section), _next(Measure)
        plans, sections, measures, dues, search = [], [], [], [], []
        sent = []
        for place, (school, path) in enumerate(schools):
            state = "sent" if place % 5 == 4 else "in_force"
            plans.append((plan, school, state))
            if state == "sent":
                sent.append((plan, path))
            for number in range(SECTIONS):
                title = f"Раздел {number}" if number < SECTIONS - 1 else f"Раздел школы {place}"
                sections.append((section, plan, number, title, number % 7 + 1))
                for order in range(MEASURES // SECTIONS):
                    words = [*self.chance.sample(NOUNS, 3), f"слово{self.chance.randrange(5000)}"]
                    title = " ".join(words).capitalize()
                    measures.append((measure, section, order, f"{number + 1}.{order + 1}", title))
                    search.append((path, measure, title, marks_of(path, "measure"), words_of(title)))
                    dues += self._dues(measure)
                    measure += 1
                section += 1
            plan += 1
        years = {"title": "Дорожная карта", "starts": dt.date(2026, 9, 1), "ends": dt.date(2027, 8, 31)}
        load(Roadmap, ("id", "organisation_id", "state"), plans, **years)
        load(Section, ("id", "roadmap_id", "position", "title", "stage"), sections)
        load(Measure, ("id", "section_id", "position", "number", "title"), measures)
        load(Due, ("measure_id", "due_on", "state", "fact_on"), dues)
        load(MeasureKind, ("measure_id", "code"), [(row[0], KINDS[row[0] % len(KINDS)]) for row in measures])
        load(Responsible, ("measure_id",), [(row[0],) for row in measures], sort="role", role="curator")
        load(SearchEntry, ("path", "key", "title", "scope", "words"), search, kind="measure", note="", url="/")
        self._agreements(sent)

    def _dues(self, measure: int) -> Iterator[tuple[int, dt.date, str, dt.date | None]]:
        day = dt.date(2026, 9, 10) + dt.timedelta(days=9 * self.chance.randrange(36))
        done = self.chance.random() < (0.9 if day < NOW.date() else 0.02)
        yield measure, day, "done" if done else "planned", day if done else None

    def _agreements(self, sent: list[tuple[int, str]]) -> None:
        edition, user = _next(Revision), self.cast.coordinator.pk
        above = dict(Organisation.objects.filter(kind="education_department").values_list("path", "pk"))
        rows = [(edition + place, plan) for place, (plan, _) in enumerate(sent)]
        load(Revision, ("id", "roadmap_id"), rows, content={"sections": []}, made_by_id=user)
        asked = [
            (plan, edition + place, above[f"{path.rsplit('/', 2)[0]}/"]) for place, (plan, path) in enumerate(sent)
        ]
        load(Agreement, ("roadmap_id", "edition_id", "to_id"), asked, sent_by_id=user, sent_at=NOW)

    def _journal(self, each: int, schools: list[tuple[int, str]]) -> None:
        """So many lines for each school, chained; the guards stand aside while the owner of the database writes."""
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET LOCAL session_replication_role = replica")
            else:
                for name in guards.SQLITE:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            columns = ("at", "user_id", "tenant", "target_id", "sentence", "after", "number", "digest", "hash")
            same = {"verb": "roadmaps.change_measure", "target_type": "roadmaps.measure"}
            heads = [(*school, *last_link(school[1])) for school in schools]  # nothing is asked while a COPY runs
            load(JournalLine, columns, self._lines(each, heads), before={}, **same)
            if connection.vendor == "postgresql":
                cursor.execute("SET LOCAL session_replication_role = origin")
        guards.install(connection)

    def _lines(self, each: int, heads: list[tuple[int, str, int, str]]) -> Iterator[tuple[Any, ...]]:
        for school, path, last, link_before in heads:
            number, previous = last, link_before
            for step in range(each):
                line = JournalLine(
                    at=NOW - dt.timedelta(hours=each - step), user_id=self.users[school], tenant=path,
                    verb="roadmaps.change_measure", target_type="roadmaps.measure", target_id=step % MEASURES,
                    sentence=f"Изменено мероприятие {step}", before={}, after={"step": step},
                )  # fmt: skip
                content = digest(line, ())
                number += 1
                previous = link(previous, number, path, content)
                yield line.at, line.user_id, path, line.target_id, line.sentence, line.after, number, content, previous


def size() -> str:
    """What the database holds, in one line."""
    counts = {
        "организаций": Organisation.objects.count(),
        "мероприятий": models.QuerySet(Measure).count(),
        "строк журнала": models.QuerySet(JournalLine).count(),
    }
    return json.dumps(counts, ensure_ascii=False)
