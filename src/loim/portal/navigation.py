"""The links at the head and foot of every page, by what a person may do.

No query is made here: what depends on a role in an organisation is linked where it is used.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.functional import Promise
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from loim.people.permissions import Person, may_administer_platform

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


Link = tuple[str, Text, Callable[[Person], bool]]

MAIN: tuple[Link, ...] = (
    ("my-work", _("My work"), whoever_signed_in),
    ("programme-list", _("Programmes"), anyone),
    ("event-list", _("Events"), whoever_signed_in),
    ("event-calendar", _("Calendar"), anyone),
    ("network-list", _("Networks"), whoever_signed_in),
    ("report-list", _("Reports"), whoever_signed_in),
    ("organisation-list", _("Organisations"), whoever_signed_in),
    ("people-list", _("People"), may_administer_platform),
)
ACCOUNT: tuple[Link, ...] = (
    ("profile", _("Profile"), whoever_signed_in),
    ("mfa_list_webauthn", _("Passkeys"), whoever_signed_in),
)
FOOTER: tuple[Link, ...] = (
    ("accessibility", _("Accessibility"), anyone),
    ("privacy", _("Personal data"), anyone),
    ("api-about", _("For programs"), anyone),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """For every template: the links of this person, the languages of this page."""
    # A request that was refused before anyone could be recognised still gets its page.
    person: Person = getattr(request, "user", AnonymousUser())
    return {
        "home_url": reverse("home"),
        "navigation": list(_items(MAIN, person, request.path)),
        "account_links": list(_items(ACCOUNT, person, request.path)),
        "footer_links": list(_items(FOOTER, person, request.path)),
        "sign_in_url": reverse("account_login"),
        "sign_out_url": reverse("account_logout"),
        "languages": languages(request),
        "is_demo": settings.IS_DEMO,
        "platform_version": _version(),
    }


def languages(request: HttpRequest) -> list[Language]:
    """This page in each language; where it has no other address, the front page instead."""
    here, current = request.get_full_path(), get_language()
    found = []
    for code, name in settings.LANGUAGES:
        there = translate_url(here, code)
        if there == here and code != current:
            with override(code):
                there = reverse("home")
        found.append(Language(code, name, code.upper(), there, code == current))
    return found


def _items(links: Iterable[Link], person: Person, path: str) -> Iterable[Item]:
    found: list[tuple[Text, str]] = []
    for name, text, may_use in links:
        if not may_use(person):
            continue
        try:
            found.append((text, reverse(name)))
        except NoReverseMatch:  # a module that is not switched on
            continue
    # Of one address below another ('/events/', '/events/calendar/') the closer one is meant.
    here = max((url for _text, url in found if path.startswith(url)), key=len, default="")
    for text, url in found:
        yield Item(text, url, ("page" if path == url else "true") if url == here else "")


@cache
def _version() -> str:
    return version("loim")
