from django.db import migrations

from loim.casework.row_security import guard, within_one_organisation
from loim.common.database_roles import KEEPER_ROLE, WEB_ROLE

# Statement by statement, so that a thousand enquiries at once are counted once. What the keeper
# erases because its time has passed was asked all the same: only a person's deletion takes away.
_COUNT = f"""
CREATE FUNCTION casework_month_changed(organisation bigint, first_day date, change bigint)
RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF change > 0 THEN
        INSERT INTO casework_enquirymonth AS kept (organisation_id, month, number)
        VALUES (organisation, first_day, change)
        ON CONFLICT (organisation_id, month) DO UPDATE SET number = kept.number + change;
    ELSIF change < 0 THEN
        UPDATE casework_enquirymonth SET number = number + change
        WHERE organisation_id = organisation AND month = first_day;
    END IF;
    INSERT INTO programmes_stalesource (programme_id, source, marked_at)
    SELECT DISTINCT agreement.programme_id, 'enquiries', now()
    FROM programmes_agreement AS agreement
    JOIN programmes_agreementparty AS party ON party.agreement_id = agreement.id
    WHERE party.organisation_id = organisation AND change <> 0;
END $$;

CREATE FUNCTION casework_count_enquiries() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM casework_month_changed(organisation_id, month, n) FROM (
            SELECT organisation_id, casework_month(held_at) AS month, count(*) AS n
            FROM new_rows GROUP BY 1, 2 ORDER BY 1, 2) AS changes;
    ELSIF TG_OP = 'UPDATE' THEN
        PERFORM casework_month_changed(organisation_id, month, n) FROM (
            SELECT organisation_id, month, sum(n) AS n FROM (
                SELECT organisation_id, casework_month(held_at) AS month, 1 AS n FROM new_rows
                UNION ALL
                SELECT organisation_id, casework_month(held_at), -1 FROM old_rows
            ) AS both_ways GROUP BY 1, 2 HAVING sum(n) <> 0 ORDER BY 1, 2) AS changes;
    ELSIF current_user <> '{KEEPER_ROLE}' THEN
        PERFORM casework_month_changed(organisation_id, month, n) FROM (
            SELECT organisation_id, casework_month(held_at) AS month, -count(*) AS n
            FROM old_rows GROUP BY 1, 2 ORDER BY 1, 2) AS changes;
    END IF;
    RETURN NULL;
END $$;
"""
_MONTH = """
CREATE FUNCTION casework_month(moment timestamptz) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT date_trunc('month', moment AT TIME ZONE 'Europe/Tallinn')::date
$$
"""
_TRIGGERS = [
    "CREATE TRIGGER counted_by_month_insert AFTER INSERT ON casework_enquiry"
    " REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT"
    " EXECUTE FUNCTION casework_count_enquiries()",
    "CREATE TRIGGER counted_by_month_update AFTER UPDATE ON casework_enquiry"
    " REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT"
    " EXECUTE FUNCTION casework_count_enquiries()",
    "CREATE TRIGGER counted_by_month_delete AFTER DELETE ON casework_enquiry"
    " REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT"
    " EXECUTE FUNCTION casework_count_enquiries()",
]
# Read by anyone, since it tells of no person; written by the trigger, by whoever may write what
# it counts (decision 23).
_OWN = (
    "organisation_id = ANY ((SELECT casework_organisations())::bigint[]) AND pg_trigger_depth() > 0"
)
_POLICIES = [
    "ALTER TABLE casework_enquirymonth ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE casework_enquirymonth FORCE ROW LEVEL SECURITY",
    f"CREATE POLICY read_by_all ON casework_enquirymonth FOR SELECT TO {WEB_ROLE} USING (true)",
    f"CREATE POLICY counted_insert ON casework_enquirymonth FOR INSERT TO {WEB_ROLE}"
    f" WITH CHECK ({_OWN})",
    f"CREATE POLICY counted_update ON casework_enquirymonth FOR UPDATE TO {WEB_ROLE}"
    f" USING ({_OWN}) WITH CHECK ({_OWN})",
    f"CREATE POLICY keeping ON casework_enquirymonth TO {KEEPER_ROLE} USING (true) WITH CHECK (true)",
]
_WITHOUT = [
    "DROP TRIGGER counted_by_month_insert ON casework_enquiry",
    "DROP TRIGGER counted_by_month_update ON casework_enquiry",
    "DROP TRIGGER counted_by_month_delete ON casework_enquiry",
    "DROP FUNCTION casework_count_enquiries()",
    "DROP FUNCTION casework_month_changed(bigint, date, bigint)",
    "DROP FUNCTION casework_month(timestamptz)",
]
_OPEN_AGAIN = [
    *(
        f"DROP POLICY {name} ON casework_enquirymonth"
        for name in ("read_by_all", "counted_insert", "counted_update", "keeping")
    ),
    "ALTER TABLE casework_enquirymonth NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE casework_enquirymonth DISABLE ROW LEVEL SECURITY",
]


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0009_enquiries_at_the_desk"),
        ("programmes", "0001_initial"),
    ]

    operations = [
        guard(
            "casework_favourite",
            "casework_favouritetopic",
            "casework_snippet",
            "casework_snippethistory",
            "casework_enquirytopichistory",
        ),
        within_one_organisation("casework_favouritetopic", "favourite_id", "casework_favourite"),
        migrations.RunSQL(_POLICIES, _OPEN_AGAIN),
        migrations.RunSQL([_MONTH, _COUNT, *_TRIGGERS], _WITHOUT),
    ]
