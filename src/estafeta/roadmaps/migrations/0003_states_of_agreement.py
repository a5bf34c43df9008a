"""Roadmaps that were simply «active» before there was an agreement: in force where an act is named, else a draft."""

from django.db import migrations


def name_states(apps, schema_editor):
    roadmaps = apps.get_model("roadmaps", "Roadmap")._base_manager.filter(state="active")
    roadmaps.exclude(order_number="").update(state="in_force")
    roadmaps.filter(order_number="").update(state="draft")


class Migration(migrations.Migration):
    dependencies = [("roadmaps", "0002_agreement_cascade_control")]
    operations = [migrations.RunPython(name_states, migrations.RunPython.noop)]
