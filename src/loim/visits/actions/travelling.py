"""How long the way between two towns takes, where the organiser knows better."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.people.models import User
from loim.visits.actions.planning import visit_change
from loim.visits.logic.towns import pair
from loim.visits.models import TravelTime, Visit


class SameTown(Refusal):
    message = _("These two are the same town.")


def set_travel_time(
    *, visit: Visit, one: str, other: str, minutes: int | None, by: User, now: datetime
) -> None:
    """None: as the platform estimates it. Refused: SameTown."""
    first, last = pair(one, other)
    if first == last:
        raise SameTown
    with visit_change(visit=visit, by=by, now=now, step="travel_time") as current:
        if minutes is None:
            TravelTime.objects.filter(visit=current, one=first, other=last).delete()
        else:
            TravelTime.objects.update_or_create(
                visit=current, one=first, other=last, defaults={"minutes": minutes}
            )
