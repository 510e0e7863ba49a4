"""Whoever records and whoever submits a report take turns, programme by programme.

Without that, a record written while a report is being submitted could be neither in the
frozen number (not yet committed when it was counted) nor refused (the lock not yet
committed when the trigger looked). A recorder takes the programme's advisory lock
shared, so recorders never wait for each other; submission takes it alone
(`programmes.actions.report_steps`).
"""

from django.db import migrations

TAKE_TURNS = """
CREATE OR REPLACE FUNCTION programmes_refuse_locked(programme bigint, first_day date, last_day date)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE locked record;
BEGIN
    IF programme IS NULL OR first_day > last_day THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock_shared(7263, programme::integer);
    -- A statement of its own: it sees the lock of a submission that was waited for.
    SELECT start_date, end_date INTO locked FROM programmes_periodlock
        WHERE programme_id = programme AND first_day <= end_date AND last_day >= start_date
        LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'the period % to % is locked by a submitted report',
            locked.start_date, locked.end_date
            USING ERRCODE = 'check_violation', CONSTRAINT = 'locked_period_holds';
    END IF;
END $$;
"""

NO_TURNS = """
CREATE OR REPLACE FUNCTION programmes_refuse_locked(programme bigint, first_day date, last_day date)
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
"""


class Migration(migrations.Migration):
    dependencies = [("programmes", "0003_reports_stand")]
    operations = [migrations.RunSQL(TAKE_TURNS, NO_TURNS)]
