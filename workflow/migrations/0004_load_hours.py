"""Load the usual hours: 37 h 30 min in five days without the breaks (Perpres 21/2023), for all."""

from datetime import UTC, date, datetime

from django.db import migrations

HOURS = {
    "name": "Jam kerja lima hari",
    "starts_on": date(2000, 1, 1),
    "recorded_at": datetime(2000, 1, 1, tzinfo=UTC),
    **dict.fromkeys(("monday", "tuesday", "wednesday", "thursday"), "07.30–12.00, 13.00–16.00"),
    "friday": "07.30–11.30, 13.00–16.30",
}


def load(apps, schema_editor) -> None:
    apps.get_model("workflow", "WorkHours").objects.create(**HOURS)


def unload(apps, schema_editor) -> None:
    apps.get_model("workflow", "WorkHours").objects.filter(**HOURS).delete()


class Migration(migrations.Migration):
    dependencies = [("workflow", "0003_working_time")]
    operations = [migrations.RunPython(load, unload)]
