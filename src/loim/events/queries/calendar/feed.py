"""What a feed holds, and whether it changed since somebody asked last."""

from datetime import date, datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from loim.events.models import Event
from loim.events.queries.calendar.listed import NEEDLESS, CalendarFilter, calendar_events

KEPT = timedelta(days=365)  # so long a past event stays in feeds
MOST_EVENTS = 1000
FORMAT = "1"  # of what is written of an event: another one makes every feed new


class Feed:
    """Of everybody's events that the filter lets through, from a year ago on: two queries, and
    the second only when somebody has an older copy. Of more than can be held the latest stay."""

    def __init__(self, wanted: CalendarFilter, language: str, today: date) -> None:
        self.language = language
        self.today = today
        self._events = calendar_events(AnonymousUser(), wanted, today - KEPT).order_by(
            "-start_date", "-pk"
        )
        self._state = list(
            self._events.values_list(
                "pk",
                "changed_at",
                "calendar_sequence",
                "organiser__name",
                "series__title",
                "series__translations",
            )[:MOST_EVENTS]
        )

    @property
    def etag(self) -> str:
        """The same exactly where the file is the same."""
        said = repr((FORMAT, settings.BASE_URL, self.language, self._state))
        return f'"{sha256(said.encode()).hexdigest()[:32]}"'

    @property
    def last_modified(self) -> datetime:
        """The last change; this morning at the earliest, when a day fell out of the feed."""
        morning = timezone.make_aware(datetime.combine(self.today, datetime.min.time()))
        return max([morning, *(row[1] for row in self._state)])

    def events(self) -> list[Event]:
        """In the order of time."""
        found = (
            self._events.select_related("organiser", "series")
            .defer(None)
            .defer(*(field for field in NEEDLESS if field not in _SAID))
        )
        return list(reversed(found[:MOST_EVENTS]))


_SAID = ("purpose", "description", "cancel_reason")
