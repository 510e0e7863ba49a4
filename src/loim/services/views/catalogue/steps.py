"""Open, close, confirm; alerts in two taps; what is to be confirmed."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loim.common.access import allowed
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.services.actions.catalogue.alerts import end_alert, post_alert
from loim.services.actions.catalogue.states import (
    close_service,
    confirm_service,
    open_service,
    reopen_service,
)
from loim.services.forms.catalogue.hours import AlertForm, end_of_day
from loim.services.forms.catalogue.service import CloseForm
from loim.services.logic.due_dates import SOON_DAYS
from loim.services.models import Alert, AlertKind, Location, Service, ServiceStatus
from loim.services.permissions.catalogue import (
    may_alert,
    may_alert_for,
    may_keep_something,
    services_kept_by,
)
from loim.services.queries.catalogue.listing import overdue_services
from loim.services.queries.catalogue.words import attach_words
from loim.services.views.catalogue.loading import kept_service, load_service, user_of


@allowed(may_keep_something)
@require_POST
def service_step(request: HttpRequest, pk: int) -> HttpResponse:
    service, person, now = kept_service(request, pk), user_of(request), timezone.now()
    step = request.POST.get("step", "")
    try:
        if step == "confirm":
            due = confirm_service(service=service, by=person, now=now)
            day = date_format(due, "SHORT_DATE_FORMAT")
            messages.success(request, _("Thank you. We ask again by %(day)s.") % {"day": day})
        elif step == "open":
            open_service(service=service, by=person, now=now)
            messages.success(request, _("The service is open: readers find it now."))
        elif step == "reopen":
            reopen_service(service=service, by=person, now=now)
            messages.success(request, _("The service is provided again."))
        else:
            raise Http404
    except Refusal as refusal:
        messages.error(request, str(refusal))
    back = request.POST.get("back", "")
    if back and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(back)
    return redirect("service-desk", pk)


@allowed(may_keep_something)
def service_close(request: HttpRequest, pk: int) -> HttpResponse:
    service = kept_service(request, pk)
    form = CloseForm(
        request.POST if request.method == "POST" else None,
        service=service,
        others=attach_words(
            Service.objects.filter(status=ServiceStatus.ACTIVE, owner=service.owner_id)
            .exclude(pk=pk)
            .select_related("national")
            .order_by("pk")
        ),
        initial={"last_day": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            close_service(
                service=service, by=user_of(request), now=timezone.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error("last_day", str(refusal))
        else:
            messages.success(request, _("The service is closed. Its page stays and says so."))
            return redirect("service-desk", pk)
    return render(request, "services/catalogue/close.html", {"service": service, "form": form})


@allowed(may_keep_something)
@require_safe
def confirmations(request: HttpRequest) -> HttpResponse:
    """What is overdue, then what is due within two weeks, of all that one keeps."""
    today = timezone.localdate()
    kept = services_kept_by(request.user)
    services = paged(request, overdue_services(kept, today + timedelta(days=SOON_DAYS)))
    context = {
        "services": services,
        "rows": attach_words(services.page),
        "today": today,
        "keeps_any": bool(services.page.paginator.count) or kept.exists(),
    }
    return render(request, "services/catalogue/confirmations.html", context)


@allowed(may_alert)
def service_alert(request: HttpRequest, pk: int) -> HttpResponse:
    service = attach_words([load_service(pk)])[0]
    return _alert_page(request, service)


@allowed(may_alert)
def place_alert(request: HttpRequest, pk: int) -> HttpResponse:
    return _alert_page(request, get_object_or_404(Location.objects.select_related("owner"), pk=pk))


@allowed(may_alert)
@require_POST
def alert_end(request: HttpRequest, pk: int) -> HttpResponse:
    alert = get_object_or_404(Alert.objects.select_related("service", "location"), pk=pk)
    end_alert(alert=alert, by=user_of(request), now=timezone.now())
    messages.success(request, _("The alert is ended."))
    if alert.service_id:
        return redirect("service", alert.service_id)
    return redirect("service-place-alert", alert.location_id)


def _alert_page(request: HttpRequest, of: Service | Location) -> HttpResponse:
    """'Closed today' is one tap here; the form below is for anything else."""
    if not may_alert_for(request.user, of.owner_id):
        raise PermissionDenied
    now = timezone.now()
    today = timezone.localdate(now)
    quick = request.POST.get("quick", "")
    is_form = request.method == "POST" and not quick
    form = AlertForm(request.POST if is_form else None, instance=Alert(), today=today)
    days = {"today": 0, "tomorrow": 1}
    values = None
    if quick in days:
        day = today + timedelta(days=days[quick])
        start = now if quick == "today" else end_of_day(today)
        values = {"kind": AlertKind.CLOSED, "start_at": start, "end_at": end_of_day(day),
                  "submission": form.initial["submission"]}  # fmt: skip
        given = AlertForm.base_fields["submission"]
        values["submission"] = given.clean(request.POST.get("submission")) or values["submission"]
    elif is_form and form.is_valid():
        values = form.alert(now)
    if values is not None:
        try:
            post_alert(of=of, by=user_of(request), now=now, **values)
        except Refusal as refusal:
            form.add_error("last_day", str(refusal)) if is_form else messages.error(
                request, str(refusal)
            )
        else:
            messages.success(request, _("Readers see the alert now."))
            if isinstance(of, Service):
                return redirect("service", of.pk)
            return redirect("service-place-alert", of.pk)
    return render(request, "services/catalogue/alert.html", _alert_context(of, form, now))


def _alert_context(of: Service | Location, form: AlertForm, now: object) -> dict[str, object]:
    is_service = isinstance(of, Service)
    alerts = Alert.objects.filter(**{"service" if is_service else "location": of}, end_at__gt=now)
    return {
        "of": of,
        "service": of if is_service else None,
        "place": None if is_service else of,
        "form": form,
        "alerts": alerts.order_by("start_at", "pk"),
        "now": now,
    }
