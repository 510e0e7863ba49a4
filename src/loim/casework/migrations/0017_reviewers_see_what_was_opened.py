from django.db import migrations

from loim.common.database_roles import WEB_ROLE


class Migration(migrations.Migration):
    """Who administers and does not counsel sees how often records were looked at from outside:
    moments and numbers of rows, since clients themselves stay shut."""

    dependencies = [("casework", "0016_who_asks_for_the_consent")]

    operations = [
        migrations.RunSQL(
            f"CREATE POLICY reviewing ON casework_clientview FOR SELECT TO {WEB_ROLE}"
            " USING (break_glass_id IS NOT NULL"
            " AND organisation_id = ANY ((SELECT casework_administered())::bigint[]))",
            "DROP POLICY reviewing ON casework_clientview",
        )
    ]
