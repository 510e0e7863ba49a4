"""Who counsels in an organisation today."""

from django.db.models import QuerySet
from django.utils.timezone import localdate

from loim.people.models import Membership, Organisation, Role, User


def colleagues_of(organisation: Organisation) -> QuerySet[User]:
    today = Membership.objects.in_force_on(localdate()).filter(
        organisation=organisation, role=Role.COUNSELLOR
    )
    return User.objects.filter(pk__in=today.values("user"), is_active=True).order_by("name", "pk")
