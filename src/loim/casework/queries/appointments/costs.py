"""What interpreters cost, by month."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, DecimalField, DurationField, ExpressionWrapper, F, Sum
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from loim.casework.models import InterpreterOrder
from loim.common.tables import Table
from loim.people.models import Organisation


@dataclass(frozen=True)
class MonthOfOrders:
    month: date
    language: str
    orders: int
    hours: Decimal
    cost: Decimal


def costs_by_month(organisation: Organisation) -> list[MonthOfOrders]:
    """Done orders alone, the latest month first. One query."""
    time = ExpressionWrapper(F("ends_at") - F("starts_at"), output_field=DurationField())
    rows = (
        InterpreterOrder.objects.filter(organisation=organisation, state="done")
        .annotate(month=TruncMonth("starts_at"))
        .values("month", "language")
        .annotate(
            orders=Count("pk"),
            time=Sum(time),
            total=Sum("cost", output_field=DecimalField()),
        )
        .order_by("-month", "language")
    )
    return [
        MonthOfOrders(
            row["month"].date(),
            row["language"],
            row["orders"],
            (Decimal(row["time"].total_seconds()) / 3600).quantize(Decimal("0.01")),
            row["total"],
        )
        for row in rows
    ]


def costs_table(organisation: Organisation) -> Table:
    return Table(
        _("Interpreters"),
        [_("Month"), _("Language"), _("Orders"), _("Hours"), _("Cost, euros")],
        [
            [f"{row.month:%Y-%m}", row.language, row.orders, row.hours, row.cost]
            for row in costs_by_month(organisation)
        ],
    )
