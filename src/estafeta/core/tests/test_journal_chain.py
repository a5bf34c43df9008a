"""Nobody rewrites the journal unseen: the database refuses, and what is forced past it breaks the chain."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from estafeta.core.journal import guards, record
from estafeta.core.journal.chain import append
from estafeta.core.journal.models import JournalLine, JournalMention
from estafeta.core.journal.verifying import verify

POSTGRESQL = connection.vendor == "postgresql"


def say(cast, sentence, **more):
    more = {"tenant": cast.school.path, "target": cast.school, **more}
    return record(user=cast.curator, verb="test.say", sentence=sentence, **more)


def everything():
    return [list(model.chain.order_by("pk").values()) for model in (JournalLine, JournalMention)]


def seal():
    """What the end of a transaction does on PostgreSQL; on SQLite lines are sealed already."""
    if POSTGRESQL:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def force(statement, *values):
    """Write past the guards, as the owner of the database can."""
    with connection.cursor() as cursor:
        if POSTGRESQL:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(statement, values)
            cursor.execute("SET LOCAL session_replication_role = origin")
            return
        for name in guards.SQLITE:
            cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute(statement, values)
    guards.install(connection)


@pytest.fixture
def lines(in_school):
    made = [say(in_school, f"Строка {number}", after={"n": number, "share": 1e22}) for number in range(5)]
    seal()
    return [JournalLine.chain.get(pk=line.pk) for line in made]


def test_chain_of_every_tenant_holds_and_counts_from_one(lines, cast):
    verdict = verify()
    assert verdict.holds
    assert {cast.school.path, cast.forest_school.path, ""} <= set(verdict.heads)
    assert verdict.heads[cast.school.path] == (lines[-1].number, lines[-1].hash)
    assert [line.number for line in lines] == list(range(lines[0].number, lines[0].number + 5))
    assert JournalLine.chain.get(tenant=cast.school.path, number=1).hash


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("UPDATE core_journalline SET sentence = 'иначе' WHERE id = %s", "содержание изменено"),
        ("UPDATE core_journalline SET verb = 'test.deny' WHERE id = %s", "содержание изменено"),
        ("UPDATE core_journalline SET user_id = NULL WHERE id = %s", "содержание изменено"),
        ("DELETE FROM core_journalline WHERE id = %s", "нет строки № {number}"),
        (f"UPDATE core_journalline SET digest = '{'a' * 64}' WHERE id = %s", "содержание изменено"),
        (f"UPDATE core_journalline SET hash = '{'b' * 64}' WHERE id = %s", "звено не продолжает цепочку"),
    ],
)
def test_what_is_forced_past_the_guards_breaks_the_chain_at_that_line(lines, cast, statement, why):
    force(statement, lines[2].pk)
    verdict = verify(cast.school.path)
    assert not verdict.holds
    assert [(found.number, found.why) for found in verdict.breaks] == [
        (lines[2].number, why.format(number=lines[2].number))
    ]
    assert verify(cast.forest_school.path).holds


def test_a_line_moved_to_another_tenant_is_missed_at_home(lines, cast):
    force("UPDATE core_journalline SET tenant = %s, number = 900 WHERE id = %s", cast.forest_school.path, lines[1].pk)
    assert {(found.tenant, found.number) for found in verify().breaks} >= {(cast.school.path, lines[1].number)}


def test_a_mention_taken_away_or_added_is_seen(lines, in_school):
    line = say(in_school, "О человеке", subjects=[in_school.teacher])
    seal()
    force("DELETE FROM core_journalmention WHERE line_id = %s", line.pk)
    assert verify(in_school.school.path).breaks[0].line_id == line.pk


def test_an_end_that_was_cut_off_is_seen_against_heads_written_down(lines, cast):
    heads = verify().heads
    force("DELETE FROM core_journalline WHERE id = %s", lines[-1].pk)
    assert verify(cast.school.path).holds, "nothing inside the chain tells of its end"
    found = verify(cast.school.path, heads).breaks[0]
    assert (found.number, "отрезан" in found.why) == (lines[-1].number, True)


def test_a_rewritten_end_is_seen_against_heads_written_down(lines, in_school):
    heads = verify().heads
    force("DELETE FROM core_journalline WHERE id = %s", lines[-1].pk)
    say(in_school, "Подменённая строка")
    seal()
    assert verify(in_school.school.path).holds
    assert "записано раньше" in verify(in_school.school.path, heads).breaks[0].why


def test_guards_that_were_taken_away_are_named(lines, cast):
    assert guards.missing(connection) == []
    with connection.cursor() as cursor:
        if POSTGRESQL:
            cursor.execute("ALTER TABLE core_journalline DISABLE TRIGGER journal_no_delete")
        else:
            cursor.execute("DROP TRIGGER journal_no_delete")
    assert verify(cast.school.path).missing_guards == ("journal_no_delete",)
    if not POSTGRESQL:
        guards.install(connection)
        assert guards.missing(connection) == []


COPY = "id, at, tenant, verb, target_type, sentence, before, after, number, digest, hash"
REFUSED = [
    "UPDATE core_journalline SET sentence = 'иначе' WHERE id = {pk}",
    "DELETE FROM core_journalline WHERE id = {pk}",
    "UPDATE core_journalline SET retired_at = at, sentence = '', before = '{{}}', after = '{{}}' WHERE id = {pk}",
    f"INSERT INTO core_journalline ({COPY}) SELECT {COPY} FROM core_journalline WHERE id = {{pk}}",
    f"INSERT INTO core_journalline ({COPY}) SELECT {COPY.replace('id, ', '{pk} + 900, ', 1)} FROM core_journalline "
    "WHERE id = {pk}",
    "UPDATE core_journalmention SET subject_id = 0",
    "DELETE FROM core_journalmention",
]
ON_SQLITE = [
    f"INSERT OR REPLACE INTO core_journalline ({COPY}) SELECT {COPY} FROM core_journalline WHERE id = {{pk}}",
    f"INSERT OR REPLACE INTO core_journalline ({COPY}) SELECT {COPY.replace('id, ', 'NULL, ', 1)} "
    "FROM core_journalline WHERE id = {pk}",
    "UPDATE OR REPLACE core_journalline SET id = id + 1 WHERE id = {pk}",
    "INSERT OR REPLACE INTO core_journalmention (id, line_id, tenant, kind, subject_id, act) "
    "SELECT id, line_id, tenant, kind, 0, act FROM core_journalmention",
    "INSERT OR REPLACE INTO core_journalmention (line_id, tenant, kind, subject_id, act) "
    "SELECT line_id, tenant, kind, subject_id, 'view' FROM core_journalmention",
]
ON_POSTGRESQL = [
    "TRUNCATE core_journalline CASCADE",
    "TRUNCATE core_journalmention",
    "INSERT INTO core_journalline (id, at, tenant, verb, target_type, sentence, before, after, digest, hash) "
    "SELECT id, at, tenant, verb, target_type, 'иначе', before, after, digest, '' FROM core_journalline "
    "WHERE id = {pk} ON CONFLICT (id) DO UPDATE SET sentence = EXCLUDED.sentence",
]


@pytest.mark.parametrize("statement", REFUSED + (ON_POSTGRESQL if POSTGRESQL else ON_SQLITE))
def test_database_refuses(lines, in_school, statement):
    say(in_school, "О человеке", subjects=[in_school.teacher])
    seal()
    before = everything()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(pk=lines[2].pk))
    assert everything() == before


def test_lines_of_one_act_stand_in_the_order_they_were_said(in_school):
    append([(JournalLine(tenant="x/", verb="t.t", target_type="", sentence=str(n)), ()) for n in range(7)])
    seal()
    rows = JournalLine.chain.filter(tenant="x/").order_by("number").values_list("number", "sentence")
    assert list(rows) == [(n + 1, str(n)) for n in range(7)]
