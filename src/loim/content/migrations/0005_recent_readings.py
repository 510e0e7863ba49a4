from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("content", "0004_machine_glossary_orders")]

    operations = [
        migrations.AddField(
            model_name="textstate",
            name="recent_readings",
            field=models.PositiveIntegerField(default=0, verbose_name="readings in 28 days"),
        ),
    ]
