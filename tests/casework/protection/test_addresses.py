"""Over every address of counselling: nothing of one city's clients is in any answer to another.

The addresses are walked, and their keys are those of tests/casework/addresses.py: a page that a
colleague adds tomorrow is tried, too.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.test import Client as Browser
from django.urls import URLPattern, get_resolver, reverse

from loim.casework import vault
from loim.casework.models import Client, ClientView
from loim.people.models import Organisation, Role
from tests.casework import addresses
from tests.casework.conftest import Desks
from tests.factories import activity, programme
from tests.factories.people import membership, user
from tests.test_access_by_object import KEYS

# Addresses whose page names a client and that note no view, each with the reason.
VIEWED_WITHOUT_NOTE: dict[str, str] = {}
# Public pages that say nothing of anybody.
SAME_FOR_EVERYBODY = {
    "booking-places", "counselling-worker", "counselling-statistics", "counselling-proposals",
}  # fmt: skip


@dataclass
class Theirs:
    """What Tartu keeps; `keys` for addresses, `told` whatever would tell of a client."""

    keys: dict[str, int | str]
    told: set[str]
    names: set[str]


@pytest.fixture
def theirs(desks: Desks) -> Theirs:
    keys = addresses.theirs(desks.tartu, activity(programme()))
    told, names = secrets_of(desks.tartu)
    assert told
    return Theirs({**keys, "organisation": desks.tartu.pk}, told, names)


def secrets_of(organisation: Organisation) -> tuple[set[str], set[str]]:
    """Everything sealed in rows of an organisation, and UUIDs; apart, the names of clients."""
    told: set[str] = set()
    for model in apps.get_app_config("casework").get_models():
        known = {field.name: field for field in model._meta.concrete_fields}
        if "organisation" not in known:
            continue
        for row in model._base_manager.filter(organisation_id=organisation.pk):
            for name in known:
                value = getattr(row, name)
                if name.startswith("sealed_") and value:
                    told.add(opened(value))
                elif isinstance(value, UUID):
                    told.add(str(value))
    clients = Client.objects.filter(organisation=organisation)
    names = {vault.unseal(of.sealed_name) for of in clients}
    return {text for text in told if len(text) > 4}, names


def opened(sealed: str) -> str:
    try:
        return vault.unseal(sealed)
    except vault.SealBroken:  # a factory's own word
        return sealed


def ours() -> dict[str, set[str]]:
    """The addresses whose views are counselling's, with the parts of each."""
    found: dict[str, set[str]] = {}

    def walk(resolver: Any) -> None:
        for entry in resolver.url_patterns:
            if not isinstance(entry, URLPattern):
                walk(entry)
            elif entry.callback.__module__.startswith("loim.casework"):
                assert entry.name, entry
                found[entry.name] = set(entry.pattern.converters)

    walk(get_resolver())
    return found


def address(name: str, parts: set[str], keys: dict[str, int | str]) -> str:
    """With the keys of addresses.py; a link's secret is one that nobody has."""
    given: dict[str, int | str] = {}
    for part in parts:
        if part == "pk":
            fitting = [key for key in KEYS if name == key or name.startswith(f"{key}-")]
            # Some that anyone may open have a key of something that is no client's.
            given[part] = keys[KEYS[max(fitting, key=len)]] if fitting else 1
        else:
            given[part] = keys.get(addresses.PARTS.get(part, part), "x" * 32)
    return reverse(name, kwargs=given)


def leaks(browser: Browser, theirs: Theirs, *methods: str) -> list[tuple[str, str, int]]:
    """Where an answer holds what is Tartu's, or a key of Tartu's opens a page."""
    found = []
    for name, parts in sorted(ours().items()):
        url = address(name, parts, theirs.keys)
        for method in methods:
            answer = getattr(browser, method)(url)
            content = b"".join(answer) if answer.streaming else answer.content
            text = content.decode(errors="replace") + str(answer.headers)
            is_open = bool(parts) and name not in addresses.OPEN
            is_let_in = is_open and answer.status_code not in {302, 403, 404, 405}
            if is_let_in or any(told in text for told in theirs.told if told not in url):
                found.append((name, method, answer.status_code))
    return found


def test_a_counsellor_of_another_city_learns_nothing(desks: Desks, theirs: Theirs) -> None:
    browser = Browser()
    browser.force_login(desks.anu)

    assert leaks(browser, theirs, "get", "post") == []


def test_who_has_every_role_there_but_does_not_counsel_learns_nothing(
    desks: Desks, theirs: Theirs
) -> None:
    person = user(is_administrator=True)
    for role in set(Role.values) - {Role.COUNSELLOR}:
        membership(person, desks.tartu, role)
    browser = Browser()
    browser.force_login(person)

    # Administrators look at who broke the glass; what was opened then is not in it.
    found = [
        leak
        for leak in leaks(browser, theirs, "get")
        if not leak[0].startswith("protection-opening")
    ]
    assert found == []


def test_a_visitor_learns_nothing(theirs: Theirs) -> None:
    assert leaks(Browser(), theirs, "get") == []


def test_whoever_opens_a_page_that_names_a_client_is_written_down_and_no_copy_of_it_stays(
    desks: Desks, theirs: Theirs
) -> None:
    browser = Browser(raise_request_exception=False)  # the document of a factory has no file
    browser.force_login(desks.olev)
    named, silent, kept = set(), set(), set()
    for name, parts in sorted(ours().items()):
        before = ClientView.objects.count()
        answer = browser.get(address(name, parts, theirs.keys))
        if answer.status_code != 200:
            continue
        content = (b"".join(answer) if answer.streaming else answer.content).decode(
            errors="replace"
        )
        if parts and any(told in content for told in theirs.names):
            named.add(name)
            if ClientView.objects.count() == before:
                silent.add(name)
        if "no-store" not in answer.headers.get("Cache-Control", ""):
            kept.add(name)

    assert named  # what the city's own counsellor is shown could have leaked above
    assert silent == set(VIEWED_WITHOUT_NOTE)
    # In a browser or a proxy.
    assert kept == SAME_FOR_EVERYBODY
