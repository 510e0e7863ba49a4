from django.db import migrations

from loim.casework.row_security import (
    guard,
    only_clients_in_use,
    shown_by_own_link,
    within_one_organisation,
)
from loim.common.database_roles import KEEPER_ROLE

# Asked when the transaction ends, since the consent names the client and is written after. As the
# keeper: by then the gate may be shut.
NO_RECORD_WITHOUT_CONSENT = migrations.RunSQL(
    [
        f"""
        CREATE FUNCTION casework_client_has_consent() RETURNS trigger
        LANGUAGE plpgsql SET role = {KEEPER_ROLE} AS $$
        BEGIN
            IF EXISTS (SELECT FROM casework_client WHERE id = NEW.id) AND NOT EXISTS (
                SELECT FROM casework_consent
                WHERE client_id = NEW.id AND given_at <= NEW.made_at
                  AND expires_on >= (NEW.made_at AT TIME ZONE 'Europe/Tallinn')::date
                  AND (ended_at IS NULL OR ended_at > NEW.made_at)
            ) THEN
                RAISE EXCEPTION 'client % has given no consent', NEW.id
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'client_has_consent';
            END IF;
            RETURN NULL;
        END $$
        """,
        """
        CREATE CONSTRAINT TRIGGER client_has_consent AFTER INSERT ON casework_client
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION casework_client_has_consent()
        """,
    ],
    [
        "DROP TRIGGER client_has_consent ON casework_client",
        "DROP FUNCTION casework_client_has_consent()",
    ],
)

# FOR SHARE waits for a withdrawal that is being written, and a withdrawal waits for this.
CLIENT_IN_USE = migrations.RunSQL(
    [
        """
        CREATE FUNCTION casework_client_in_use() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE standing text;
        BEGIN
            EXECUTE format('SELECT ($1).%I', TG_ARGV[0]) INTO standing USING NEW;
            IF standing IS NULL THEN
                RETURN NEW;
            END IF;
            SELECT state INTO standing FROM casework_client WHERE id = standing::bigint FOR SHARE;
            IF standing IS DISTINCT FROM 'active' THEN
                RAISE EXCEPTION 'the record of the client is not in use: %', standing
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'client_in_use';
            END IF;
            RETURN NEW;
        END $$
        """
    ],
    ["DROP FUNCTION casework_client_in_use()"],
)

_OF_A_CLIENT = (
    "casework_consent",
    "casework_clientdocument",
    "casework_clientjourney",
    "casework_clientpresence",
    "casework_registryprocess",
)


class Migration(migrations.Migration):
    dependencies = [("casework", "0007_clients_and_cases")]

    operations = [
        guard(
            *_OF_A_CLIENT,
            "casework_consenthistory",
            "casework_consenttext",
            "casework_caseentry",
            "casework_householdlink",
            "casework_clientmerge",
            "casework_clientjourneystep",
            "casework_registryprocesshistory",
            "casework_registrystep",
            "casework_registrytemplate",
            "casework_registrytemplatehistory",
        ),
        *(within_one_organisation(table, "client_id", "casework_client") for table in _OF_A_CLIENT),
        within_one_organisation("casework_client", "merged_into_id", "casework_client"),
        within_one_organisation("casework_consent", "text_id", "casework_consenttext"),
        within_one_organisation("casework_caseentry", "case_id", "casework_case"),
        within_one_organisation("casework_householdlink", "client_id", "casework_client"),
        within_one_organisation("casework_householdlink", "other_id", "casework_client"),
        within_one_organisation("casework_clientmerge", "kept_id", "casework_client"),
        within_one_organisation("casework_clientmerge", "gone_id", "casework_client"),
        within_one_organisation("casework_clientdocument", "case_id", "casework_case"),
        within_one_organisation(
            "casework_clientjourneystep", "journey_id", "casework_clientjourney"
        ),
        within_one_organisation("casework_registryprocess", "enquiry_id", "casework_enquiry"),
        within_one_organisation("casework_registrystep", "process_id", "casework_registryprocess"),
        NO_RECORD_WITHOUT_CONSENT,
        CLIENT_IN_USE,
        *(
            only_clients_in_use(table)
            for table in (
                "casework_enquiry",
                "casework_case",
                "casework_clientdocument",
                "casework_clientjourney",
                "casework_registryprocess",
                "casework_task",
                "casework_appointment",
                "casework_homevisit",
                "casework_referralorigin",
            )
        ),
        only_clients_in_use("casework_householdlink"),
        only_clients_in_use("casework_householdlink", "other_id"),
        shown_by_own_link("casework_client"),
        *(
            shown_by_own_link(table)
            for table in (
                "casework_consent",
                "casework_case",
                "casework_appointment",
                "casework_clientdocument",
                "casework_clientjourney",
                "casework_registryprocess",
            )
        ),
    ]
