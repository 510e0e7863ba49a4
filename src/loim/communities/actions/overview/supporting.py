"""What a municipality writes down about what it gave."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.communities.models import Area, Community, Support
from loim.communities.permissions import governments_of
from loim.communities.queries.overview.municipality import communities_known_to
from loim.events.models import Event
from loim.people.models import Organisation, User


class SupportAhead(Refusal):
    message = _("Support is written down when it is given: the day cannot lie ahead.")


class OneOfBoth(Refusal):
    message = _("Choose a community or an area without one, not both.")


class NotOfHere(Refusal):
    message = _("That community or area is not one of yours now. Choose again.")


@dataclass(frozen=True)
class SupportFacts:
    kind: str
    date: date
    community: Community | None = None
    area: Area | None = None
    euros: Decimal | None = None
    hours: Decimal | None = None
    given_by: str = ""
    note: str = ""
    event: Event | None = None


def record_support(
    *, giver: Organisation, facts: SupportFacts, submission: UUID, by: User, now: datetime
) -> Support:
    """The same form sent twice is one record. Raises SupportAhead, OneOfBoth, NotOfHere."""
    _check_coordinates(by, giver)
    if facts.date > localdate(now):
        raise SupportAhead
    if (facts.community is None) == (facts.area is None):
        raise OneOfBoth
    with transaction.atomic():
        _check_of_here(giver, facts)
        made, _is_new = Support.objects.get_or_create(
            submission=submission,
            defaults={"giver": giver, "recorded_by": by, "recorded_at": now, **_values(facts)},
        )
    return made


def remove_support(*, support: Support, by: User) -> None:
    """A slip; its history stays."""
    _check_coordinates(by, support.giver)
    Support.objects.filter(pk=support.pk).delete()


def _values(facts: SupportFacts) -> dict[str, object]:
    return {name: getattr(facts, name) for name in SupportFacts.__dataclass_fields__}


def _check_coordinates(by: User, giver: Organisation) -> None:
    if not governments_of(by).filter(pk=giver.pk).exists():
        raise PermissionDenied


def _check_of_here(giver: Organisation, facts: SupportFacts) -> None:
    community, area = facts.community, facts.area
    if community and not communities_known_to(giver).filter(pk=community.pk).exists():
        raise NotOfHere
    if area and area.municipality_id != giver.municipality_id:
        raise NotOfHere
