"""The organisations of each network, which had no dates, become members since it works."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("networks", "0004_members_seats_and_rules")]

    operations = [
        migrations.RunSQL(
            """
            INSERT INTO networks_member (
                network_id, organisation_id, name, email, phone, language, role, party,
                start_date, recorded_at, recorded_by_id
            )
            SELECT of.network_id, of.organisation_id, '', '', '', 'et', 'member', '',
                   network.start_date, network.recorded_at, network.recorded_by_id
              FROM networks_network_members AS of
              JOIN networks_network AS network ON network.id = of.network_id
             WHERE NOT EXISTS (
                   SELECT FROM networks_member AS known
                    WHERE known.network_id = of.network_id
                      AND known.organisation_id = of.organisation_id
             )
            """,
            migrations.RunSQL.noop,
        )
    ]
