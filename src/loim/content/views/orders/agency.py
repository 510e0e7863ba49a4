"""An order as the agency sees it, by the secret in its link: files out, files in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from loim.common.access import public
from loim.common.refusals import Refusal
from loim.content.actions.xliff.delivering import NothingGood, deliver_to_order
from loim.content.forms.orders.filters import UploadForm
from loim.content.logic.orders.order_states import WITH_AGENCY
from loim.content.models import TranslationOrder
from loim.content.queries.orders.files import pairs_of
from loim.content.queries.orders.lists import deliveries_of, items_of
from loim.content.queries.orders.own_link import agency_path, order_by_key
from loim.content.views.orders.order import file_response
from loim.content.views.xliff.files import report_context

View = Callable[..., HttpResponse]


def opened(view: View) -> View:
    """Gives the view the order that the link opens; a link that opens nothing says what to do."""

    @wraps(view)
    def with_order(request: HttpRequest, key: str, **rest: Any) -> HttpResponse:
        order = order_by_key(key)
        if order is None or order.sent_at is None:
            return render(request, "content/orders/agency_unknown.html", status=404)
        response = view(request, order, **rest)
        response["X-Robots-Tag"] = "noindex"
        return response

    return public("the secret in the link is the permission")(never_cache(with_order))  # type: ignore[return-value]


@opened
def order_agency(request: HttpRequest, order: TranslationOrder) -> HttpResponse:
    is_sent = request.method == "POST"
    form = UploadForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    problems = []
    if is_sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            delivery = deliver_to_order(
                order=order, name=file.name, content=form.content, by=None, now=timezone.now()
            )
        except Refusal as refusal:
            form.add_error("file", str(refusal))
            problems = refusal.problems if isinstance(refusal, NothingGood) else []
        else:
            _thank(request, delivery.units, delivery.problems)
            return redirect(agency_path(order))
    context = {
        "order": order,
        "form": form,
        "problems": problems[:100],
        "items": items_of(order),
        "pairs": pairs_of(order),
        "deliveries": deliveries_of(order),
        "is_with_agency": order.state in WITH_AGENCY,
        "is_late": order.is_overdue_on(localdate()),
        "path": agency_path(order),
    }
    return render(request, "content/orders/agency.html", context)


@opened
@require_safe
def order_agency_file(
    request: HttpRequest, order: TranslationOrder, source: str, target: str
) -> HttpResponse:
    if order.state not in WITH_AGENCY:
        raise Http404
    return file_response(order, source, target)


@opened
@require_safe
def order_agency_report(
    request: HttpRequest, order: TranslationOrder, delivery: int
) -> HttpResponse:
    """What is wrong with a file that was brought, unit by unit."""
    found = order.deliveries.filter(pk=delivery, is_erased=False).first()
    if found is None:
        raise Http404
    context = {"order": order, "path": agency_path(order), **report_context(found, request.user)}
    return render(request, "content/orders/agency_report.html", context)


def _thank(request: HttpRequest, units: int, problems: int) -> None:
    good = ngettext(
        "Thank you: %(count)s unit can be taken over.",
        "Thank you: %(count)s units can be taken over.",
        units,
    ) % {"count": units}
    if not problems:
        messages.success(request, good)
        return
    bad = ngettext(
        "%(count)s thing in the file is not right: see the report, correct it, bring it again.",
        "%(count)s things in the file are not right: see the report, correct them, bring it again.",
        problems,
    ) % {"count": problems}
    messages.warning(request, f"{good} {bad}")
