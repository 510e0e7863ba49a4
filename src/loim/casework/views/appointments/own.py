"""Somebody's own appointment, by their secret link; and a counsellor's calendar, by theirs."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from loim.casework.actions.appointments.steps import (
    cancel_by_link,
    confirm_by_link,
    move_by_link,
)
from loim.casework.gate import opened_by_link, opened_for_booking
from loim.casework.models import Appointment, CalendarLink, HomeVisit
from loim.casework.permissions import may_counsel_for
from loim.casework.queries.appointments.free_times import by_day, free_times
from loim.casework.queries.appointments.ical import for_counsellor, for_whoever_booked, place_of
from loim.casework.queries.appointments.own_links import appointment_link
from loim.casework.views.appointments.booking import DAYS
from loim.common.access import View, public
from loim.common.own_keys import hash_of_key
from loim.common.refusals import Refusal

FEED_BACK = timedelta(days=30)


def _by_link(view: View) -> View:
    """No copy of the page stays anywhere, and its address is told to nobody."""

    def shown(request: HttpRequest, key: str) -> HttpResponse:
        response: HttpResponse = view(request, key)  # type: ignore[assignment]
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "same-origin"  # a form sent with none would be refused
        return response

    return public("the secret in the link is the permission")(never_cache(shown))


def _own(key: str, now: datetime) -> Appointment | None:
    key_hash = hash_of_key(key)
    with opened_by_link(key_hash, now=now):
        found = Appointment.objects.filter(key_hash=key_hash).first()
    if found is None:
        return None
    with opened_for_booking(found.organisation_id, now=now, key_hash=key_hash):
        return (
            Appointment.objects.select_related("organisation", "room", "topic")
            .filter(key_hash=key_hash)
            .first()
        )


@_by_link
def own_page(request: HttpRequest, key: str) -> HttpResponse:
    now = timezone.now()
    appointment = _own(key, now)
    if appointment is None:
        return render(request, "casework/appointments/unknown_link.html", status=404)
    if request.method == "POST":
        return _act(request, key, now)
    is_open = appointment.state in {"booked", "confirmed"} and appointment.starts_at > now
    days = None
    if is_open and "change" in request.GET:
        with opened_for_booking(appointment.organisation_id, now=now):
            slots = free_times(
                appointment.organisation,
                language=appointment.language,
                first_day=timezone.localdate(now),
                days=3 * DAYS,
                now=now,
            )
        days = by_day(slots)
    context = {
        "appointment": appointment,
        "key": key,
        "place": place_of(appointment),
        "is_open": is_open,
        "days": days,
    }
    return render(request, "casework/appointments/own.html", context)


def _act(request: HttpRequest, key: str, now: datetime) -> HttpResponse:
    """A scanner of mails opens links, but presses no buttons."""
    key_hash, wanted = hash_of_key(key), request.POST.get("step", "")
    try:
        if wanted == "confirm":
            confirm_by_link(key_hash=key_hash, now=now)
            messages.success(request, _("Thank you. See you there!"))
        elif wanted == "cancel":
            cancel_by_link(key_hash=key_hash, now=now)
            messages.success(request, _("Your appointment is cancelled."))
        elif wanted == "move":
            starts_at = datetime.fromisoformat(request.POST.get("at", ""))
            if timezone.is_naive(starts_at):
                raise Http404
            move_by_link(key_hash=key_hash, starts_at=starts_at, now=now)
            messages.success(request, _("Your appointment has a new time."))
    except ValueError:
        raise Http404 from None
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("booking-own", key)


@_by_link
@require_safe
def own_ics(request: HttpRequest, key: str) -> HttpResponse:
    appointment = _own(key, timezone.now())
    if appointment is None:
        raise Http404
    content = for_whoever_booked(appointment, appointment_link(appointment))
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="loim.ics"'},
    )


@_by_link
@require_safe
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """A counsellor's times, for as long as they counsel there; nobody's name is in it."""
    now, key_hash = timezone.now(), hash_of_key(key)
    with opened_by_link(key_hash, now=now):
        link = (
            CalendarLink.objects.select_related("organisation", "counsellor")
            .filter(key_hash=key_hash)
            .first()
        )
        if link is None or not may_counsel_for(link.counsellor, link.organisation):
            raise Http404
        since = now - FEED_BACK
        content = for_counsellor(
            Appointment.objects.filter(starts_at__gte=since)
            .exclude(state="cancelled")
            .select_related("topic")
            .defer("sealed_name", "sealed_email", "sealed_phone", "sealed_note")
            .order_by("starts_at", "pk"),
            HomeVisit.objects.filter(starts_at__gte=since)
            .exclude(state="cancelled")
            .order_by("starts_at", "pk"),
            name=link.organisation.name,
            language=link.language,
        )
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")
