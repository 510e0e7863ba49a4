"""What somebody who keeps networks has to see to."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from loim.networks.models import OFFICES, Mandate, Member, Network, Seat
from loim.networks.queries.seats import SOON
from loim.people.models import User
from loim.programmes.permissions import organisations_recorded_by


def networks_kept_by(person: User, today: date) -> QuerySet[Network]:
    """That work, of organisations whose work the person writes down."""
    return Network.objects.filter(
        Q(end_date=None) | Q(end_date__gte=today),
        organisation__in=organisations_recorded_by(person).values("pk"),
    )


def roles_ending(networks: QuerySet[Network], today: date) -> QuerySet[Member]:
    """Chairs, deputies and secretaries whose days end within 60."""
    return (
        Member.objects.in_force_on(today)
        .filter(
            network__in=networks,
            role__in=OFFICES,
            role_end_date__gte=today,
            role_end_date__lte=today + SOON,
        )
        .select_related("network")
        .order_by("role_end_date", "pk")
    )


def vacancies_in(networks: QuerySet[Network], today: date) -> list[tuple[Network, int]]:
    """Networks with seats that nobody holds or is about to hold, most vacancies first. Two
    queries."""
    taken = Mandate.objects.filter(Q(end_date=None) | Q(end_date__gte=today), seat=OuterRef("pk"))
    vacant = Seat.objects.in_force_on(today).filter(~Exists(taken), network__in=networks)
    counted = dict(vacant.order_by().values_list("network").annotate(number=Count("pk")))
    found = Network.objects.in_bulk(counted)
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(found[key], number) for key, number in ordered]


def struck_off_in(networks: QuerySet[Network], today: date) -> QuerySet[Network]:
    gone = Member.objects.filter(
        Q(end_date=None) | Q(end_date__gte=today),
        network=OuterRef("pk"),
        organisation__is_active=False,
    )
    return networks.filter(Exists(gone)).order_by("name", "pk")
