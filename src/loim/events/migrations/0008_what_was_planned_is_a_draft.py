"""Rows that are there get what new ones have from the start.

In a migration of its own: a table whose rows were changed cannot be altered in the same
transaction.
"""

from django.db import migrations

# A locked period refuses a change of status; here the word changes, not the status.
RENAME = """
    SELECT set_config('loim.correction', 'planned events are called drafts', true);
    UPDATE events_event SET
        status = CASE status WHEN 'planned' THEN 'draft' ELSE status END,
        calendar_uid = gen_random_uuid();
    UPDATE events_eventhistory AS h SET
        status = CASE h.status WHEN 'planned' THEN 'draft' ELSE h.status END,
        calendar_uid = coalesce(
            (SELECT e.calendar_uid FROM events_event AS e WHERE e.id = h.pgh_obj_id),
            h.calendar_uid);
    SELECT set_config('loim.correction', '', true);
"""
RENAME_BACK = """
    SELECT set_config('loim.correction', 'drafts are called planned events', true);
    UPDATE events_event SET status = 'planned' WHERE status IN ('draft', 'published');
    UPDATE events_eventhistory SET status = 'planned' WHERE status IN ('draft', 'published');
    SELECT set_config('loim.correction', '', true);
"""

# A participant and the form that it was on are of one event; a form has no other key to
# say so by, and Django knows no foreign keys of two columns.
OF_ONE_EVENT = """
    ALTER TABLE events_participant ADD CONSTRAINT participant_of_registrations_event
        FOREIGN KEY (registration_id, event_id) REFERENCES events_registration (id, event_id)
        DEFERRABLE INITIALLY DEFERRED;
"""
NOT_OF_ONE_EVENT = (
    "ALTER TABLE events_participant DROP CONSTRAINT participant_of_registrations_event;"
)


class Migration(migrations.Migration):
    dependencies = [("events", "0007_publishing")]

    operations = [
        migrations.RunSQL(RENAME, RENAME_BACK),
        migrations.RunSQL(OF_ONE_EVENT, NOT_OF_ONE_EVENT),
    ]
