"""Who reaches appointments and referrals: colleagues, and by narrow doors people without an account.

Doors (see gate.py) name what they open in a setting: `loim.link` is the hash of a secret link,
`loim.booking` the organisation whose free times are looked at. Each opens the rows below and no
others.
"""

from django.db import migrations

from loim.casework.row_security import guard, within_one_organisation
from loim.common.database_roles import KEEPER_ROLE, WEB_ROLE

LINK = "casework_link()"
BOOKING = "nullif(current_setting('loim.booking', true), '')::bigint"
OWN = "(SELECT casework_organisations())::bigint[]"

# When nobody can be had: times alone, of nobody. The function is the keeper's, so that whoever
# books reads no appointment to learn it.
_TAKEN = """
CREATE FUNCTION casework_taken(organisation bigint, since timestamptz, until timestamptz)
RETURNS TABLE (counsellor bigint, room bigint, starts_at timestamptz, ends_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT a.counsellor_id, a.room_id, a.starts_at, a.ends_at
    FROM casework_appointment AS a
    WHERE a.state <> 'cancelled' AND a.starts_at < until AND since < a.ends_at
      AND (a.organisation_id = organisation OR a.counsellor_id IN (
           SELECT h.counsellor_id FROM casework_bookablehours AS h
           WHERE h.organisation_id = organisation))
    UNION ALL
    SELECT v.visitor_id, NULL, v.starts_at, v.expected_end_at
    FROM casework_homevisit AS v
    WHERE v.organisation_id = organisation AND v.state IN ('planned', 'inside')
      AND v.starts_at < until AND since < v.expected_end_at
    UNION ALL
    SELECT b.counsellor_id, NULL,
           b.start_date::timestamp AT TIME ZONE 'Europe/Tallinn',
           (b.end_date + 1)::timestamp AT TIME ZONE 'Europe/Tallinn'
    FROM casework_absence AS b
    WHERE b.organisation_id = organisation
$$
"""
# A new owner of a function has to be allowed to make things in the schema, for that moment.
_TAKEN_IS_THE_KEEPERS = [
    f"GRANT CREATE ON SCHEMA public TO {KEEPER_ROLE}",
    f"ALTER FUNCTION casework_taken(bigint, timestamptz, timestamptz) OWNER TO {KEEPER_ROLE}",
    f"REVOKE CREATE ON SCHEMA public FROM {KEEPER_ROLE}",
]

# The recipient of a referral answers it and changes nothing else of it.
_ANSWERS_ONLY = f"""
CREATE FUNCTION casework_referral_is_answered_only() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    answers text[] := ARRAY['state', 'opened_at', 'answered_at', 'finished_at', 'sealed_answer',
                            'sealed_outcome', 'sealed_passed_on'];
BEGIN
    IF current_user = '{WEB_ROLE}' AND NOT OLD.organisation_id = ANY (casework_organisations())
       AND (to_jsonb(NEW) - answers <> to_jsonb(OLD) - answers
            OR NEW.sealed_passed_on NOT IN ('', OLD.sealed_passed_on)
            OR NEW.state NOT IN (OLD.state, 'opened', 'accepted', 'declined', 'done'))
    THEN
        RAISE EXCEPTION 'whoever receives a referral answers it and changes nothing else'
        USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$
"""

# Where a client is erased, a referral stays as a number: nothing of the person is left in it.
_EMPTIED = """
CREATE FUNCTION casework_referral_without_origin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE casework_referral
    SET sealed_passed_on = '', sealed_answer = '', sealed_outcome = '',
        state = CASE WHEN state IN ('declined', 'done', 'withdrawn') THEN state
                     ELSE 'withdrawn' END
    WHERE id = OLD.referral_id;
    RETURN NULL;
END $$
"""


def _policy(name: str, table: str, command: str, condition: str) -> migrations.RunSQL:
    clause = "WITH CHECK" if command == "INSERT" else "USING"
    return migrations.RunSQL(
        f"CREATE POLICY {name} ON {table} FOR {command} TO {WEB_ROLE} {clause} ({condition})",
        f"DROP POLICY {name} ON {table}",
    )


_BY_LINK = f"key_hash = {LINK}"
_OF_LINKED_REFERRAL = (
    "IN (SELECT linked.referral_id FROM casework_referrallink AS linked"
    f" WHERE linked.key_hash = {LINK})"
)
_OF_LINKED_CALENDAR = (
    "EXISTS (SELECT FROM casework_calendarlink AS linked WHERE linked.key_hash = {link}"
    " AND linked.organisation_id = {table}.organisation_id"
    " AND linked.counsellor_id = {table}.{person})"
)
_RECEIVED = f"state <> 'draft' AND recipient_organisation_id = ANY ({OWN})"


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0005_appointments_and_referrals"),
        ("common", "0004_database_roles"),
    ]

    operations = [
        guard(
            "casework_task",
            "casework_taskhistory",
            "casework_room",
            "casework_bookablehours",
            "casework_bookablehourshistory",
            "casework_absence",
            "casework_calendarlink",
            "casework_appointment",
            "casework_appointmenthistory",
            "casework_interpreter",
            "casework_interpreterorder",
            "casework_interpreterorderhistory",
            "casework_homevisit",
            "casework_homevisithistory",
            "casework_visitalarm",
            "casework_safetycontact",
            "casework_recipient",
            "casework_referral",
            "casework_referralhistory",
            "casework_referralorigin",
            "casework_referraloriginhistory",
            "casework_referrallink",
        ),
        *(
            within_one_organisation(f"casework_{table}", f"{column}_id", f"casework_{parent}")
            for table, column, parent in (
                ("task", "client", "client"),
                ("task", "case", "case"),
                ("bookablehours", "room", "room"),
                ("appointment", "room", "room"),
                ("appointment", "client", "client"),
                ("appointment", "case", "case"),
                ("interpreterorder", "appointment", "appointment"),
                ("interpreterorder", "interpreter", "interpreter"),
                ("homevisit", "client", "client"),
                ("homevisit", "case", "case"),
                ("visitalarm", "visit", "homevisit"),
                ("referralorigin", "referral", "referral"),
                ("referralorigin", "recipient", "recipient"),
                ("referralorigin", "client", "client"),
                ("referralorigin", "case", "case"),
                ("referrallink", "referral", "referral"),
            )
        ),
        migrations.RunSQL(
            [_TAKEN, *_TAKEN_IS_THE_KEEPERS],
            "DROP FUNCTION casework_taken(bigint, timestamptz, timestamptz)",
        ),
        # Whoever books on the web.
        _policy(
            "booked_on_the_web",
            "casework_bookablehours",
            "SELECT",
            f"is_online AND organisation_id = {BOOKING}",
        ),
        _policy("booked_on_the_web", "casework_room", "SELECT", f"organisation_id = {BOOKING}"),
        _policy(
            "booked_on_the_web",
            "casework_appointment",
            "INSERT",
            f"organisation_id = {BOOKING} AND {_BY_LINK} AND is_online AND state = 'booked'"
            " AND client_id IS NULL AND case_id IS NULL AND made_by_id IS NULL",
        ),
        # One's own appointment or order, by the secret link of it.
        *(
            _policy(f"{name}_by_link", f"casework_{table}", command, _BY_LINK)
            for table in ("appointment", "interpreterorder")
            for name, command in (("seen", "SELECT"), ("changed", "UPDATE"))
        ),
        _policy("seen_by_link", "casework_calendarlink", "SELECT", _BY_LINK),
        *(
            _policy(
                "in_a_calendar",
                f"casework_{table}",
                "SELECT",
                _OF_LINKED_CALENDAR.format(link=LINK, table=f"casework_{table}", person=person),
            )
            for table, person in (("appointment", "counsellor_id"), ("homevisit", "visitor_id"))
        ),
        *(
            _policy("written_by_link", f"casework_{table}history", "INSERT", _BY_LINK)
            for table in ("appointment", "interpreterorder")
        ),
        # A referral, by the recipient's account or link.
        _policy("received", "casework_referral", "SELECT", _RECEIVED),
        _policy("answered", "casework_referral", "UPDATE", _RECEIVED),
        _policy("answered", "casework_referralhistory", "INSERT", _RECEIVED),
        *(
            _policy(f"{name}_by_link", "casework_referrallink", command, _BY_LINK)
            for name, command in (("seen", "SELECT"), ("changed", "UPDATE"))
        ),
        *(
            _policy(f"{name}_by_link", "casework_referral", command, f"id {_OF_LINKED_REFERRAL}")
            for name, command in (("seen", "SELECT"), ("changed", "UPDATE"))
        ),
        _policy(
            "written_by_link", "casework_referralhistory", "INSERT", f"id {_OF_LINKED_REFERRAL}"
        ),
        migrations.RunSQL(
            [
                _ANSWERS_ONLY,
                "CREATE TRIGGER casework_referral_is_answered_only"
                " BEFORE UPDATE ON casework_referral"
                " FOR EACH ROW EXECUTE FUNCTION casework_referral_is_answered_only()",
            ],
            [
                "DROP TRIGGER casework_referral_is_answered_only ON casework_referral",
                "DROP FUNCTION casework_referral_is_answered_only()",
            ],
        ),
        migrations.RunSQL(
            [
                _EMPTIED,
                "CREATE TRIGGER casework_referral_without_origin"
                " AFTER DELETE ON casework_referralorigin"
                " FOR EACH ROW EXECUTE FUNCTION casework_referral_without_origin()",
            ],
            [
                "DROP TRIGGER casework_referral_without_origin ON casework_referralorigin",
                "DROP FUNCTION casework_referral_without_origin()",
            ],
        ),
    ]
