from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.content.permissions import EDITING_ROLES
from loim.people.models import User
from loim.people.permissions import organisations_with_role
from loim.portal.waiting.item import Waiting
from loim.services.models import Journey, JourneyStatus
from loim.services.permissions.catalogue import may_keep_something, services_kept_by
from loim.services.queries.catalogue.listing import overdue_services
from loim.services.queries.journeys.flags import flags_of
from loim.services.queries.journeys.listing import with_words


def waiting_for(person: User, now: datetime) -> Iterator[Waiting]:
    if not may_keep_something(person):
        return
    late = overdue_services(services_kept_by(person), localdate(now)).count()
    if late:
        words = ngettext(
            "%(number)s service is to be confirmed: is it still right?",
            "%(number)s services are to be confirmed: are they still right?",
            late,
        )
        yield Waiting(words % {"number": late}, reverse("service-confirmations"))
    yield from _journeys(person)


def _journeys(person: User) -> Iterator[Waiting]:
    """So many queries, however many journeys are kept."""
    kept = organisations_with_role(person, EDITING_ROLES)
    journeys = list(
        Journey.objects.filter(keeper__in=kept, status=JourneyStatus.PUBLISHED).order_by("pk")
    )
    flags = flags_of(journeys)
    for journey in with_words([each for each in journeys if flags[each.pk].steps]):
        title = journey.shown.get("title")  # type: ignore[attr-defined]  # attached
        words = _("Services of the journey “%(title)s” have changed: look whether it still holds.")
        yield Waiting(
            words % {"title": title}, reverse("journey-design-flags", args=[journey.slug])
        )
