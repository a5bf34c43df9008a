"""The database itself refuses to change or erase a line of the journal."""

from django.db import migrations

SQLITE = [
    f"""CREATE TRIGGER journal_no_{event.lower()} BEFORE {event} ON core_journalline
        BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END"""
    for event in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    """CREATE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'journal is append-only'; END $$""",
    """CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON core_journalline
       FOR EACH ROW EXECUTE FUNCTION journal_append_only()""",
]
SQLITE_BACK = ["DROP TRIGGER journal_no_update", "DROP TRIGGER journal_no_delete"]
POSTGRESQL_BACK = ["DROP TRIGGER journal_no_change ON core_journalline", "DROP FUNCTION journal_append_only()"]


def run(editor, statements):
    for statement in statements:
        editor.execute(statement)


def lock(apps, editor):
    run(editor, POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE)


def unlock(apps, editor):
    run(editor, POSTGRESQL_BACK if editor.connection.vendor == "postgresql" else SQLITE_BACK)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunPython(lock, unlock)]
