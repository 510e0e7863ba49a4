"""Who belongs where."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from loim.people.models import Membership, Organisation, Role, User


def members_of(organisation: Organisation, *, today: date) -> QuerySet[Membership]:
    """Roles in force or to come, with their holders, by name."""
    return (
        organisation.memberships.filter(Q(end_date=None) | Q(end_date__gte=today))
        .select_related("user")
        .order_by(Lower("user__name"), "user__email", "start_date", "pk")
    )


def former_members_of(organisation: Organisation, *, today: date) -> QuerySet[Membership]:
    return (
        organisation.memberships.filter(end_date__lt=today)
        .select_related("user")
        .order_by("-end_date", Lower("user__name"), "pk")
    )


def memberships_of(person: User) -> QuerySet[Membership]:
    """All roles that the person has or had, newest first."""
    return person.memberships.select_related("organisation").order_by("-start_date", "-pk")


def other_administrators(membership: Membership, *, after: date) -> QuerySet[Membership]:
    """Who administers the organisation on the day after `after` without this membership."""
    return (
        Membership.objects.in_force_on(after + timedelta(days=1))
        .filter(
            organisation=membership.organisation_id, role=Role.ADMINISTRATOR, user__is_active=True
        )
        .exclude(pk=membership.pk)
    )


def organisations_left_alone(person: User, *, today: date) -> list[Organisation]:
    """Organisations that have no other administrator than this person."""
    mine = person.memberships.in_force_on(today).filter(role=Role.ADMINISTRATOR)
    return [
        membership.organisation
        for membership in mine.select_related("organisation").order_by("pk")
        if not other_administrators(membership, after=today).exclude(user=person).exists()
    ]
