from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0007_what_was_planned_is_a_draft")]

    operations = [
        migrations.AddConstraint(
            model_name="event",
            constraint=models.UniqueConstraint(
                fields=["calendar_uid"], name="event_calendar_uid_unique"
            ),
        )
    ]
