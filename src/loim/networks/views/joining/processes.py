"""A city's way into a network of cities: its page, its beginning, its end."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import signed_in
from loim.common.refusals import Refusal
from loim.networks.actions.joining.beginning import begin_joining, edit_joining
from loim.networks.actions.joining.deciding import note_joined, stop_joining, take_up_again
from loim.networks.forms.joining.forms import JoinedForm, ProcessForm, StoppedForm
from loim.networks.models import JoiningProcess, Network
from loim.networks.permissions_joining import (
    may_change_joining,
    may_change_process,
    may_keep_templates,
    may_see_joining,
)
from loim.networks.queries.joining.process import (
    counts_of,
    load_processes,
    process_history,
    results_over_years,
    way_of,
)
from loim.networks.views.joining.loading import changeable_process, seen_process
from loim.people.models import User


@signed_in
def network_joining(request: HttpRequest, pk: int) -> HttpResponse:
    """All ways of this network, the newest first; the only one at once."""
    network = _network(pk)
    if not may_see_joining(request.user, network):
        raise PermissionDenied
    processes = list(load_processes().filter(network=network).order_by("-start_date", "-pk"))
    if len(processes) == 1:
        return redirect("joining", processes[0].pk)
    counts = counts_of(processes, timezone.localdate())
    context = {
        "network": network,
        "rows": [(process, counts[process.pk]) for process in processes],
        "may_change": may_change_joining(request.user, network),
        "may_keep_templates": may_keep_templates(request.user),
    }
    return render(request, "networks/joining/list.html", context)


@signed_in
def joining_new(request: HttpRequest, pk: int) -> HttpResponse:
    network = _network(pk)
    if not may_change_joining(request.user, network):
        raise PermissionDenied
    form = ProcessForm(_posted(request), process=JoiningProcess(), today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            made = begin_joining(
                network=network, template=form.cleaned_data["template"], facts=form.facts(),
                submission=form.cleaned_data["submission"], by=_person(request),
                now=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The way is begun. Say who does which step."))
            return redirect("joining", made.pk)
    return render(request, "networks/joining/form.html", {"form": form, "network": network})


@signed_in
def joining_page(request: HttpRequest, pk: int) -> HttpResponse:
    process = seen_process(request, pk)
    context = {
        "process": process,
        "network": process.network,
        "way": way_of(process, timezone.localdate()),
        "years": results_over_years(process),
        "history": process_history(process),
        "may_change": may_change_process(request.user, process),
        "assess_url": reverse("assessments-of-subject", args=[process.subject_id]),
    }
    return render(request, "networks/joining/process.html", context)


@signed_in
def joining_edit(request: HttpRequest, pk: int) -> HttpResponse:
    process = changeable_process(request, pk)
    form = ProcessForm(_posted(request), process=process, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            edit_joining(
                process=process, facts=form.facts(), by=_person(request), now=timezone.now()
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("joining", pk)
    context = {"form": form, "network": process.network, "process": process}
    return render(request, "networks/joining/form.html", context)


@signed_in
def joining_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Joined, or stopped; or taken up again."""
    process, today = changeable_process(request, pk), timezone.localdate()
    step = request.POST.get("step", "")
    forms: dict[str, Any] = {
        "joined": JoinedForm(request.POST if step == "joined" else None, process=process, today=today),
        "stopped": StoppedForm(request.POST if step == "stopped" else None, today=today),
    }  # fmt: skip
    form = forms.get(step)
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            _decide(process, step, form, _person(request))
        except Refusal as refusal:
            if form is None:
                messages.error(request, str(refusal))
                return redirect("joining", pk)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The decision is noted."))
            return redirect("joining", pk)
    context = {"process": process, "network": process.network, "forms": forms}
    status = 422 if form is not None else 200
    return render(request, "networks/joining/decide.html", context, status=status)


def _decide(process: JoiningProcess, step: str, form: Any, by: User) -> None:
    now = timezone.now()
    if step == "joined":
        note_joined(process=process, **form.cleaned_data, by=by, now=now)
    elif step == "stopped":
        stop_joining(process=process, **form.cleaned_data, by=by, now=now)
    elif step == "again":
        take_up_again(process=process, by=by, now=now)


def _network(pk: int) -> Network:
    rows = Network.objects.select_related("organisation", "activity__programme")
    return get_object_or_404(rows, pk=pk)


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _person(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]  # the view's decorator saw to it
