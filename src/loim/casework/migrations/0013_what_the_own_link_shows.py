from django.db import migrations

from loim.casework.row_security import by_link
from loim.common.database_roles import KEEPER_ROLE

_CLIENTS = "SELECT id FROM casework_client WHERE link_hash = casework_link()"

# A consent that ends in the moment in which the record is made was in force in that moment.
_HAS_CONSENT = f"""
CREATE OR REPLACE FUNCTION casework_client_has_consent() RETURNS trigger
LANGUAGE plpgsql SET role = {KEEPER_ROLE} AS $$
BEGIN
    IF EXISTS (SELECT FROM casework_client WHERE id = NEW.id) AND NOT EXISTS (
        SELECT FROM casework_consent
        WHERE client_id = NEW.id AND given_at <= NEW.made_at
          AND expires_on >= (NEW.made_at AT TIME ZONE 'Europe/Tallinn')::date
          AND (ended_at IS NULL OR ended_at >= NEW.made_at)
    ) THEN
        RAISE EXCEPTION 'client % has given no consent', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'client_has_consent';
    END IF;
    RETURN NULL;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0012_referral_links_know_their_reader")]

    operations = [
        migrations.RunSQL(_HAS_CONSENT, migrations.RunSQL.noop),
        by_link(
            "casework_clientjourneystep",
            f"journey_id IN (SELECT id FROM casework_clientjourney WHERE client_id IN ({_CLIENTS}))",
            "SELECT",
        ),
        by_link(
            "casework_registrystep",
            f"process_id IN (SELECT id FROM casework_registryprocess WHERE client_id IN ({_CLIENTS}))",
            "SELECT",
        ),
        by_link(
            "casework_consenttext",
            "organisation_id IN"
            " (SELECT organisation_id FROM casework_client WHERE link_hash = casework_link())",
            "SELECT",
        ),
    ]
