from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_register")]

    operations = [
        migrations.AddField(
            "document",
            "sheet",
            models.FileField(blank=True, max_length=200, upload_to="papers", verbose_name="лист на экране"),
        ),
        migrations.AddField(
            "owntemplate", "candidate", models.BooleanField(default=False, verbose_name="ждёт решения")
        ),
        migrations.AddField(
            "paperbatch", "problem", models.TextField(blank=True, verbose_name="почему остановлено")
        ),
    ]
