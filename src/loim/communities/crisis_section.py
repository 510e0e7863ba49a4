"""What the crisis plan shows on a community's own page, and gives to 'My data'."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from loim.common.page_rooms import Page, Section
from loim.communities.actions.crisis.erasing import erase_account
from loim.communities.models import Community, CrisisPlan
from loim.communities.on_community_page import COMMUNITY_PAGE
from loim.communities.permissions import may_keep, may_read_plan
from loim.communities.queries.crisis.personal import export_contact
from loim.communities.queries.crisis.versions import current_version
from loim.people.permissions import Person
from loim.people.personal_records import PersonalRecords, register


def register_crisis_plan() -> None:
    COMMUNITY_PAGE.register_page(
        Page("community-crisis-plan", _("Crisis plan"), is_for=_is_for, position=50)
    )
    COMMUNITY_PAGE.register_section(
        Section(
            key="crisis-plan", label=_("Crisis plan"), find=_find,
            template="communities/crisis/section.html", position=50,
        )
    )  # fmt: skip
    register(PersonalRecords("crisis", _("You in crisis plans"), export_contact, erase_account))


def _is_for(community: Community, person: Person) -> bool:
    return may_read_plan(person, community)


def _find(community: Community, person: Person) -> dict[str, Any] | None:
    if not may_read_plan(person, community):
        return None
    plan = CrisisPlan.objects.filter(community=community).first()
    version = current_version(plan) if plan else None
    if version is None and not may_keep(person, community):
        return None
    return {
        "plan": plan,
        "version": version,
        "is_out_of_date": version is not None
        and version.contacts.filter(left_at__isnull=False).exists(),
    }
