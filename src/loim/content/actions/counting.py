"""Count that a text was read: one statement, no personal data."""

from datetime import date, timedelta

from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone

from loim.content.logic.readers import is_read_by_a_person
from loim.content.models import Text
from loim.content.permissions import may_translate
from loim.content.queries.reading import ShownText

_COUNT = (
    "INSERT INTO content_readcount (text_id, language, day, readings) VALUES (%s, %s, %s, 1)"
    " ON CONFLICT (text_id, language, day)"
    " DO UPDATE SET readings = content_readcount.readings + 1"
)
_SAYS_PURPOSE = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")


def count_reading(request: HttpRequest, shown: ShownText) -> None:
    """Public pages call it with the text that they are about. Counted under the language that the
    reader wanted. Programs, pages loaded ahead, and people who write texts do not count."""
    purposes = tuple(request.headers.get(name, "") for name in _SAYS_PURPOSE)
    if request.method != "GET" or not shown.exists or may_translate(request.user):
        return
    if not is_read_by_a_person(user_agent=request.headers.get("User-Agent", ""), purposes=purposes):
        return
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [shown.text_id, shown.wanted, timezone.localdate()])


RECENT = timedelta(days=28)
_AT_ONCE = 500
_CHANGED = """
    SELECT DISTINCT s.text_id FROM content_textstate s
    LEFT JOIN (
        SELECT text_id, language, sum(readings) AS readings FROM content_readcount
        WHERE day > %s AND day <= %s GROUP BY text_id, language
    ) r ON r.text_id = s.text_id AND r.language = s.language
    WHERE s.recent_readings <> coalesce(r.readings, 0) ORDER BY s.text_id
"""
_UPDATE = """
    UPDATE content_textstate s SET recent_readings = coalesce((
        SELECT sum(r.readings) FROM content_readcount r
        WHERE r.text_id = s.text_id AND r.language = s.language AND r.day > %s AND r.day <= %s
    ), 0) WHERE s.text_id = ANY(%s)
"""


def count_recent_readings(*, today: date) -> int:
    """Write beside each state how much it was read of late, for lists to be ordered by. Gives the
    number of texts for which that changed. Takes turns with whoever writes a text."""
    period = [today - RECENT, today]
    with connection.cursor() as cursor:
        cursor.execute(_CHANGED, period)
        changed = [pk for (pk,) in cursor.fetchall()]
    for start in range(0, len(changed), _AT_ONCE):
        some = changed[start : start + _AT_ONCE]
        with transaction.atomic(), connection.cursor() as cursor:
            texts = Text.objects.filter(pk__in=some).order_by("pk")
            list(texts.select_for_update(no_key=True).values_list("pk", flat=True))
            cursor.execute(_UPDATE, [*period, some])
    return len(changed)
