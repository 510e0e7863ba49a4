"""One order: what it holds, how it stands, its next step."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.common.tables import download
from loim.content.actions.orders.making import edit_order, leave_out, record_cost
from loim.content.actions.orders.stepping import ask_again, cancel_order, finish_order, send_order
from loim.content.documents.xliff_writing import CONTENT_TYPE
from loim.content.forms.orders.filters import AgainForm, CancelForm, CostForm, UploadForm
from loim.content.forms.orders.order import OrderForm
from loim.content.logic.orders.order_states import steps_from
from loim.content.models import OrderedText, TranslationOrder
from loim.content.permissions import may_translate
from loim.content.queries.orders.files import order_file, pairs_of
from loim.content.queries.orders.lists import deliveries_of, items_of
from loim.content.queries.orders.own_link import agency_link
from loim.content.views.orders.loading import kept_order_or_403
from loim.people.models import User


@allowed(may_translate)
def order_page(request: HttpRequest, pk: int) -> HttpResponse:
    order = kept_order_or_403(request, pk)
    items = items_of(order)
    context: dict[str, Any] = {
        "order": order,
        "items": items,
        "taken": sum(item.taken_at is not None for item in items),
        "pairs": pairs_of(order),
        "deliveries": deliveries_of(order),
        "steps": {step.value for step in steps_from(order.state)},
        "is_late": order.is_overdue_on(localdate()),
        "link": agency_link(order),
        "upload": UploadForm(),
        "again": AgainForm(today=localdate()),
        "cancel": CancelForm(),
        "cost": CostForm(initial={"cost": order.cost}),
    }
    return render(request, "content/orders/order.html", context)


@allowed(may_translate)
def order_edit(request: HttpRequest, pk: int) -> HttpResponse:
    order = kept_order_or_403(request, pk)
    form = OrderForm(request.POST or None, order=order, today=localdate())
    if request.method == "POST" and form.is_valid():
        person: User = request.user  # type: ignore[assignment]
        try:
            facts = form.facts_for(order.owner)
            edit_order(order=order, facts=facts, by=person, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The order is saved."))
            return redirect("order", pk)
    return render(request, "content/orders/edit.html", {"form": form, "order": order})


@allowed(may_translate)
@require_POST
def order_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    order = kept_order_or_403(request, pk)
    person: User = request.user  # type: ignore[assignment]
    try:
        messages.success(request, _step(request, order, step, person, timezone.now()))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    except forms.ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
    return redirect("order", pk)


@allowed(may_translate)
@require_POST
def order_leave_out(request: HttpRequest, pk: int, ordered_text: int) -> HttpResponse:
    order = kept_order_or_403(request, pk)
    item = get_object_or_404(OrderedText, pk=ordered_text, order=order)
    person: User = request.user  # type: ignore[assignment]
    try:
        leave_out(order=order, item=item, by=person, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("order", pk)


@allowed(may_translate)
def order_download(request: HttpRequest, pk: int, source: str, target: str) -> HttpResponse:
    return file_response(kept_order_or_403(request, pk), source, target)


def file_response(order: TranslationOrder, source: str, target: str) -> HttpResponse:
    if (source, target) not in pairs_of(order):
        raise Http404
    content = order_file(order, source, target)
    name = f"loim-{order.pk}-{source}-{target}.xlf"
    return download(content, name=name, content_type=CONTENT_TYPE)


def _step(request: HttpRequest, order: TranslationOrder, step: str, by: User, now: datetime) -> str:
    """What to say when it is done."""
    if step in {"send", "hand-over"}:
        send_order(order=order, by_letter=step == "send", by=by, now=now)
        if step == "send":
            return _("The letter is on its way to the agency.")
        return _("The order is with the agency. Pass on the files, or the link.")
    if step == "again":
        again = _valid(AgainForm(request.POST, today=localdate(now)))
        ask_again(order=order, what=again["what"], due_date=again["due_date"], by=by, now=now)
        return _("The agency is asked to do it anew.")
    if step == "finish":
        cost = _valid(CostForm(request.POST))["cost"]
        finish_order(order=order, cost=cost, by=by, now=now)
        return _("The order is done.")
    if step == "cost":
        record_cost(order=order, cost=_valid(CostForm(request.POST))["cost"], by=by, now=now)
        return _("The cost is saved.")
    if step == "cancel":
        reason = _valid(CancelForm(request.POST))["reason"]
        cancel_order(order=order, reason=reason, by=by, now=now)
        return _("The order is cancelled.")
    raise Http404


def _valid(form: forms.Form) -> dict[str, Any]:
    if not form.is_valid():
        raise forms.ValidationError(
            [
                f"{form.fields[name].label}: {error}"
                for name, errors in form.errors.items()
                for error in errors
            ]
        )
    return form.cleaned_data
