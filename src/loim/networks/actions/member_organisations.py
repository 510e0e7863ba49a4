"""The organisations that belong to a network as such, written down as one list."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.timezone import localdate

from loim.networks.actions.members import end_members
from loim.networks.models import Ending, Member, Network
from loim.people.models import User


def set_member_organisations(
    *, network: Network, organisations: Collection[int], by: User, now: datetime
) -> None:
    """Those left out end yesterday, new ones begin today; on the day of recording, with the network.

    Called inside the transaction that saves the network; people keep their places.
    """
    today = localdate(now)
    are_organisations = Q(name="", user=None)
    current = network.members.in_force_on(today).filter(are_organisations)
    leaving = current.exclude(organisation__in=organisations)
    leaving.filter(start_date=today, mandates=None).delete()
    end_members(
        leaving.filter(start_date__lt=today),
        today - timedelta(days=1),
        reason="",
        ending=Ending.LEFT,
    )
    start = today if network.recorded_at != now else network.start_date
    staying = set(current.values_list("organisation_id", flat=True))
    Member.objects.bulk_create(
        Member(
            network=network,
            organisation_id=organisation,
            start_date=start,
            recorded_by=by,
            recorded_at=now,
        )
        for organisation in sorted(set(organisations) - staying)
    )
