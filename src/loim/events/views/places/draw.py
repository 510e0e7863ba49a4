"""The page of a draw: everybody sees how it is made fair; the organiser holds it here."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from loim.common.access import public
from loim.common.refusals import Refusal
from loim.events.actions.places.drawing import announce_value, ask_for_draw
from loim.events.forms.places.draw import AnnounceForm, DrawForm
from loim.events.models import Draw, Event, Policy
from loim.events.permissions import may_change_event, may_see_event
from loim.events.queries.places.draw_result import result_of
from loim.events.queries.places.drawing import applicants
from loim.people.models import User

_WHY = "how a draw of places is made fair is for everybody to check; it names nobody"


@public(_WHY)
@never_cache
def draw_page(request: HttpRequest, pk: int) -> HttpResponse:
    event, draw = _draw_of(request, pk)
    may_change = may_change_event(request.user, event)
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied
        form = _form(request, draw)
        if form is not None and form.is_valid() and _acted(request, event, form):
            return redirect("event-draw", pk)
    else:
        form = _form(request, draw) if may_change else None
    return render(request, "events/places/draw.html", _context(event, draw, form, may_change))


@public(_WHY)
@never_cache
def draw_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the worker is; the page asks for it while the draw is under way."""
    event, draw = _draw_of(request, pk)
    context = _context(event, draw, None, may_change_event(request.user, event))
    response = render(request, "events/places/draw_progress.html", context)
    if not context["is_under_way"]:
        response["HX-Refresh"] = "true"
    return response


@public(_WHY)
def draw_record(request: HttpRequest, pk: int) -> HttpResponse:
    """The record: anybody can replay it with `fairplaces verify`."""
    event, draw = _draw_of(request, pk)
    if not draw.record:
        raise Http404
    name = f"draw-{event.pk}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return JsonResponse(draw.record, headers=headers, json_dumps_params={"indent": 1})


def _draw_of(request: HttpRequest, pk: int) -> tuple[Event, Draw]:
    draw = get_object_or_404(
        Draw.objects.select_related("event__organiser", "event__registration_settings"),
        event=pk,
        event__registration_settings__policy=Policy.DRAW,
    )
    if not may_see_event(request.user, draw.event):
        raise PermissionDenied
    return draw.event, draw


def _is_closed(draw: Draw) -> bool:
    return timezone.now() >= draw.event.registration_settings.closes_at


def _form(request: HttpRequest, draw: Draw) -> AnnounceForm | DrawForm | None:
    data = request.POST if request.method == "POST" else None
    if not _is_closed(draw):
        return AnnounceForm(data, initial={"public_value_source": draw.public_value_source})
    if draw.drawn_at is None and (draw.asked_at is None or draw.trouble):
        return DrawForm(data, initial={"public_value": draw.public_value})
    return None


def _acted(request: HttpRequest, event: Event, form: AnnounceForm | DrawForm) -> bool:
    person: User = request.user  # type: ignore[assignment]
    now = timezone.now()
    try:
        if isinstance(form, AnnounceForm):
            source = form.cleaned_data["public_value_source"]
            announce_value(event=event, source=source, by=person, now=now)
            messages.success(request, _("Saved. Everybody can read it on this page."))
        else:
            value = form.cleaned_data["public_value"]
            ask_for_draw(event=event, public_value=value, by=person, now=now)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _context(
    event: Event, draw: Draw, form: AnnounceForm | DrawForm | None, may_change: bool
) -> dict[str, Any]:
    is_closed = _is_closed(draw)
    return {
        "event": event,
        "draw": draw,
        "settings": event.registration_settings,
        "form": form,
        "may_change": may_change,
        "is_closed": is_closed,
        "is_under_way": draw.asked_at is not None and draw.drawn_at is None and not draw.trouble,
        "percent": round(draw.share_done * 100),
        "trouble": draw.trouble.get(get_language() or "et", []),
        "applicants": len(applicants(event)) if may_change and draw.drawn_at is None else 0,
        "result": result_of(draw),
    }
