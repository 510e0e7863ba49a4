"""What a community's own page shows."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from loim.communities.models import Community, Contact, Sharing
from loim.events.models import Event, EventStatus

MOST_EVENTS = 5


def load_communities() -> QuerySet[Community]:
    return Community.objects.select_related(
        "organisation__municipality__county", "subject"
    ).prefetch_related("areas")


def shown_contacts(community: Community) -> list[Contact]:
    """Those who agreed, by name."""
    return list(community.contacts.consented().order_by("name", "pk"))


def coming_events(community: Community, today: date) -> list[Event]:
    """Public ones that it organises, the nearest first."""
    rows = Event.objects.filter(
        organiser=community.organisation_id, published_at__isnull=False, start_date__gte=today
    ).exclude(status__in=[EventStatus.DRAFT, EventStatus.CANCELLED])
    return list(rows.order_by("start_date", "pk")[:MOST_EVENTS])


def sharing_history(community: Community) -> list[Sharing]:
    """All that was ever shared, what changed last first."""
    rows = Sharing.objects.filter(community=community)
    rows = rows.select_related("recipient", "started_by", "ended_by")
    return sorted(rows, key=lambda row: (row.ended_at or row.started_at, row.pk), reverse=True)


def asset_history(community: Community, limit: int = 50) -> list[dict[str, Any]]:
    """What became of its assets, the latest first; never who."""
    history: Any = apps.get_model("communities", "AssetHistory").objects
    rows = history.filter(community_id=community.pk).order_by("-pgh_created_at", "-pgh_id")
    return list(
        rows.values("pgh_created_at", "pgh_label", "title", "kind", "state", "language")[:limit]
    )


@dataclass(frozen=True)
class NextStep:
    text: str
    url_name: str


def next_steps(community: Community) -> list[NextStep]:
    """For its keepers: what is missing, at most three. Two queries."""
    steps = []
    if not community.description:
        steps.append(NextStep(_("Say who you are and what you do."), "community-edit"))
    if not community.contacts.exists():
        steps.append(NextStep(_("Name somebody whom people can turn to."), "community-people"))
    if not community.assets.exists():
        steps.append(
            NextStep(_("Gather what your community has: make the asset map."), "community-assets")
        )
    if not Sharing.objects.in_force().filter(community=community).exists():
        steps.append(NextStep(_("Decide what your municipality may see."), "community-sharing"))
    return steps[:3]
