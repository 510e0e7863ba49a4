"""Who broke the glass: what is open now, and what the others are to look at."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from loim.casework.models import BreakGlass
from loim.people.models import Role, User
from loim.people.permissions import may_administer_platform, organisations_with_role


def open_now(person: User, now: datetime) -> QuerySet[BreakGlass]:
    return BreakGlass.objects.filter(
        person=person, ended_at=None, opened_at__lte=now, expires_at__gt=now
    )


def openings_to_review(person: User) -> QuerySet[BreakGlass]:
    """Newest first, of where the person counsels or administers; with how many views were made."""
    found = BreakGlass.objects.all()
    if not may_administer_platform(person):
        where = organisations_with_role(person, {Role.COUNSELLOR, Role.ADMINISTRATOR})
        found = found.filter(Q(organisation__in=where) | Q(person=person))
    return (
        found.select_related("organisation", "person", "seen_by")
        .annotate(number_of_views=Count("views"))
        .order_by("-opened_at", "-pk")
    )
