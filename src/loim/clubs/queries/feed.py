"""A club's meetings as a calendar to subscribe to.

Every meeting is an entry of its own, as in the platform's calendar, and not a rule with
exceptions: each has a page, may be moved, gets a topic and counts for itself, and its UID is
the same in both, so that whoever takes both calendars sees one meeting. (Calendars also
disagree about rules that leave out quarters: BYMONTH in a weekly rule.)
"""

from datetime import date, datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from loim.clubs.models import Club
from loim.events.models import Event, EventStatus
from loim.events.queries.calendar.links import SubscribeLinks

KEPT = timedelta(days=365)
FORMAT = "1"


class ClubFeed:
    """From a year ago on; two queries, the second only when somebody has an older copy."""

    def __init__(self, club: Club, language: str, today: date) -> None:
        self.club, self.language, self.today = club, language, today
        self._state = list(self._events().values_list("pk", "changed_at", "calendar_sequence"))

    def _events(self) -> QuerySet[Event]:
        return (
            Event.objects.filter(club_meeting__club=self.club, start_date__gte=self.today - KEPT)
            .exclude(status=EventStatus.DRAFT)
            .order_by("start_date", "start_time", "pk")
        )

    @property
    def etag(self) -> str:
        club = (self.club.title, self.club.translations, self.club.organisation.name)
        said = repr((FORMAT, settings.BASE_URL, self.language, club, self._state))
        return f'"{sha256(said.encode()).hexdigest()[:32]}"'

    @property
    def last_modified(self) -> datetime:
        morning = timezone.make_aware(datetime.combine(self.today, datetime.min.time()))
        return max([morning, self.club.changed_at, *(row[1] for row in self._state)])

    def events(self) -> list[Event]:
        return list(self._events().select_related("organiser", "series"))


def club_subscribe_links(club: Club) -> SubscribeLinks:
    feed = settings.BASE_URL + reverse("club-feed", args=[club.pk])
    webcal = urlsplit(feed)._replace(scheme="webcal").geturl()
    name = str(club.text("title"))
    outlook = "/calendar/0/addfromweb?" + urlencode({"url": webcal, "name": name})
    return SubscribeLinks(
        feed=feed,
        phone=webcal,
        google="https://calendar.google.com/calendar/render?" + urlencode({"cid": webcal}),
        outlook="https://outlook.live.com" + outlook,
        outlook_at_work="https://outlook.office.com" + outlook,
    )
