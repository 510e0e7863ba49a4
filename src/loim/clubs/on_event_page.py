"""From the page of a meeting's event to its club."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from loim.clubs.models import ClubMeeting
from loim.events.companions import Companion
from loim.events.models import Event
from loim.people.permissions import Person


def links_of(event: Event, person: Person) -> Iterable[Companion]:  # the shape of a finder
    meeting = ClubMeeting.objects.select_related("club").filter(event=event).first()
    if meeting is None or not meeting.club.is_public:
        return []
    title = meeting.club.text("title")
    return [
        Companion(
            _("All meetings of the club “%(title)s”, and how to join") % {"title": title},
            reverse("club", args=[meeting.club_id]),
        )
    ]
