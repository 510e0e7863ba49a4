"""How often somebody asks: counted in the database, so that all processes count together.

One statement for each count, a row for each who asks and window of time. django's cache would
read, then write, and lose counts between two processes.
"""

from datetime import UTC, datetime, timedelta

from django.db import connection
from django.utils.crypto import salted_hmac

from loim.common.models import RequestCount

WINDOW = timedelta(minutes=10)

_COUNT = (
    "INSERT INTO common_requestcount (key, window_ends_at, number) VALUES (%s, %s, 1)"
    " ON CONFLICT (key) DO UPDATE SET number = common_requestcount.number + 1 RETURNING number"
)


def count_request(*, what: str, who: str, now: datetime, window: timedelta = WINDOW) -> int:
    """How many of `what` it is with this one from `who`, in the window that holds `now`.

    Windows lie side by side, so that no row needs a look at when it began: across a border
    between two as many again may come.
    """
    window_number = int(now.timestamp() // window.total_seconds())
    key = salted_hmac("loim.rates", f"{what}:{window_number}:{who}", algorithm="sha256")
    ends_at = datetime.fromtimestamp((window_number + 1) * window.total_seconds(), UTC)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [key.hexdigest(), ends_at])
        [number] = cursor.fetchone()
    return int(number)


def forget_old_counts(*, now: datetime) -> None:
    RequestCount.objects.filter(window_ends_at__lte=now).delete()
