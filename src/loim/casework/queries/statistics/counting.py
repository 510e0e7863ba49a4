"""Enquiries of a month, counted once by everything that figures are published by.

For the keeper's job: inside its gate the counts are of all organisations.
"""

from datetime import date, datetime
from typing import NamedTuple

from django.db import connection
from django.utils.timezone import get_default_timezone

from loim.casework.logic.statistics.periods import add_months


class Counted(NamedTuple):
    organisation: int
    dimension: str
    category: str
    number: int


# An enquiry counts in its own month, or, where it was written down after that one was published,
# in the first month that was not.
_COUNTS = """
WITH chosen AS MATERIALIZED (
    SELECT e.id, e.organisation_id, e.channel, e.language, e.target_group, e.municipality_id,
        coalesce(c.pseudonym <> '', false) AS is_known
    FROM casework_enquiry AS e LEFT JOIN casework_client AS c ON c.id = e.client_id
    WHERE e.recorded_at <= %(cutoff)s AND e.held_at < %(end)s
      AND (e.held_at >= %(start)s OR e.recorded_at > %(before)s)
)
SELECT organisation_id,
    CASE WHEN grouping(channel) = 0 THEN 'channel' WHEN grouping(language) = 0 THEN 'language'
        WHEN grouping(target_group) = 0 THEN 'target_group'
        WHEN grouping(municipality_id) = 0 THEN 'municipality'
        WHEN grouping(is_known) = 0 THEN 'identity' ELSE 'all' END AS dimension,
    coalesce(channel, language, target_group, municipality_id,
        CASE is_known WHEN true THEN 'known' WHEN false THEN 'unknown' END, '') AS category,
    count(*)
FROM chosen
GROUP BY GROUPING SETS ((organisation_id), (organisation_id, channel), (organisation_id, language),
    (organisation_id, target_group), (organisation_id, municipality_id),
    (organisation_id, is_known))
UNION ALL
SELECT organisation_id, CASE WHEN grouping(slug) = 0 THEN 'topic' ELSE 'mentions' END,
    coalesce(slug, ''), count(*)
FROM (
    SELECT chosen.organisation_id, topic.slug
    FROM chosen JOIN casework_enquirytopic AS link ON link.enquiry_id = chosen.id
    JOIN services_topic AS topic ON topic.id = link.topic_id
) AS asked
GROUP BY GROUPING SETS ((organisation_id), (organisation_id, slug))
"""
_PEOPLE = """
SELECT e.organisation_id, count(DISTINCT c.pseudonym)
FROM casework_enquiry AS e JOIN casework_client AS c ON c.id = e.client_id
WHERE c.pseudonym <> '' AND e.held_at >= %(start)s AND e.held_at < %(end)s
    AND e.organisation_id = ANY (%(of)s)
GROUP BY GROUPING SETS ((e.organisation_id), ())
"""


def counted_in(
    month: date, *, cutoff_at: datetime, cutoff_before: datetime | None
) -> list[Counted]:
    """Every count of the month, of all organisations; `cutoff_before` is that of the last month
    that was published."""
    with connection.cursor() as cursor:
        cursor.execute(
            _COUNTS,
            {
                "start": _midnight(month),
                "end": _midnight(add_months(month, 1)),
                "cutoff": cutoff_at,
                "before": cutoff_before or cutoff_at,
            },
        )
        return [Counted(*row) for row in cursor.fetchall()]


def first_month_with_enquiries() -> date | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT date_trunc('month', min(held_at) AT TIME ZONE 'Europe/Tallinn')::date"
            " FROM casework_enquiry"
        )
        found: date | None = cursor.fetchone()[0]
    return found


def different_people(
    first_year: int, last_year: int, organisations: list[int]
) -> dict[int | None, int]:
    """By organisation, and together (None): who is known, counted once."""
    with connection.cursor() as cursor:
        cursor.execute(
            _PEOPLE,
            {
                "start": _midnight(date(first_year, 1, 1)),
                "end": _midnight(date(last_year + 1, 1, 1)),
                "of": organisations,
            },
        )
        return dict(cursor.fetchall())


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=get_default_timezone())
