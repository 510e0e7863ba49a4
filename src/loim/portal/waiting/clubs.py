from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from loim.clubs.queries.meetings import clubs_without_meetings, meetings_to_record
from loim.people.models import User
from loim.portal.waiting.item import Waiting


def waiting_for(person: User, now: datetime) -> Iterator[Waiting]:
    today = localdate(now)
    for meeting in meetings_to_record(person, today):
        if meeting.event is None:
            continue
        said = {
            "club": meeting.club.text("title"),
            "day": date_format(meeting.event.start_date, "SHORT_DATE_FORMAT"),
        }
        yield Waiting(
            _("Who came to the club “%(club)s” on %(day)s?") % said,
            reverse("club-meeting-came", args=[meeting.pk]),
        )
    for club in clubs_without_meetings(person, today):
        yield Waiting(
            _("The club “%(club)s” is open, but no meeting is planned.")
            % {"club": club.text("title")},
            reverse("club-times", args=[club.pk]),
        )
