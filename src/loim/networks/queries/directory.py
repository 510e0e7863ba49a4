"""Who belongs to a network, as it is shown: to everybody, to members, to those who keep it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from loim.networks.models import FORGOTTEN, Mandate, Member, Network
from loim.networks.queries.members import ARE_ORGANISATIONS

NOW, ENDED = "now", "ended"


@dataclass(frozen=True)
class DirectoryFilter:
    """Empty means all."""

    text: str = ""
    party: str = ""
    state: str = NOW


def directory(
    network: Network, wanted: DirectoryFilter, today: date, *, shows_all: bool
) -> QuerySet[Member]:
    """With organisation, and `held_now` (mandates of that day with their seats).

    `shows_all` for those who keep the network; others see organisations and whoever consented.
    """
    found: QuerySet[Member] = network.members.all()
    if not shows_all:
        found = found.filter(ARE_ORGANISATIONS | Q(listed_consent_at__isnull=False))
    if wanted.state == ENDED:
        found = found.filter(end_date__lt=today)
    elif wanted.state == NOW:
        found = found.filter(Q(end_date=None) | Q(end_date__gte=today))
    if wanted.party:
        found = found.filter(party=wanted.party)
    if wanted.text:
        found = found.filter(
            Q(name__icontains=wanted.text) | Q(organisation__name__icontains=wanted.text)
        )
    return with_seats(found, today).order_by("organisation__name", "name", "pk")


def with_seats(members: QuerySet[Member], today: date) -> QuerySet[Member]:
    held = Mandate.objects.in_force_on(today).select_related("seat__network")
    return members.select_related("organisation", "network").prefetch_related(
        Prefetch("mandates", held.order_by("start_date", "pk"), to_attr="held_now")
    )


@dataclass(frozen=True)
class Listed:
    """What stands on the network's own page."""

    organisations: list[Any]
    people: list[Member]
    unlisted: int  # people who belong to it and are not named

    @property
    def is_empty(self) -> bool:
        return not (self.organisations or self.people or self.unlisted)


def listed_on(network: Network, today: date) -> Listed:
    """Two queries. Nobody is named who did not consent, whoever looks."""
    members = with_seats(network.members.in_force_on(today), today)
    organisations, people, unlisted = [], [], 0
    for member in members.order_by("organisation__name", "name", "pk"):
        if member.is_organisation:
            organisations.append(member.organisation)
        elif member.listed_consent_at is not None and member.name != FORGOTTEN:
            people.append(member)
        else:
            unlisted += 1
    return Listed(organisations, people, unlisted)


def struck_off(network: Network, today: date) -> QuerySet[Member]:
    """Members whose organisation is not active any more, by organisation."""
    current = network.members.filter(Q(end_date=None) | Q(end_date__gte=today))
    return (
        current.filter(organisation__is_active=False)
        .select_related("organisation")
        .order_by("organisation__name", "name", "pk")
    )
