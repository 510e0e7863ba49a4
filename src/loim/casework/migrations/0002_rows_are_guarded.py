from django.db import migrations

from loim.casework.row_security import guard, within_one_organisation

# Of the person and the moment that the gate names. SECURITY DEFINER: who counsels where is
# looked up even where the role could not read it; the search path is fixed for that reason.
_ORGANISATIONS = """
CREATE FUNCTION casework_organisations() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT membership.organisation_id), '{}')
    FROM people_membership AS membership
    JOIN people_user AS person ON person.id = membership.user_id AND person.is_active
    WHERE membership.user_id = nullif(current_setting('loim.person', true), '')::bigint
      AND membership.role = 'counsellor'
      AND daterange(membership.start_date, membership.end_date, '[]') @>
          (nullif(current_setting('loim.now', true), '')::timestamptz
           AT TIME ZONE 'Europe/Tallinn')::date
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0001_initial"),
        ("common", "0004_database_roles"),
        ("people", "0003_organisation_logo"),
    ]

    operations = [
        migrations.RunSQL(_ORGANISATIONS, "DROP FUNCTION casework_organisations()"),
        guard(
            "casework_client",
            "casework_clienthistory",
            "casework_case",
            "casework_casehistory",
            "casework_enquiry",
            "casework_enquiryhistory",
            "casework_enquirytopic",
        ),
        within_one_organisation("casework_case", "client_id", "casework_client"),
        within_one_organisation("casework_enquiry", "client_id", "casework_client"),
        within_one_organisation("casework_enquiry", "case_id", "casework_case"),
        within_one_organisation("casework_enquirytopic", "enquiry_id", "casework_enquiry"),
    ]
