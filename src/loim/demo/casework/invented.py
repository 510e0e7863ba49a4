"""Enquiries by the thousand, in one statement: the same ones every time."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.db import connection
from django.utils import timezone

from loim.people.models import Organisation, User
from loim.services.models import Topic

# Weights of categories: the first is the most frequent.
CHANNELS = {"desk": 50, "phone": 25, "email": 12, "chat": 8, "home_visit": 4, "event": 1}
LANGUAGES = {"ru": 45, "uk": 30, "en": 15, "et": 8, "other": 2}
GROUPS = {"newcomer": 55, "protection": 25, "returnee": 8, "resident": 7, "unknown": 5}


def enquiries_of_month(
    of: Organisation,
    by: User,
    month: date,
    topics: Mapping[Topic, int],
    *,
    municipalities: Mapping[str, int] | None = None,
    recorded_at: datetime | None = None,
) -> None:
    """As many about each topic as is said, spread over the days, channels, languages, groups and
    municipalities by fixed weights: the same every time."""
    start = timezone.make_aware(datetime.combine(month, time(9)))
    with connection.cursor() as cursor:
        cursor.execute(
            _SQL,
            {
                "organisation": of.pk,
                "counsellor": by.pk,
                "start": start,
                "recorded": recorded_at,
                "topics": [topic.pk for topic in topics],
                "numbers": list(topics.values()),
                **_lists("channel", CHANNELS),
                **_lists("language", LANGUAGES),
                **_lists("group", GROUPS),
                **_lists("municipality", municipalities or {}),
            },
        )


def _lists(name: str, weights: Mapping[str, int]) -> dict[str, list[Any]]:
    return {name: [key for key, weight in weights.items() for _ in range(weight)] or [None]}


_SQL = """
WITH asked AS (
    SELECT topic, number, row_number() OVER (ORDER BY topic, number) AS n
    FROM unnest(%(topics)s::bigint[], %(numbers)s::int[]) AS t(topic, total),
        generate_series(1, total) AS number
), ready AS (
    SELECT gen_random_uuid() AS submission, topic,
        %(start)s::timestamptz + (n * 7919 %% 27) * interval '1 day' AS held_at,
        (%(channel)s::text[])[1 + n * 37 %% cardinality(%(channel)s::text[])] AS channel,
        (%(language)s::text[])[1 + n * 53 %% cardinality(%(language)s::text[])] AS language,
        (%(group)s::text[])[1 + n * 29 %% cardinality(%(group)s::text[])] AS target_group,
        (%(municipality)s::text[])[1 + n * 31 %% cardinality(%(municipality)s::text[])] AS place
    FROM asked
), made AS (
    INSERT INTO casework_enquiry (submission, organisation_id, counsellor_id, held_at, recorded_at,
        channel, language, minutes, outcome, target_group, municipality_id, sealed_note)
    SELECT submission, %(organisation)s, %(counsellor)s, held_at,
        coalesce(%(recorded)s::timestamptz, held_at + interval '5 minutes'), channel, language, 10,
        'answered', target_group, nullif(place, ''), ''
    FROM ready RETURNING id, submission
)
INSERT INTO casework_enquirytopic (organisation_id, enquiry_id, topic_id)
SELECT %(organisation)s, made.id, ready.topic FROM made JOIN ready USING (submission)
"""
