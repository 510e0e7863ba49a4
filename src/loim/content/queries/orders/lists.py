"""Orders as a list: filtered, with totals by year, as tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import ExtractYear
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.tables import Table
from loim.content.kinds import kind_of
from loim.content.logic.orders.order_states import OPEN, OrderState
from loim.content.models import Delivery, OrderedText, TranslationOrder
from loim.content.permissions import TRANSLATING_ROLES
from loim.people.permissions import Person, organisations_with_role


@dataclass(frozen=True)
class OrderSearch:
    """`state` is one of OrderState, `open`, `overdue` or empty; `year` that of making."""

    state: str = ""
    year: int | None = None
    owner: int | None = None
    words: str = ""


@dataclass(frozen=True)
class YearTotal:
    """Cancelled orders are left out; `cost` is of those whose cost is known, `without_cost` counts
    the others that are done."""

    year: int
    orders: int
    words: int
    cost: Decimal
    without_cost: int


def own_orders(person: Person) -> QuerySet[TranslationOrder]:
    keys = organisations_with_role(person, TRANSLATING_ROLES)
    return TranslationOrder.objects.filter(owner__in=keys)


def listed_orders(person: Person, search: OrderSearch, today: date) -> QuerySet[Any]:
    """Newest first; each with `texts`, `taken` and `all_items`."""
    found = own_orders(person)
    if search.state == "open":
        found = found.filter(state__in=OPEN)
    elif search.state == "overdue":
        found = found.filter(state=OrderState.SENT, due_date__lt=today)
    elif search.state in list(OrderState):
        found = found.filter(state=search.state)
    if search.year:
        found = found.filter(made_at__year=search.year)
    if search.owner:
        found = found.filter(owner=search.owner)
    if search.words:
        found = found.filter(Q(agency__icontains=search.words) | Q(note__icontains=search.words))
    return (
        found.select_related("owner")
        .annotate(
            texts=Count("items__text", distinct=True),
            all_items=Count("items", distinct=True),
            taken=Count("items", filter=Q(items__taken_at__isnull=False), distinct=True),
        )
        .order_by("-made_at", "-pk")
    )


def languages_of(orders: Iterable[TranslationOrder]) -> dict[int, list[str]]:
    """Into which languages, by order; one query."""
    found: dict[int, list[str]] = {}
    rows = OrderedText.objects.filter(order__in=[order.pk for order in orders])
    for order, language in rows.values_list("order", "language").distinct().order_by("language"):
        found.setdefault(order, []).append(language)
    return found


def year_totals(person: Person) -> list[YearTotal]:
    """Newest first; one query."""
    rows = (
        own_orders(person)
        .exclude(state=OrderState.CANCELLED)
        .annotate(year=ExtractYear("made_at", tzinfo=timezone.get_default_timezone()))
        .values("year")
        .annotate(
            orders=Count("pk"), all_words=Sum("words"), all_cost=Sum("cost"),
            without=Count("pk", filter=Q(cost=None, state=OrderState.DONE)),
        )
        .order_by("-year")
    )  # fmt: skip
    return [
        YearTotal(
            row["year"], row["orders"], row["all_words"] or 0, row["all_cost"] or Decimal(0),
            row["without"],
        )
        for row in rows
    ]  # fmt: skip


def order_tables(person: Person, search: OrderSearch, today: date) -> list[Table]:
    """A row for each order, and one for each year."""
    orders = list(listed_orders(person, search, today))
    languages = languages_of(orders)
    rows = [
        [
            order.pk, order.owner.name, order.agency, order.get_state_display(),
            ", ".join(languages.get(order.pk, [])), order.texts, order.all_items, order.words,
            order.made_at, order.sent_at, order.due_date, order.received_at, order.finished_at,
            order.cost,
        ]
        for order in orders
    ]  # fmt: skip
    columns = [
        _("Number"), _("Orderer"), _("Agency"), _("State"), _("Into"), _("Texts"),
        _("Translations"), _("Words"), _("Made"), _("Sent"), _("Due"), _("Received"), _("Over"),
        _("Cost, €"),
    ]  # fmt: skip
    totals = [[t.year, t.orders, t.words, t.cost, t.without_cost] for t in year_totals(person)]
    by_year = [_("Year"), _("Orders"), _("Words"), _("Cost, €"), _("Done without a cost")]
    return [Table(_("Orders"), columns, rows), Table(_("By year"), by_year, totals)]


def items_of(order: TranslationOrder) -> list[OrderedText]:
    """By text, then language, each with its `title`."""
    items = list(order.items.select_related("text", "base").order_by("text", "language", "pk"))
    for item in items:
        name = kind_of(item.text.kind).names[0]
        item.title = item.base.get(name)  # type: ignore[attr-defined]  # for lists
    return items


def deliveries_of(order: TranslationOrder) -> list[Delivery]:
    """Newest first, without their content."""
    rows = order.deliveries.defer("content").select_related("uploaded_by", "used_by")
    return list(rows.order_by("-uploaded_at", "-pk"))
