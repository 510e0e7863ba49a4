"""Resources, vulnerable places, meeting points: the three lists of a plan."""

from typing import Any

from django.db import transaction

from loim.communities.actions.crisis.plans import held
from loim.communities.models import CrisisPlan, CrisisResource, MeetingPoint, VulnerablePlace
from loim.people.models import User

Thing = CrisisResource | VulnerablePlace | MeetingPoint
KINDS: dict[str, type[Thing]] = {
    "resource": CrisisResource, "place": VulnerablePlace, "point": MeetingPoint,
}  # fmt: skip


def save_thing(*, plan: CrisisPlan, thing: Thing, by: User, **values: Any) -> Thing:
    """`thing` is new or one of this plan's."""
    with transaction.atomic():
        thing.plan = held(plan, by)
        for name, value in values.items():
            setattr(thing, name, value)
        thing.save()
    return thing


def remove_thing(*, thing: Thing, by: User) -> None:
    with transaction.atomic():
        held(thing.plan, by)
        type(thing).objects.filter(pk=thing.pk).delete()
