"""An organisation that is no more leaves its networks; its seats become vacant."""

from datetime import date, datetime

from django.db.models import F, Q
from django.db.models.functions import Greatest

from loim.networks.models import Mandate, Member
from loim.networks.models.seat import Ending
from loim.people.models import Organisation, User


def end_memberships_of(
    *, organisation: Organisation, end_date: date, reason: str, by: User | None, now: datetime
) -> int:
    """Of the organisation and of people for it; how many. What began later ends on its first day.

    Called inside the transaction that ends the organisation, which has asked who may.
    """
    lasting = Q(end_date=None) | Q(end_date__gt=end_date)
    members = Member.objects.filter(lasting, organisation=organisation)
    last_day = Greatest(F("start_date"), end_date)
    mandates = Mandate.objects.filter(lasting, member__organisation=organisation)
    mandates.update(end_date=last_day, ending=Ending.LEFT, ended_reason=reason[:300])
    return members.update(end_date=last_day)
