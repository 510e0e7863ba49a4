"""Pages of a service's parts, of places, and of opening hours."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.services.actions.catalogue.parts import Part, remove_part, save_part
from loim.services.forms.catalogue.parts import PARTS, PartForm
from loim.services.models import Location, Service
from loim.services.permissions.catalogue import may_keep_something, places_kept_by
from loim.services.views.catalogue.loading import kept_service, user_of


@allowed(may_keep_something)
def service_part_new(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    service = kept_service(request, pk)
    model = _known(kind)[0]
    if kind == "document" and not service.requirements.exists():
        messages.info(request, _("First say what is required; then what to bring for it."))
        return redirect("service-part-new", pk, "requirement")
    instance: Any = model() if kind == "document" else model(service=service)
    return _form_page(request, service, kind, instance)


@allowed(may_keep_something)
def service_part(request: HttpRequest, pk: int, kind: str, part: int) -> HttpResponse:
    service = kept_service(request, pk)
    return _form_page(request, service, kind, _part(service, kind, part))


@allowed(may_keep_something)
@require_POST
def service_part_remove(request: HttpRequest, pk: int, kind: str, part: int) -> HttpResponse:
    service = kept_service(request, pk)
    try:
        remove_part(part=_part(service, kind, part), by=user_of(request), now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Removed."))
    return redirect("service-desk", pk)


def _known(kind: str) -> Any:
    if kind not in PARTS:
        raise Http404
    return PARTS[kind]


def _part(service: Service, kind: str, pk: int) -> Part:
    of = {"requirement__service": service} if kind == "document" else {"service": service}
    found: Part = get_object_or_404(_known(kind)[0], pk=pk, **of)
    return found


def _form_page(request: HttpRequest, service: Service, kind: str, instance: Any) -> HttpResponse:
    _model, form_class, label = _known(kind)
    options: dict[str, Any] = {"service": service, "instance": instance}
    if kind == "channel":
        options["places"] = _places(request, instance.location_id)
    form: PartForm = form_class(request.POST if request.method == "POST" else None, **options)
    if request.method == "POST" and form.is_valid():
        try:
            save_part(part=form.part(), by=user_of(request), now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            if "another" in request.POST:
                return redirect("service-part-new", service.pk, kind)
            return redirect("service-desk", service.pk)
    context = {"service": service, "form": form, "kind": kind, "label": label, "part": instance}
    return render(request, "services/catalogue/part.html", context)


def _places(request: HttpRequest, also: int | None) -> Any:
    found = places_kept_by(request.user) | Location.objects.filter(pk__in=[also] if also else [])
    return found.distinct().order_by("name", "pk")
