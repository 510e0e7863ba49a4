"""The links at the head and foot of every page, by what a person may do.

No query is made here: what depends on a role in an organisation is linked where it is used.
Whether somebody counsels or administers is remembered in the session, from a page that asked
for roles.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.functional import Promise
from django.utils.translation import get_language, override, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from loim.people.models import Role
from loim.people.permissions import Person, known_roles, may_administer_platform
from loim.search.permissions import may_keep_words

Text = str | Promise


@dataclass(frozen=True)
class Item:
    text: Text
    url: str
    is_current: str = ""  # what aria-current says: "page", "true" for a page below, or nothing


@dataclass(frozen=True)
class Language:
    code: str
    name: str
    short: str
    url: str
    is_current: bool


def anyone(person: Person) -> bool:  # the same shape as the other audiences
    return True


def whoever_signed_in(person: Person) -> bool:
    return person.is_authenticated


def whoever_counsels(person: Person) -> bool:
    return Role.COUNSELLOR in _recalled(person)


def whoever_administers(person: Person) -> bool:
    return Role.ADMINISTRATOR in _recalled(person) or may_administer_platform(person)


def _recalled(person: Person) -> frozenset[str]:
    return getattr(person, "_recalled_roles", frozenset())


Link = tuple[str, Text, Callable[[Person], bool]]

MAIN: tuple[Link, ...] = (
    ("my-work", _("My work"), whoever_signed_in),
    ("programme-list", _("Programmes"), anyone),
    ("whats-on", _("What’s on"), anyone),
    ("information", _("Information"), anyone),
    ("counselling", _("Counselling"), whoever_counsels),
    ("network-list", _("Networks"), anyone),
    ("community-list", _("Communities"), anyone),
    ("report-list", _("Reports"), whoever_signed_in),
    ("organisation-list", _("Organisations"), whoever_signed_in),
    ("people-list", _("People"), may_administer_platform),
)
# Shown below the menu on the pages of 'What's on': all that happens at a time and a place, and
# what people say and propose there.
WHATS_ON: tuple[Link, ...] = (
    ("whats-on", pgettext_lazy("what is on", "Overview"), anyone),
    ("event-calendar", _("Calendar"), anyone),
    ("event-list", _("Events"), whoever_signed_in),
    ("club-list", _("Clubs"), anyone),
    ("training-list", _("Training programmes"), anyone),
    ("visit-list", _("Field visits"), anyone),
    ("forum-list", _("Ideas"), anyone),
    ("proposal-list", _("Proposals"), anyone),
    ("survey-list", _("Surveys"), anyone),
)
# What a newcomer needs to know, and the desk of those who write and translate it.
INFORMATION: tuple[Link, ...] = (
    ("information", pgettext_lazy("information", "Overview"), anyone),
    ("service-list", _("Services"), anyone),
    ("public-journey-list", _("Journeys"), anyone),
    ("library-list", _("Library"), anyone),
    ("expert-list", _("Experts"), anyone),
    ("news-list", _("News"), anyone),
    ("page-list", pgettext_lazy("for readers", "Pages"), anyone),
    ("editors-desk", _("Editors’ desk"), whoever_signed_in),
    ("text-list", _("Texts and translations"), whoever_signed_in),
    ("media-list", _("Pictures and files"), whoever_signed_in),
    ("journey-list", _("Applied journeys"), whoever_signed_in),
    ("search-words", _("Search words"), may_keep_words),
    ("open-data", _("Open data"), anyone),
)
# The rooms of those who counsel.
COUNSELLING: tuple[Link, ...] = (
    ("counselling", pgettext_lazy("counselling", "Overview"), whoever_counsels),
    ("enquiry-list", _("Enquiries"), whoever_counsels),
    ("client-list", _("Clients"), whoever_counsels),
    ("appointment-list", _("Appointments"), whoever_counsels),
    ("referral-list", _("Referrals"), whoever_counsels),
    ("counselling-statistics", pgettext_lazy("counselling", "Statistics"), whoever_counsels),
    ("counselling-proposals", _("Proposals"), whoever_counsels),
    ("counselling-protection", pgettext_lazy("of data", "Protection"), whoever_counsels),
)
# Who works with whom, and through whom people are heard.
NETWORKS: tuple[Link, ...] = (
    ("network-list", _("Networks and bodies"), anyone),
    ("body-calls", _("Become a member"), anyone),
    ("body-record", _("Public record"), anyone),
    ("association-list", _("Associations of national minorities"), anyone),
    ("need-list", _("What associations need"), anyone),
    ("networks-map", _("Who meets whom"), whoever_signed_in),
    ("networks-county-meetings", _("County meetings"), whoever_signed_in),
    ("networks-my-tasks", _("My tasks"), whoever_signed_in),
)
# How strong communities are, by their own word, and what a municipality does for them.
COMMUNITIES: tuple[Link, ...] = (
    ("community-list", pgettext_lazy("communities", "Overview"), anyone),
    ("community-figures", _("Communities in figures"), anyone),
    ("questionnaire-list", _("Self-assessment questionnaires"), anyone),
    ("communities-named", _("Where communities name you"), whoever_signed_in),
)
# Pages of a room that stands under another address than the room's first page.
WITHIN = {"case-list": "client-list", "registry-list": "client-list"}
# Pages of the second line, by the entry of the first that leads to them.
BELOW: dict[str, tuple[Link, ...]] = {
    "whats-on": WHATS_ON, "information": INFORMATION, "counselling": COUNSELLING,
    "network-list": NETWORKS, "community-list": COMMUNITIES,
}  # fmt: skip
ACCOUNT: tuple[Link, ...] = (
    ("profile", _("Profile"), whoever_signed_in),
    ("mfa_list_webauthn", _("Passkeys"), whoever_signed_in),
    ("counselling-protection", _("Protection of the records"), whoever_administers),
)
FOOTER: tuple[Link, ...] = (
    ("accessibility", _("Accessibility"), anyone),
    ("privacy", _("Personal data"), anyone),
    ("digest", _("Letters about what is new"), anyone),
    ("feeds", _("Feeds and calendars"), anyone),
    ("api-about", _("For programs"), anyone),
    ("open-data", _("Open data"), anyone),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """For every template: the links of this person, the languages of this page."""
    # A request that was refused before anyone could be recognised still gets its page.
    person: Person = getattr(request, "user", AnonymousUser())
    _recall_roles(request, person)
    part = _part_of(request.path)
    return {
        "home_url": reverse("home"),
        "search_url": reverse("search"),
        "suggest_url": reverse("search-suggest"),
        "navigation": _main_items(person, request.path, part),
        "pages_below": _items(BELOW[part], person, request.path) if part else [],
        "part_name": next((text for name, text, _may in MAIN if name == part), ""),
        "account_links": _items(ACCOUNT, person, request.path),
        "footer_links": _items(FOOTER, person, request.path),
        "sign_in_url": reverse("account_login"),
        "sign_out_url": reverse("account_logout"),
        "languages": languages(request),
        "is_demo": settings.IS_DEMO,
        "platform_version": _version(),
    }


def _recall_roles(request: HttpRequest, person: Person) -> None:
    session = getattr(request, "session", None)
    if session is None or not person.is_authenticated:
        return
    recalled = remembered = frozenset(session.get("recalled_roles", ()))
    roles = known_roles(person)
    if roles is not None:
        held = frozenset().union(*roles.values())
        recalled = held & {Role.COUNSELLOR.value, Role.ADMINISTRATOR.value}
    if recalled != remembered:
        session["recalled_roles"] = sorted(recalled)
    person._recalled_roles = recalled  # type: ignore[attr-defined]  # noqa: SLF001  # lives as long as the request


def languages(request: HttpRequest) -> list[Language]:
    """This page in each language; where it has no other address, the front page instead."""
    here, current = request.get_full_path(), get_language() or settings.LANGUAGE_CODE
    known = _has_languages(here, current)
    found = []
    for code, name in settings.LANGUAGES:
        there = here if code == current else _prefix(code) + here.removeprefix(_prefix(current))
        if not known and code != current:
            with override(code):
                there = reverse("home")
        found.append(Language(code, name, code.upper(), there, code == current))
    return found


def _has_languages(path: str, current: str) -> bool:
    """Whether `path` is one of those that differ by their language alone. One is asked for all:
    resolving takes as long as many a query."""
    other = next(code for code, _name in settings.LANGUAGES if code != current)
    return translate_url(path, other) != path


def _prefix(code: str) -> str:
    return "/" if code == settings.LANGUAGE_CODE else f"/{code}/"


def _main_items(person: Person, path: str, part: str) -> list[Item]:
    items = _items(MAIN, person, path)
    if not part:
        return items
    here = reverse(part)
    return [
        replace(item, is_current=("page" if path == here else "true") if item.url == here else "")
        for item in items
    ]


def _part_of(path: str) -> str:
    """The part of the site that this page or one above it is in, whether or not this person is
    offered it in the menu; '' for pages of the first line."""
    found = [
        (len(url), part)
        for part, links in BELOW.items()
        for _text, url in _addresses(links, lambda _may: True)
        if path.startswith(url)
    ]
    return max(found)[1] if found else ""


def _items(links: Iterable[Link], person: Person, path: str) -> list[Item]:
    found = _addresses(links, lambda may_use: may_use(person))
    path = _as_in_its_room(path)
    # Of one address below another ('/events/', '/events/calendar/') the closer one is meant.
    here = max((url for _text, url in found if path.startswith(url)), key=len, default="")
    return [
        Item(text, url, ("page" if path == url else "true") if url == here else "")
        for text, url in found
    ]


def _as_in_its_room(path: str) -> str:
    """An address below the room's own, for a page that belongs to the room but stands elsewhere."""
    rooms = (room for name, room in WITHIN.items() if path.startswith(reverse(name)))
    return next((f"{reverse(room)}within/" for room in rooms), path)


def _addresses(
    links: Iterable[Link], offers: Callable[[Callable[[Person], bool]], bool]
) -> list[tuple[Text, str]]:
    found: list[tuple[Text, str]] = []
    for name, text, may_use in links:
        if not offers(may_use):
            continue
        try:
            found.append((text, reverse(name)))
        except NoReverseMatch:  # a module that is not switched on
            continue
    return found


@cache
def _version() -> str:
    return version("loim")
