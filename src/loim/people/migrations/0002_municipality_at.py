"""The view that answers: which municipality was this one, or had it become part of, on that day?"""

from django.db import migrations

CREATE = """
CREATE VIEW people_municipality_at AS
WITH RECURSIVE spans (municipality_id, current_id, first_day, last_day, next_id, depth) AS (
    SELECT ehak, ehak, '0001-01-01'::date, coalesce(valid_to, '9999-12-31'::date), successor_id, 0
    FROM people_municipality
    UNION ALL
    SELECT spans.municipality_id, m.ehak, spans.last_day + 1,
        greatest(spans.last_day, coalesce(m.valid_to, '9999-12-31'::date)), m.successor_id, depth + 1
    FROM spans JOIN people_municipality m ON m.ehak = spans.next_id
    WHERE spans.last_day < '9999-12-31'::date AND depth < 20
)
-- A municipality that ended without a successor still counts as itself.
SELECT municipality_id || '/' || current_id || '/' || depth AS id, municipality_id, current_id,
    first_day, CASE WHEN next_id IS NULL THEN '9999-12-31'::date ELSE last_day END AS last_day
FROM spans WHERE first_day <= CASE WHEN next_id IS NULL THEN '9999-12-31'::date ELSE last_day END;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, "DROP VIEW people_municipality_at;")]
