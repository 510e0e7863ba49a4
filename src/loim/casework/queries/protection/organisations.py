"""Where a person may break the glass."""

from django.db.models import QuerySet

from loim.people.models import Organisation, Role
from loim.people.permissions import Person, may_administer_platform, organisations_with_role


def organisations_to_open(person: Person) -> QuerySet[Organisation]:
    """By name: those that counsel, and of them those that the person administers without
    counselling there."""
    found = Organisation.objects.filter(memberships__role=Role.COUNSELLOR, is_active=True).exclude(
        pk__in=organisations_with_role(person, {Role.COUNSELLOR})
    )
    if not may_administer_platform(person):
        found = found.filter(pk__in=organisations_with_role(person, {Role.ADMINISTRATOR}))
    return found.distinct().order_by("name", "pk")
