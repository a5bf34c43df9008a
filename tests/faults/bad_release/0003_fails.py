from django.db import migrations


def fail(apps, editor):
    raise ValueError("шаг задуман неверно")


class Migration(migrations.Migration):
    dependencies = [("websites", "0002_works")]
    operations = [
        migrations.RunSQL("INSERT INTO half_done VALUES (1)"),
        migrations.RunPython(fail),
    ]
