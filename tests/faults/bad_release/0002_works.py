from django.db import migrations, models


def touch(apps, editor):
    """Change rows that others refer to, so that their keys wait for the end of the transaction."""
    apps.get_model("websites", "SiteCheck").objects.filter(pk__lt=0).delete()
    apps.get_model("organisations", "Organisation").objects.update(place="перенесено")


class Migration(migrations.Migration):
    dependencies = [("websites", "0001_initial")]
    operations = [
        migrations.RunPython(touch),
        migrations.AddField("sitecheck", "half", models.CharField(max_length=10, default="")),
        migrations.RunSQL("CREATE TABLE half_done (n INTEGER)"),
    ]
