"""Whether anything that is given out changed: one query, from the ends of the histories."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from django.apps import apps
from django.db import connection
from django.utils import timezone

_KEPT = (
    "Service", "LegalBasis", "Location", "Channel", "Contact", "OpeningRule", "OpeningException",
    "Alert", "Requirement", "Evidence", "Output", "Cost",
)  # fmt: skip
_BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Stamp:
    digest: str
    changed_at: datetime


def stamp() -> Stamp:
    """Triggers write the histories, so no change escapes it. An alert that begins or ends and an
    organisation that is renamed change it, too."""
    tables = [apps.get_model("services", f"{name}History")._meta.db_table for name in _KEPT]  # noqa: SLF001  # Django documents it
    latest = " UNION ALL ".join(
        f"(SELECT pgh_id AS id, pgh_created_at AS at FROM {table} ORDER BY pgh_id DESC LIMIT 1)"  # noqa: S608
        for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH latest AS ({latest})
            SELECT (SELECT string_agg(id::text, '.' ORDER BY at, id) FROM latest),
                (SELECT max(at) FROM latest),
                (SELECT max(changed_at) FROM content_textstate),
                (SELECT count(*) FROM services_service),
                (SELECT max(t) FROM (
                    SELECT max(start_at) AS t FROM services_alert WHERE start_at <= %(now)s
                    UNION ALL
                    SELECT max(end_at) FROM services_alert WHERE end_at <= %(now)s) ended),
                (SELECT md5(string_agg(o::text, '' ORDER BY o.id)) FROM people_organisation o
                    WHERE o.id IN (SELECT authority_id FROM services_service)),
                (SELECT md5(string_agg(t::text, '' ORDER BY t.id)) FROM services_topic t),
                (SELECT md5(string_agg(e::text, '' ORDER BY e.id)) FROM services_lifeevent e),
                (SELECT count(*) FROM services_service_topics),
                (SELECT count(*) FROM services_service_life_events)
            """,  # noqa: S608  # names of our own tables
            {"now": timezone.now()},
        )
        row = cursor.fetchone()
    times = [at for at in (row[1], row[2], row[4]) if at]
    digest = hashlib.sha256(repr(row).encode()).hexdigest()[:24]
    return Stamp(digest, max(times, default=_BEGINNING))
