"""A municipality keeps the list of its villages and districts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.communities.logic.pasted_areas import PastedArea
from loim.communities.models import Area, Community
from loim.communities.permissions import may_open_in
from loim.people.models import Municipality, User


class NoAreas(Refusal):
    message = _("Write at least one area, each on a line of its own.")


class AreaThere(Refusal):
    message = _("There is an area of this name already.")


class CommunityElsewhere(Refusal):
    message = _("This community belongs to another municipality.")


@dataclass(frozen=True)
class Taken:
    new: int
    corrected: int


def paste_areas(
    *, municipality: Municipality, areas: Sequence[PastedArea], by: User, now: datetime
) -> Taken:
    """New ones are added, those of the same name get the number of people that was given; none is
    removed. Raises NoAreas."""
    if not may_open_in(by, municipality.pk):
        raise PermissionDenied
    if not areas:
        raise NoAreas
    with transaction.atomic():
        Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)
        there = {area.name.casefold(): area for area in municipality.areas.all()}
        new, corrected = [], []
        for given in areas:
            known = there.get(given.name.casefold())
            if known is None:
                new.append(Area(municipality=municipality, name=given.name, people=given.people))
            elif given.people is not None and given.people != known.people:
                known.people = given.people
                corrected.append(known)
        Area.objects.bulk_create(new)
        Area.objects.bulk_update(corrected, ["people"])
    return Taken(len(new), len(corrected))


def correct_area(
    *, area: Area, name: str, people: int | None, communities: Sequence[Community], by: User,
    now: datetime,
) -> Area:  # fmt: skip
    """With the communities that cover it. Raises AreaThere, CommunityElsewhere."""
    if not may_open_in(by, area.municipality_id):
        raise PermissionDenied
    if any(each.organisation.municipality_id != area.municipality_id for each in communities):
        raise CommunityElsewhere
    with transaction.atomic():
        current = Area.objects.select_for_update().get(pk=area.pk)
        current.name, current.people = name.strip(), people
        try:
            with transaction.atomic():
                current.save()
        except IntegrityError as error:
            if violated_constraint(error) != "communities_area_once_in_municipality":
                raise
            raise AreaThere from None
        current.communities.set(communities)
    return current


def remove_area(*, area: Area, by: User, now: datetime) -> None:
    """One that was pasted by mistake; its communities stay."""
    if not may_open_in(by, area.municipality_id):
        raise PermissionDenied
    Area.objects.filter(pk=area.pk).delete()
