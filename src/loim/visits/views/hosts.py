"""The organiser's pages of hosts: who receives, what they said, what they ask."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.programmes.permissions import may_record
from loim.visits.actions import hosting
from loim.visits.forms.others import HostForm, TextForm
from loim.visits.models import Host, Visit
from loim.visits.queries.hosts import hosts_of
from loim.visits.queries.links import host_link
from loim.visits.views.loading import changeable_visit, done, person_of


@allowed(may_record)
def host_list(request: HttpRequest, pk: int) -> HttpResponse:
    visit = changeable_visit(request, pk)
    context = {"visit": visit, "event": visit.event, "hosts": hosts_of(visit)}
    return render(request, "visits/hosts.html", context)


@allowed(may_record)
def host_edit(request: HttpRequest, pk: int, host: int | None = None) -> HttpResponse:
    visit = changeable_visit(request, pk)
    instance = _host(visit, host) if host else Host(visit=visit)
    form = HostForm(request.POST or None, instance=instance)
    if request.method == "POST" and form.is_valid():
        try:
            saved = hosting.save_host(host=form.instance, by=person_of(request), now=timezone.now())
        except Refusal as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("visit-host", pk, saved.pk)
    return _show(request, visit, instance, form)


def _show(
    request: HttpRequest, visit: Visit, host: Host, form: HostForm, message: Any = None
) -> HttpResponse:
    return render(
        request,
        "visits/host_edit.html",
        {
            "visit": visit,
            "event": visit.event,
            "host": host if host.pk else None,
            "form": form,
            "legs": host.legs.order_by("start_at", "pk") if host.pk else [],
            "messages_of_host": host.messages.select_related("leg__visit__event").order_by(
                "sent_at", "pk"
            )
            if host.pk
            else [],
            "message_form": message or TextForm(),
            "link": host_link(host) if host.pk else "",
        },
    )


@allowed(may_record)
@require_POST
def host_ask(request: HttpRequest, pk: int, host: int) -> HttpResponse:
    visit = changeable_visit(request, pk)
    row = _host(visit, host)
    done(
        request,
        hosting.ask_host,
        _("The letter with the link is on its way."),
        host=row,
        by=person_of(request),
        now=timezone.now(),
    )
    return redirect("visit-hosts", pk)


@allowed(may_record)
@require_POST
def host_write(request: HttpRequest, pk: int, host: int) -> HttpResponse:
    visit = changeable_visit(request, pk)
    row = _host(visit, host)
    form = TextForm(request.POST)
    if form.is_valid():
        try:
            hosting.answer_host(
                host=row,
                text=form.cleaned_data["text"],
                leg=None,
                submission=form.once(),
                by=person_of(request),
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Sent."))
            return redirect("visit-host", pk, host)
    return _show(request, visit, row, HostForm(instance=row), form)


@allowed(may_record)
@require_POST
def host_remove(request: HttpRequest, pk: int, host: int) -> HttpResponse:
    visit = changeable_visit(request, pk)
    row = visit.hosts.filter(pk=host).first()
    if row is not None:
        row.visit = visit
        who = {"by": person_of(request), "now": timezone.now()}
        if not done(request, hosting.remove_host, _("Taken away."), host=row, **who):
            return redirect("visit-host", pk, host)
    return redirect("visit-hosts", pk)


def _host(visit: Visit, key: int) -> Host:
    row = get_object_or_404(visit.hosts, pk=key)
    row.visit = visit
    return row
