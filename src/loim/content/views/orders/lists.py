"""The list of orders with what they cost, and a new one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from loim.common.access import allowed
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.common.tables import table_response
from loim.content.actions.orders.making import make_order
from loim.content.forms.orders.filters import OrderFilterForm
from loim.content.forms.orders.order import NewOrderForm
from loim.content.permissions import may_translate
from loim.content.queries.orders.choices import text_rows
from loim.content.queries.orders.lists import (
    languages_of,
    listed_orders,
    order_tables,
    year_totals,
)
from loim.content.queries.terms import own_organisations
from loim.people.models import User


@allowed(may_translate)
def order_list(request: HttpRequest) -> HttpResponse:
    person: User = request.user  # type: ignore[assignment]  # `allowed` lets nobody else in
    today = localdate()
    form = OrderFilterForm(request.GET, organisations=own_organisations(person))
    orders = paged(request, listed_orders(person, form.search, today))
    languages = languages_of(orders.page.object_list)
    for order in orders.page:
        order.into = languages.get(order.pk, [])
        order.is_late = order.is_overdue_on(today)
    context = {
        "form": form, "orders": orders, "is_filtered": form.is_filtered,
        "totals": year_totals(person),
    }  # fmt: skip
    return render(request, "content/orders/list.html", context)


@allowed(may_translate)
def order_export(request: HttpRequest) -> HttpResponse:
    """What the list shows, all pages of it, and the years."""
    person: User = request.user  # type: ignore[assignment]
    form = OrderFilterForm(request.GET, organisations=own_organisations(person))
    tables = order_tables(person, form.search, localdate())
    return table_response("xlsx", _("translation-orders"), *tables)


@allowed(may_translate)
def order_new(request: HttpRequest) -> HttpResponse:
    """`?item=12-ru&item=…` are what the queue's checkboxes chose."""
    person: User = request.user  # type: ignore[assignment]
    organisations = own_organisations(person)
    is_sent = request.method == "POST"
    given = request.POST.getlist("shown") if is_sent else request.GET.getlist("item")
    rows = text_rows([each.pk for each in organisations], given)
    owner = rows[0].text.owner_id if rows else None
    form = NewOrderForm(
        request.POST if is_sent else None,
        organisations=organisations, rows=rows, today=localdate(),
        initial={"items": given, "owner": owner},
    )  # fmt: skip
    if is_sent and form.is_valid():
        try:
            order = make_order(
                facts=form.facts_for(form.cleaned_data["owner"]), wanted=form.wanted,
                submission=form.cleaned_data["submission"], by=person, now=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The order is made. Look it through, then send it."))
            return redirect("order", order.pk)
    context = {"form": form, "rows": rows, "shown": given, "chosen": form.chosen}
    return render(request, "content/orders/new.html", context)
