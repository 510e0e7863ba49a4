"""The question whether a client has consented is asked by the keeper.

PostgreSQL 18 runs a deferred trigger as the role that queued it, and that role may not set another:
so the function belongs to the keeper and runs as its owner.
"""

from django.db import migrations

from loim.common.database_roles import KEEPER_ROLE

_HAS_CONSENT = """
CREATE OR REPLACE FUNCTION casework_client_has_consent() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
    dependencies = [("casework", "0015_figures_are_guarded")]

    operations = [
        migrations.RunSQL(
            [
                _HAS_CONSENT,
                # A new owner has to be allowed to make things in the schema, for that moment.
                f"GRANT CREATE ON SCHEMA public TO {KEEPER_ROLE}",
                f"ALTER FUNCTION casework_client_has_consent() OWNER TO {KEEPER_ROLE}",
                f"REVOKE CREATE ON SCHEMA public FROM {KEEPER_ROLE}",
            ],
            migrations.RunSQL.noop,
        )
    ]
