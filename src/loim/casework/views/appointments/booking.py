"""Booking on the web, without an account, in four languages."""

from datetime import date, datetime, timedelta

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from loim.casework.actions.appointments.booking import SlotTaken, book_online
from loim.casework.forms.appointments.booking import WhoForm, WishForm
from loim.casework.gate import opened_for_booking
from loim.casework.queries.appointments.free_times import (
    AHEAD,
    by_day,
    free_times,
    languages_offered,
)
from loim.casework.queries.appointments.own_links import appointment_path
from loim.common.access import public
from loim.common.rates import count_request
from loim.common.translated import LANGUAGES
from loim.people.models import Membership, Organisation, Role
from loim.services.models import Topic

DAYS = 14  # shown at once
MOST_PER_NETWORK = 30  # an office, a library may sit behind one address
MOST_PER_ADDRESS = 4
_DAY = timedelta(days=1)


@public("a list of the places where anyone may book a time; of nobody's data")
@require_safe
def places_page(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    counselling = Membership.objects.in_force_on(today).filter(role=Role.COUNSELLOR)
    organisations = Organisation.objects.filter(pk__in=counselling.values("organisation"))
    return render(
        request,
        "casework/appointments/booking_places.html",
        {"organisations": [each for each in organisations.order_by("name", "pk") if _offers(each)]},
    )


@public("anyone may look for a free time; others' appointments cannot be seen")
@never_cache
@require_safe
def booking_page(request: HttpRequest, organisation: int) -> HttpResponse:
    where, now = get_object_or_404(Organisation, pk=organisation), timezone.now()
    today = timezone.localdate(now)
    with opened_for_booking(where.pk, now=now):
        languages = _named(languages_offered(where, today))
        if not languages:
            return render(
                request, "casework/appointments/booking_shut.html", {"organisation": where}
            )
        form = WishForm(request.GET if "language" in request.GET else None, languages=languages)
        context = {"organisation": where, "form": form, "days": None}
        if form.is_bound and form.is_valid():
            first = _first_day(request.GET, today)
            language = form.cleaned_data["language"]
            slots = free_times(where, language=language, first_day=first, days=DAYS, now=now)
            context |= {
                "days": by_day(slots),
                "topic": form.cleaned_data["topic"],
                "language": language,
                "before": first - DAYS * _DAY if first > today else None,
                "after": first + DAYS * _DAY if first + DAYS * _DAY <= today + AHEAD else None,
            }
    return render(request, "casework/appointments/booking.html", context)


@public("anyone may book a free time; what they write is sealed")
@never_cache
def who_page(request: HttpRequest, organisation: int) -> HttpResponse:
    where, now = get_object_or_404(Organisation, pk=organisation), timezone.now()
    topic, language, starts_at = _chosen(request)
    form = WhoForm(request.POST if request.method == "POST" else None)
    again = f"{reverse('booking', args=[where.pk])}?topic={topic.pk}&language={language}"
    if request.method == "POST" and form.is_valid() and not _is_refused(request, form, now):
        try:
            made = book_online(
                organisation=where,
                starts_at=starts_at,
                topic=topic,
                language=language,
                who=form.who(),
                submission=form.cleaned_data["submission"],
                now=now,
            )
        except SlotTaken as refusal:
            messages.error(request, str(refusal))
            return redirect(again)
        messages.success(request, _("Your time is booked."))
        return redirect(appointment_path(made))
    context = {
        "organisation": where, "form": form, "starts_at": starts_at, "topic": topic,
        "language": dict(LANGUAGES)[language], "again": again,
    }  # fmt: skip
    return render(request, "casework/appointments/booking_who.html", context)


def _chosen(request: HttpRequest) -> tuple[Topic, str, datetime]:
    language = request.GET.get("language", "")
    try:
        starts_at = datetime.fromisoformat(request.GET.get("at", ""))
        topic = get_object_or_404(Topic, pk=int(request.GET.get("topic", "")))
    except ValueError:
        raise Http404 from None
    if language not in dict(LANGUAGES) or timezone.is_naive(starts_at):
        raise Http404
    return topic, language, starts_at


def _is_refused(request: HttpRequest, form: WhoForm, now: datetime) -> bool:
    """Programs that fill in forms, and letter boxes that somebody else fills."""
    network = get_adapter().get_client_ip(request)
    email = form.cleaned_data["email"].lower()
    if not form.is_by_a_program:
        per_network = count_request(what="counselling.booking", who=network, now=now)
        per_address = email and count_request(
            what="counselling.booked", who=email, now=now, window=_DAY
        )
        if per_network <= MOST_PER_NETWORK and int(per_address or 0) <= MOST_PER_ADDRESS:
            return False
    form.add_error(None, _("This form was sent too often. Please try later, or call us."))
    return True


def _first_day(given: QueryDict, today: date) -> date:
    try:
        day = date.fromisoformat(given.get("from", ""))
    except ValueError:
        return today
    return min(max(day, today), today + AHEAD)


def _named(codes: list[str]) -> list[tuple[str, str]]:
    return [(code, name) for code, name in LANGUAGES if code in codes]


def _offers(organisation: Organisation) -> bool:
    now = timezone.now()
    with opened_for_booking(organisation.pk, now=now):
        return bool(languages_offered(organisation, timezone.localdate(now)))
