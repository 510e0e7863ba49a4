"""What rooms of `communities` show on a community's own page: each registers it from `apps.ready`.

    register_section(Section(
        key="crisis-plan",
        label=_("Crisis plan"),
        find=plan_of,            # (community, person) -> context of the template, or None: no section
        template="communities/crisis/section.html",
        position=50,
    ))
    register_page(Page(
        key="community-crisis-plan",  # the name of the address; its one key is the community's `pk`
        label=_("Crisis plan"),
        is_for=sees_plan,        # (community, person): whoever may open the community is asked about
        position=50,
    ))

A section's template has what `find` gave as `data`, and `community`, `person`, `may_keep`,
`today`; its heading stands above it already. Whoever looks may open the community's page;
whether they may read what is in the section, `find` says: what was not shared is for the
community's own people alone. It makes few queries, the same for one row and for many.

Each page of a community begins with
`{% load community_page %}{% community_links community "community-crisis-plan" %}`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

from loim.communities.models import Community
from loim.people.permissions import Person

Context = Mapping[str, Any]


def anybody(community: Community, person: Person) -> bool:
    return True


@dataclass(frozen=True)
class Section:
    """Positions: next steps 0, asset map 20, self-assessments 30, crisis plan 50, events 60."""

    key: str
    label: str | Promise
    find: Callable[[Community, Person], Context | None]
    template: str
    position: int


@dataclass(frozen=True)
class Page:
    """Positions: overview 0, assets 20, self-assessments 30, crisis plan 50, sharing 80,
    people 90."""

    key: str
    label: str | Promise
    is_for: Callable[[Community, Person], bool] = anybody
    position: int = 50


@dataclass(frozen=True)
class Link:
    text: str | Promise
    url: str
    is_here: bool = False


@dataclass(frozen=True)
class Shown:
    section: Section
    context: Context


_sections: dict[str, Section] = {}
_pages: dict[str, Page] = {}


def register_section(section: Section) -> None:
    _sections[section.key] = section


def register_page(page: Page) -> None:
    _pages[page.key] = page


def sections_of(community: Community, person: Person) -> list[Shown]:
    ordered = sorted(_sections.values(), key=lambda section: (section.position, section.key))
    found = ((section, section.find(community, person)) for section in ordered)
    return [Shown(section, context) for section, context in found if context is not None]


def links_of(community: Community, person: Person, here: str = "") -> list[Link]:
    ordered = sorted(_pages.values(), key=lambda page: (page.position, page.key))
    return [
        Link(page.label, reverse(page.key, args=[community.pk]), page.key == here)
        for page in ordered
        if page.is_for(community, person)
    ]
