"""Wishes for pages, and who answers them."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from loim.communities.models import PageWish, WishStatus
from loim.communities.permissions import municipalities_of
from loim.people.models import Membership, OrganisationKind, Role, User
from loim.people.permissions import may_administer_platform

ANSWERING_ROLES = (Role.COORDINATOR, Role.ORGANISER)


def deciders_of(wish: PageWish, now: datetime) -> list[User]:
    """Coordinators of the municipality; where it has none, the platform's administrators."""
    coordinators = _coordinating(now).filter(
        organisation__municipality=wish.municipality_id
    )  # fmt: skip
    found = User.objects.filter(is_active=True, memberships__in=coordinators).distinct()
    people = list(found.order_by("pk"))
    if people:
        return people
    return list(User.objects.filter(is_active=True, is_administrator=True).order_by("pk"))


def wishes_to_decide(person: User, now: datetime) -> QuerySet[PageWish]:
    """That wait for this person: of their municipalities; for administrators those of
    municipalities where nobody coordinates. The oldest first."""
    rows = PageWish.objects.filter(state=WishStatus.WAITING).select_related("municipality")
    mine = Q(municipality__in=municipalities_of(person))
    if may_administer_platform(person):
        coordinated = _coordinating(now).filter(
            organisation__municipality=OuterRef("municipality")
        )  # fmt: skip
        mine |= Q(~Exists(coordinated))
    return rows.filter(mine).order_by("confirmed_at", "pk")


def wishes_of(person: User) -> QuerySet[PageWish]:
    return PageWish.objects.filter(asker=person).select_related("municipality", "community")


def _coordinating(now: datetime) -> QuerySet[Membership]:
    return Membership.objects.in_force_on(timezone.localdate(now)).filter(
        organisation__kind=OrganisationKind.MUNICIPALITY, role__in=ANSWERING_ROLES,
        user__is_active=True,
    )  # fmt: skip
