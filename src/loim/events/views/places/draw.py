"""The page of a draw: everybody sees how it is made fair; the organiser holds it here."""

from dataclasses import dataclass
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
from loim.events.actions.places.drawing_anew import begin_anew
from loim.events.actions.places.fixed_draw import is_fixed
from loim.events.forms.places.draw import AnewForm, AnnounceForm, DrawForm
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
    if request.method == "POST" and not may_change:
        raise PermissionDenied
    forms = Forms.of(request, draw) if may_change else Forms()
    sent = forms.sent
    if sent is not None and sent.is_valid() and _acted(request, event, sent):
        return redirect("event-draw", pk)
    return render(request, "events/places/draw.html", _context(event, draw, forms, may_change))


@public(_WHY)
@never_cache
def draw_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the worker is; the page asks for it while the draw is under way."""
    event, draw = _draw_of(request, pk)
    context = _context(event, draw, Forms(), may_change_event(request.user, event))
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


@dataclass(frozen=True)
class Forms:
    """What the organiser can say now: the next step, or (`anew`) why it begins anew."""

    step: AnnounceForm | DrawForm | None = None
    anew: AnewForm | None = None

    @property
    def sent(self) -> AnnounceForm | DrawForm | AnewForm | None:
        return next((form for form in (self.anew, self.step) if form and form.is_bound), None)

    @classmethod
    def of(cls, request: HttpRequest, draw: Draw) -> "Forms":
        data = request.POST if request.method == "POST" else None
        settings, now = draw.event.registration_settings, timezone.now()
        if not is_fixed(draw, settings, now):
            if draw.drawn_at is not None or draw.value_known_at is not None:
                return cls()
            return cls(
                AnnounceForm(data, initial={"public_value_source": draw.public_value_source})
            )
        if draw.asked_at is not None and not draw.trouble:
            return cls()
        is_anew = data is not None and "begin-anew" in data
        return cls(
            DrawForm(None if is_anew else data, initial={"public_value": draw.public_value}),
            AnewForm(data if is_anew else None),
        )


def _acted(request: HttpRequest, event: Event, form: AnnounceForm | DrawForm | AnewForm) -> bool:
    person: User = request.user  # type: ignore[assignment]
    now = timezone.now()
    try:
        if isinstance(form, AnnounceForm):
            source = form.cleaned_data["public_value_source"]
            announce_value(event=event, source=source, by=person, now=now)
            messages.success(request, _("Saved. Everybody can read it on this page."))
        elif isinstance(form, AnewForm):
            begin_anew(event=event, **form.cleaned_data, by=person, now=now)
            messages.success(
                request, _("The draw is begun anew. The rules can be changed until its value.")
            )
        else:
            value = form.cleaned_data["public_value"]
            ask_for_draw(event=event, public_value=value, by=person, now=now)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _context(event: Event, draw: Draw, forms: Forms, may_change: bool) -> dict[str, Any]:
    is_closed = _is_closed(draw)
    return {
        "event": event,
        "draw": draw,
        "settings": event.registration_settings,
        "form": forms.step,
        "anew": forms.anew,
        "earlier": draw.earlier.order_by("-given_up_at", "-pk"),
        "waits_for_value": draw.drawn_at is None
        and draw.value_known_at is not None
        and timezone.now() < draw.value_known_at,
        "may_change": may_change,
        "is_closed": is_closed,
        "is_under_way": draw.asked_at is not None and draw.drawn_at is None and not draw.trouble,
        "percent": round(draw.share_done * 100),
        "trouble": draw.trouble.get(get_language() or "et", []),
        "applicants": len(applicants(event)) if may_change and draw.drawn_at is None else 0,
        "result": result_of(draw),
        "replacements": (draw.record or {}).get("replacements", []),
    }
