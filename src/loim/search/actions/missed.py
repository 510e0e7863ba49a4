"""Remember what was looked for in vain, and forget it again."""

import re
from datetime import date, timedelta

from django.db import connection

from loim.search.logic.analysis.tokens import normal, tokens
from loim.search.models import MissedSearch

KEPT = timedelta(days=90)
MOST_A_DAY = 2000  # different searches; more than that is a machine
# Codes, numbers of telephones and days of birth are somebody's own.
_PERSONAL = re.compile(r"@|\d[\d\s-]{4,}\d")


def remember_missed(*, text: str, today: date) -> None:
    """Count these words as not found today. Nothing is kept of what looks like an address, a
    number or a whole letter; nor of who asked, from where and when in the day."""
    words = " ".join(token.casefold() for token in tokens(normal(text)))
    if not words or len(words) > 100 or len(words.split()) > 6 or _PERSONAL.search(text):
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_missedsearch (day, words, number)"
            " SELECT %(day)s, %(words)s, 1 WHERE (SELECT count(*) FROM search_missedsearch"
            " WHERE day = %(day)s) < %(most)s ON CONFLICT (day, words)"
            " DO UPDATE SET number = search_missedsearch.number + 1",
            {"day": today, "words": words, "most": MOST_A_DAY},
        )


def forget_old_searches(*, today: date) -> int:
    deleted, _each = MissedSearch.objects.filter(day__lt=today - KEPT).delete()
    return deleted
