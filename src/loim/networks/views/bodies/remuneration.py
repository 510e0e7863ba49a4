"""The remuneration log: for those who keep the body, and for each member their own lines."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loim.common.access import signed_in
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.common.tables import Table, table_response
from loim.common.telling import done
from loim.networks.actions.bodies.remuneration import (
    approve,
    note_paid,
    record_remuneration,
    remove_line,
)
from loim.networks.forms.bodies.remuneration import PaidForm, RemunerationForm
from loim.networks.models.bodies import Remuneration
from loim.networks.permissions import may_change_network
from loim.networks.queries.bodies.remuneration import log_of, own_log, totals, years_of
from loim.networks.views.bodies.loading import kept_network, user_of


@signed_in
def remuneration_page(request: HttpRequest, pk: int) -> HttpResponse:
    network = kept_network(request, pk)
    year = _year(request)
    data = request.POST if request.method == "POST" else None
    form = RemunerationForm(data, network=network)
    if data is not None and form.is_valid():
        line = form.instance
        line.submission = form.cleaned_data["submission"] or form.initial["submission"]
        try:
            record_remuneration(line=line, by=user_of(request), now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The line is written down. Somebody approves it next."))
            return redirect("network-remuneration", pk)
    rows = log_of(network, year)
    context = {
        "network": network,
        "form": form,
        "rows": paged(request, rows),
        "totals": totals(rows),
        "years": years_of(network),
        "year": year,
        "today": timezone.localdate(),
    }
    return render(request, "networks/bodies/remuneration.html", context)


@signed_in
@require_safe
def remuneration_file(request: HttpRequest, pk: int) -> HttpResponse:
    network = kept_network(request, pk)
    columns = [
        _("Member"), _("From"), _("Until"), _("Hours"), _("Euros"), _("Basis"), _("Approved by"),
        _("Approved"), _("Paid on"),
    ]  # fmt: skip
    rows = [
        [
            row.paid_to, row.start_date, row.end_date, row.hours, row.euros, row.basis,
            row.approved_by.name if row.approved_by else "", row.approved_at, row.paid_date,
        ]
        for row in log_of(network, _year(request))
    ]  # fmt: skip
    table = Table(_("Remuneration"), columns, rows)
    return table_response("xlsx", f"remuneration-{network.pk}", table)


@signed_in
@require_safe
def remuneration_mine(request: HttpRequest) -> HttpResponse:
    rows = own_log(user_of(request))
    context = {"rows": paged(request, rows), "totals": totals(rows)}
    return render(request, "networks/bodies/remuneration_mine.html", context)


@signed_in
@require_POST
def remuneration_step(request: HttpRequest, pk: int) -> HttpResponse:
    line = get_object_or_404(
        Remuneration.objects.select_related(
            "network__organisation", "network__activity__programme"
        ),
        pk=pk,
    )
    if not may_change_network(request.user, line.network):
        raise PermissionDenied
    by, step = user_of(request), request.POST.get("step")
    if step == "approve":
        return _done(request, line, lambda: approve(line=line, by=by, now=timezone.now()))
    if step == "remove":
        return _done(request, line, lambda: remove_line(line=line, by=by))
    form = PaidForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write the day on which it was paid."))
        return redirect("network-remuneration", line.network_id)
    paid, today = form.cleaned_data["paid_date"], timezone.localdate()
    return _done(request, line, lambda: note_paid(line=line, paid_date=paid, today=today, by=by))


def _done(request: HttpRequest, line: Remuneration, act: Callable[[], object]) -> HttpResponse:
    done(request, act, _("Saved."))
    return redirect("network-remuneration", line.network_id)


def _year(request: HttpRequest) -> int | None:
    year = request.GET.get("year", "")
    return int(year) if year.isdecimal() and len(year) == 4 else None
