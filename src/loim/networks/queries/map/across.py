"""Networks and the organisations that connect them, of those that a person sees."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from loim.networks.models import Member, Network
from loim.networks.permissions import networks_seen_by
from loim.people.models import Organisation
from loim.people.permissions import Person

MOST_ON_A_SIDE = 30


@dataclass(frozen=True)
class Belonging:
    """Lines are (place in `networks`, place in `organisations`)."""

    networks: tuple[Network, ...]
    organisations: tuple[Organisation, ...]
    lines: tuple[tuple[int, int], ...]


def working_networks(person: Person, day: date) -> QuerySet[Network]:
    """Each once, those that work on `day`; counted from their keys, so that nothing multiplies."""
    seen = networks_seen_by(person).order_by().values("pk")
    lasts = Q(end_date=None) | Q(end_date__gte=day)
    return Network.objects.filter(lasts, pk__in=seen, start_date__lte=day)


def _members(networks: QuerySet[Network], day: date) -> QuerySet[Member]:
    rows = Member.objects.in_force_on(day).exclude(organisation=None)
    return rows.filter(network__in=networks.values("pk"))


def connecting_organisations(networks: QuerySet[Network], day: date) -> QuerySet[Any]:
    """In two networks or more, the most first, each with `number`."""
    return (
        _members(networks, day)
        .values("organisation")
        .annotate(number=Count("network", distinct=True))
        .filter(number__gte=2)
        .values_list("organisation__pk", "organisation__name", "number")
        .order_by("-number", "organisation__name", "organisation")
    )


def networks_of(
    organisations: Iterable[int], networks: QuerySet[Network], day: date
) -> dict[int, list[Network]]:
    """Of each organisation its networks, by name. Two queries."""
    rows = (
        _members(networks, day)
        .filter(organisation__in=list(organisations))
        .order_by("network__name", "network")
        .values_list("organisation", "network")
        .distinct()
    )
    pairs = list(rows)
    by_key = Network.objects.in_bulk({network for _organisation, network in pairs})
    found: dict[int, list[Network]] = {}
    for organisation, network in pairs:
        if organisation is not None:
            found.setdefault(organisation, []).append(by_key[network])
    return found


def networks_apart(networks: QuerySet[Network], day: date) -> QuerySet[Any]:
    """Those that share no organisation with another one, by name, with `number` of members."""
    inside = _members(networks, day)
    elsewhere = inside.filter(organisation=OuterRef("organisation")).exclude(
        network=OuterRef("network")
    )
    sharing = inside.filter(Exists(elsewhere)).values("network")
    in_force = Q(members__start_date__lte=day) & (
        Q(members__end_date=None) | Q(members__end_date__gte=day)
    )
    return (
        networks.exclude(pk__in=sharing)
        .select_related("organisation")
        .annotate(number=Count("members", filter=in_force))
        .order_by("name", "pk")
    )


def most_connecting(networks: QuerySet[Network], day: date) -> Belonging:
    """At most 30 organisations that are in most networks, and the 30 networks most joined by them.
    Four queries."""
    top = list(connecting_organisations(networks, day)[:MOST_ON_A_SIDE])
    belongs = networks_of([key for key, _name, _number in top], networks, day)
    counts: dict[int, int] = {}
    by_key: dict[int, Network] = {}
    for found in belongs.values():
        for network in found:
            counts[network.pk] = counts.get(network.pk, 0) + 1
            by_key[network.pk] = network
    ranked = sorted(counts, key=lambda key: (-counts[key], by_key[key].name, key))
    chosen = sorted(ranked[:MOST_ON_A_SIDE], key=lambda key: (by_key[key].name, key))
    at = {key: place for place, key in enumerate(chosen)}
    organisations = Organisation.objects.in_bulk([key for key, _name, _number in top])
    rows = [organisations[key] for key, _name, _number in top]
    lines = [
        (at[network.pk], place)
        for place, organisation in enumerate(rows)
        for network in belongs.get(organisation.pk, [])
        if network.pk in at
    ]
    return Belonging(tuple(by_key[key] for key in chosen), tuple(rows), tuple(sorted(lines)))
