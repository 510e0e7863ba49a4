"""What waits for the keepers of maps."""

from django.db.models import Count

from loim.communities.models import Asset, AssetStatus
from loim.communities.permissions import KEEPING_ROLES
from loim.people.models import User
from loim.people.permissions import organisations_with_role


def maps_to_tidy(person: User) -> list[tuple[int, str, int]]:
    """(community, its name, how many new things) of those that this person keeps. One query at
    most."""
    kept = organisations_with_role(person, KEEPING_ROLES)
    if not kept:
        return []
    rows = (
        Asset.objects.filter(state=AssetStatus.WAITING, community__organisation__in=kept)
        .order_by()
        .values_list("community", "community__organisation__name")
        .annotate(number=Count("pk"))
    )
    return sorted(rows, key=lambda row: row[1])
