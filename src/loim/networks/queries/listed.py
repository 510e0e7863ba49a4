"""Lists of networks, and the history of one."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from loim.networks.models import Mandate, Member, Network, Seat
from loim.people.models import Organisation
from loim.programmes.queries.record_history import Change, Stream, record_history


def in_force(prefix: str, day: date) -> Q:
    """A dated row, reached by `prefix`, that lasts on `day`."""
    no_end = Q(**{f"{prefix}end_date": None}) | Q(**{f"{prefix}end_date__gte": day})
    return no_end & Q(**{f"{prefix}start_date__lte": day})


WORKING, ENDED = "working", "ended"
SORTS = {
    "name": ("name", "pk"),
    "-since": ("-start_date", "name", "pk"),
    "organisation": ("organisation__name", "name", "pk"),
    "-members": ("-member_count", "name", "pk"),
}


@dataclass(frozen=True)
class NetworkFilter:
    """Empty means all."""

    text: str = ""
    kind: str = ""
    state: str = ""
    organisation: Organisation | None = None
    sort: str = "name"


def listed_networks(
    seen: QuerySet[Network], wanted: NetworkFilter, today: date
) -> QuerySet[Network]:
    """With organisation, activity, `member_count` and `vacant_count` (seats that nobody holds)."""
    conditions = Q()
    if wanted.text:
        conditions &= Q(name__icontains=wanted.text) | Q(description__icontains=wanted.text)
    if wanted.kind:
        conditions &= Q(kind=wanted.kind)
    if wanted.organisation:
        conditions &= Q(organisation=wanted.organisation)
    if wanted.state == WORKING:
        conditions &= Q(end_date=None) | Q(end_date__gte=today)
    if wanted.state == ENDED:
        conditions &= Q(end_date__lt=today)
    return (
        seen.filter(conditions)
        .select_related("organisation", "activity")
        .annotate(
            member_count=Count("members", filter=in_force("members__", today)),
            vacant_count=Coalesce(_vacant(today), 0),
        )
        .order_by(*SORTS.get(wanted.sort, SORTS["name"]))
    )


def _vacant(today: date) -> Subquery:
    held = Mandate.objects.in_force_on(today).filter(seat=OuterRef("pk"))
    seats = Seat.objects.in_force_on(today).filter(~Exists(held), network=OuterRef("pk"))
    counted = seats.order_by().values("network").annotate(number=Count("pk"))
    return Subquery(counted.values("number"), output_field=IntegerField())


def leaders_of(seen: QuerySet[Network]) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=seen.order_by().values("organisation")).order_by(
        "name", "pk"
    )


def network_history(network_id: int, *, with_people: bool = False) -> list[Change]:
    """What was changed; who came and went, for those who keep the network alone."""
    streams = [Stream(Network, _history("Network").filter(pgh_obj_id=network_id))]
    members = _history("Member").filter(network_id=network_id)
    are_organisations = Q(name="", user=None)
    streams += [
        Stream(Member, members.filter(are_organisations), part="organisation", value=day)
        for day in ("start_date", "end_date")
    ]
    if with_people:
        people = members.exclude(are_organisations)
        mandates = _history("Mandate").filter(seat__network_id=network_id)
        streams += [
            *(Stream(Member, people, part="name", value=value) for value in ("role", "end_date")),
            *(
                Stream(Mandate, mandates, part="member", value=value)
                for value in ("seat", "end_date")
            ),
        ]
    return record_history(*streams)


def _history(model: str) -> QuerySet[Any]:
    rows: QuerySet[Any] = apps.get_model("networks", f"{model}History").objects.all()
    return rows
