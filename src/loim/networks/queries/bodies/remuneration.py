"""The log of what members of a body are paid."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from loim.networks.models import Network
from loim.networks.models.bodies import Remuneration
from loim.people.models import User


@dataclass(frozen=True)
class Totals:
    hours: Decimal
    euros: Decimal
    paid: Decimal  # euros


def log_of(network: Network, year: int | None = None) -> QuerySet[Remuneration]:
    """The newest first, with member, meeting and who approved."""
    rows = Remuneration.objects.filter(network=network)
    if year:
        rows = rows.filter(start_date__year=year)
    return rows.select_related("member", "event", "approved_by").order_by("-start_date", "-pk")


def own_log(user: User) -> QuerySet[Remuneration]:
    """What the person themselves was paid, in every body: found by account, or address."""
    own = Q(member__user=user) | Q(member__user=None, member__email__iexact=user.email)
    rows = Remuneration.objects.filter(own)
    return rows.select_related("network", "event").order_by("-start_date", "-pk")


def totals(rows: QuerySet[Remuneration]) -> Totals:
    found = rows.order_by().aggregate(
        all_hours=Sum("hours"),
        all_euros=Sum("euros"),
        paid=Sum("euros", filter=Q(paid_date__isnull=False)),
    )
    zero = Decimal(0)
    return Totals(found["all_hours"] or zero, found["all_euros"] or zero, found["paid"] or zero)


def years_of(network: Network) -> list[int]:
    dates = Remuneration.objects.filter(network=network).dates("start_date", "year", order="DESC")
    return [day.year for day in dates]
