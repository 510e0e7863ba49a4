from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("common", "0002_cache_table")]

    operations = [
        migrations.CreateModel(
            name="RequestCount",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("window_ends_at", models.DateTimeField()),
                ("number", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.RunSQL(
            "ALTER TABLE common_requestcount SET UNLOGGED",
            "ALTER TABLE common_requestcount SET LOGGED",
        ),
    ]
