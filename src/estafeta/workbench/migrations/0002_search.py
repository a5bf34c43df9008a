"""The index of words: FTS5 kept by triggers on SQLite, GIN on PostgreSQL."""

from django.db import migrations

COLUMNS = "scope, words"
SQLITE = [
    f"""CREATE VIRTUAL TABLE workbench_search USING fts5({COLUMNS}, content='workbench_searchentry', content_rowid='id',
        tokenize="unicode61 remove_diacritics 0", prefix='2 3 4 5 6 7')""",
    f"""CREATE TRIGGER search_insert AFTER INSERT ON workbench_searchentry BEGIN
        INSERT INTO workbench_search(rowid, {COLUMNS}) VALUES (new.id, new.scope, new.words); END""",
    f"""CREATE TRIGGER search_delete AFTER DELETE ON workbench_searchentry BEGIN
        INSERT INTO workbench_search(workbench_search, rowid, {COLUMNS})
        VALUES ('delete', old.id, old.scope, old.words); END""",
    f"""CREATE TRIGGER search_update AFTER UPDATE ON workbench_searchentry BEGIN
        INSERT INTO workbench_search(workbench_search, rowid, {COLUMNS})
        VALUES ('delete', old.id, old.scope, old.words);
        INSERT INTO workbench_search(rowid, {COLUMNS}) VALUES (new.id, new.scope, new.words); END""",
]
SQLITE_BACK = [
    "DROP TRIGGER search_insert",
    "DROP TRIGGER search_delete",
    "DROP TRIGGER search_update",
    "DROP TABLE workbench_search",
]
POSTGRESQL = [
    """ALTER TABLE workbench_searchentry ADD COLUMN lexemes tsvector
       GENERATED ALWAYS AS (array_to_tsvector(string_to_array(btrim(scope || ' ' || words), ' '))) STORED""",
    "CREATE INDEX workbench_search ON workbench_searchentry USING gin (lexemes)",
]
POSTGRESQL_BACK = ["DROP INDEX workbench_search", "ALTER TABLE workbench_searchentry DROP COLUMN lexemes"]


def run(editor, statements):
    for statement in statements:
        editor.execute(statement)


def make(apps, editor):
    run(editor, POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE)


def drop(apps, editor):
    run(editor, POSTGRESQL_BACK if editor.connection.vendor == "postgresql" else SQLITE_BACK)


class Migration(migrations.Migration):
    dependencies = [("workbench", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
