"""What the community's own page shows of itself (see on_community_page.py)."""

from django.db.models import Count
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loim.common.page_rooms import Context, Page, Section
from loim.communities.models import AssetKind, Community
from loim.communities.on_community_page import COMMUNITY_PAGE
from loim.communities.permissions import belongs_to, may_keep, sees_assets
from loim.communities.queries.assessed import results_seen_by
from loim.communities.queries.page import coming_events
from loim.people.permissions import Person


def register_own_sections() -> None:
    COMMUNITY_PAGE.register_page(Page("community", _("Overview"), position=0))
    COMMUNITY_PAGE.register_page(
        Page("community-assets", _("Asset map"), _sees_assets, position=20)
    )
    COMMUNITY_PAGE.register_page(Page("community-sharing", _("What we share"), _keeps, position=80))
    COMMUNITY_PAGE.register_page(Page("community-people", _("People"), _belongs, position=90))
    COMMUNITY_PAGE.register_section(
        Section("assets", _("Asset map"), assets, "communities/sections/assets.html", 20)
    )
    COMMUNITY_PAGE.register_section(
        Section(
            "assessments", _("Self-assessments"), assessments,
            "communities/sections/assessments.html", 30,
        )
    )  # fmt: skip
    COMMUNITY_PAGE.register_section(
        Section("events", _("Coming events"), events, "communities/sections/events.html", 60)
    )


def assets(community: Community, person: Person) -> Context | None:
    """How many of each kind, for those who see the map."""
    if not sees_assets(person, community):
        return None
    rows = community.assets.shown().order_by().values_list("kind").annotate(number=Count("pk"))
    numbers = dict(rows)
    kinds = [(label, numbers[kind]) for kind, label in AssetKind.choices if kind in numbers]
    return {"number": sum(numbers.values()), "kinds": kinds}


def assessments(community: Community, person: Person) -> Context | None:
    """The latest of each questionnaire and where it stood before; for keepers the way to begin."""
    is_own = belongs_to(person, community)
    results = results_seen_by(person, community)
    if not results and not is_own:
        return None
    url = ""
    if is_own:
        try:
            url = reverse("assessments-of-subject", args=[community.subject_id])
        except NoReverseMatch:  # their pages are not switched on
            url = ""
    latest = [(rows[0], rows[1:]) for rows in results.values()]
    return {"results": latest, "url": url, "may_begin": may_keep(person, community)}


def events(community: Community, person: Person) -> Context | None:
    found = coming_events(community, timezone.localdate())
    return {"events": found, "url_name": "event"} if found else None


def _sees_assets(community: Community, person: Person) -> bool:
    return sees_assets(person, community)


def _keeps(community: Community, person: Person) -> bool:
    return may_keep(person, community)


def _belongs(community: Community, person: Person) -> bool:
    return belongs_to(person, community)
