"""The function that the `locked_period_holds` triggers call, and a note when places change.

An organisation's kind and municipality, and a municipality's end and successor, decide
what a record counts for; `people` knows nothing of programmes, so the note about stale
numbers is written from here.
"""

from django.db import migrations

CREATE = """
CREATE FUNCTION programmes_refuse_locked(programme bigint, first_day date, last_day date)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE locked record;
BEGIN
    SELECT start_date, end_date INTO locked FROM programmes_periodlock
        WHERE programme_id = programme AND first_day <= end_date AND last_day >= start_date
        LIMIT 1;
    IF FOUND AND first_day <= last_day THEN
        RAISE EXCEPTION 'the period % to % is locked by a submitted report',
            locked.start_date, locked.end_date
            USING ERRCODE = 'check_violation', CONSTRAINT = 'locked_period_holds';
    END IF;
END $$;

CREATE FUNCTION programmes_all_go_stale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO programmes_stalesource (programme_id, source, marked_at)
        SELECT id, '*', now() FROM programmes_programme;
    RETURN NULL;
END $$;

CREATE TRIGGER numbers_go_stale AFTER UPDATE OF kind, municipality_id ON people_organisation
    FOR EACH STATEMENT EXECUTE FUNCTION programmes_all_go_stale();
CREATE TRIGGER numbers_go_stale AFTER UPDATE OF valid_to, successor_id ON people_municipality
    FOR EACH STATEMENT EXECUTE FUNCTION programmes_all_go_stale();
"""

DROP = """
DROP TRIGGER numbers_go_stale ON people_municipality;
DROP TRIGGER numbers_go_stale ON people_organisation;
DROP FUNCTION programmes_all_go_stale();
DROP FUNCTION programmes_refuse_locked(bigint, date, date);
"""


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial"), ("people", "0002_municipality_at")]
    operations = [migrations.RunSQL(CREATE, DROP)]
