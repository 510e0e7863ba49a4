"""Count that a text was read: one statement, no personal data."""

from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from loim.content.logic.readers import is_read_by_a_person
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
