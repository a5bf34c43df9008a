"""The database itself refuses to change or erase a line of the journal: `estafeta.core.journal.guards`."""

from django.db import migrations

from estafeta.core.journal import guards


def lock(apps, editor):
    guards.install(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunPython(lock, migrations.RunPython.noop)]
