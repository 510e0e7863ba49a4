"""The public form by which people register for an event."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from loim.common.access import public
from loim.common.refusals import Refusal
from loim.events.actions.places import (
    AlreadyRegistered,
    Busy,
    EventNotOpen,
    FormUsedElsewhere,
    Full,
    NotOpenYet,
    RegistrationClosed,
    register,
)
from loim.events.actions.registration.known import answer_known_address, refusal_of_all
from loim.events.forms.registration.entry import EntryForm
from loim.events.forms.registration.typed import send_anew
from loim.events.logic.participant_states import LIVE
from loim.events.models import Door, Event, Registration
from loim.events.queries.registration.call import Call, CallState, call_to_send, registration_call
from loim.events.queries.registration.mine import MyRegistration, as_registrations, my_places
from loim.events.queries.registration.organisations import suggested_organisations
from loim.events.queries.registration.own_link import own_path_for, own_path_of
from loim.events.queries.registration.rules_in_words import rules_in_words
from loim.events.views.pages.loading import load_event
from loim.events.views.registration.rate import is_too_often
from loim.people.models import User

MOST_ROWS_IN_ADDRESS = 2  # digits of ?people=
SHUT = (RegistrationClosed, NotOpenYet, EventNotOpen, Full)


@public("anyone may register for an event that is published")
@never_cache
def register_page(request: HttpRequest, pk: int) -> HttpResponse:
    now = timezone.now()
    # In a rush this is asked for every form that is sent, so no more is read than is needed.
    call = call_to_send(pk, now) if request.method == "POST" else _call_to_show(pk, now)
    if call.settings is None or call.state == CallState.NOT_PUBLISHED:
        raise Http404
    event, is_sent = call_event(call), request.method == "POST"
    if not is_sent and not call.is_open:
        return render(request, "events/registration/shut.html", {"event": event, "call": call})
    entry = EntryForm(
        request.POST if is_sent else None,
        settings=call.settings,
        person=request.user,
        language=get_language() or event.language,
        people_wanted=_people_wanted(request),
    )
    if is_sent and not call.is_open and call.state != CallState.FULL:
        return _shut(request, entry, call)
    if not is_sent or entry.step:
        return _form(request, entry, call)
    return _send(request, entry, call)


@public("the page that says that a letter is on its way; it names nobody")
@require_safe
def register_sent(request: HttpRequest, pk: int) -> HttpResponse:
    event = load_event(pk)
    if not event.is_public:
        raise Http404
    return render(request, "events/registration/sent.html", {"event": event})


@public("names of organisations are public; people are not among them")
@require_safe
def organisation_names(request: HttpRequest) -> HttpResponse:
    """Suggestions while one types."""
    names = suggested_organisations(request.GET.get("organisation", "")[:200])
    return render(request, "events/registration/organisation_names.html", {"names": names})


def _send(request: HttpRequest, entry: EntryForm, call: Call) -> HttpResponse:
    """Everything that was typed is in every answer but the one that says it is done."""
    is_valid = entry.is_valid()
    if entry.is_changed_meanwhile:
        return _form(request, entry, call, is_changed=True)
    if not is_valid:
        return _form(request, entry, call)
    if entry.who.is_by_a_program:
        return redirect("event-register-sent", call_event(call).pk)
    if is_too_often(request):
        entry.errors_of_all.append(
            _("Very many forms have come from your network. Please send it again in ten minutes.")
        )
        return _form(request, entry, call, status=429)
    return _register(request, entry, call)


def _register(request: HttpRequest, entry: EntryForm, call: Call) -> HttpResponse:
    event, now = call_event(call), timezone.now()
    person = request.user if isinstance(request.user, User) else None
    wanted = entry.request()
    try:
        registration = register(event=event, request=wanted, door=Door.SELF, by=person, now=now)
    except AlreadyRegistered:
        if person is None and (of_all := refusal_of_all(event=event, request=wanted, now=now)):
            return _refused(request, entry, call, of_all)
        return _known(request, entry, call)
    except Refusal as refusal:
        return _refused(request, entry, call, refusal)
    return _done(request, registration, wanted.email)


def _refused(request: HttpRequest, entry: EntryForm, call: Call, refusal: Refusal) -> HttpResponse:
    if isinstance(refusal, SHUT):
        return _shut(request, entry, registration_call(call_event(call), timezone.now()))
    if isinstance(refusal, FormUsedElsewhere):
        send_anew(entry.who)
    entry.errors_of_all.append(str(refusal))
    return _form(request, entry, call, status=503 if isinstance(refusal, Busy) else 200)


def _done(request: HttpRequest, registration: Registration, typed: str) -> HttpResponse:
    """Of what was registered by a form with the same `submission` nothing is told but what was
    `typed` in this one: it may be somebody else's."""
    is_own = registration.user_id is not None and registration.user_id == request.user.pk
    if is_own and registration.confirmed_at is not None:
        messages.success(request, _("You are registered. This is your own page: keep its link."))
        return redirect(own_path_of(registration))
    return _letter_is_on_its_way(request, registration.event, typed)


def _letter_is_on_its_way(request: HttpRequest, event: Event, email: str) -> HttpResponse:
    """The same to everybody, so that nobody learns who is registered."""
    messages.success(request, _("We have written to %(email)s.") % {"email": email})
    return redirect("event-register-sent", event.pk)


def _known(request: HttpRequest, entry: EntryForm, call: Call) -> HttpResponse:
    """The page answers as if it were new; the owner of the address learns of it by letter."""
    event, wanted = call_event(call), entry.request()
    own = answer_known_address(event=event, request=wanted, now=timezone.now())
    if own is None:
        return _letter_is_on_its_way(request, event, wanted.email)
    if entry.is_group:
        entry.errors_of_all.append(
            _("You are registered already: leave yourself out, and register the others.")
        )
        return _form(request, entry, call)
    messages.info(request, _("You are registered already. Here you can see and change it."))
    return redirect(own_path_for(own))


def _form(
    request: HttpRequest,
    entry: EntryForm,
    call: Call,
    *,
    is_changed: bool = False,
    status: int = 200,
) -> HttpResponse:
    if not call.is_counted:
        call = registration_call(call_event(call), timezone.now())
    shown: dict[str, Any] = {
        "event": call_event(call),
        "call": call,
        "entry": entry,
        "is_changed": is_changed,
        "place_rules": rules_in_words(entry.settings),
        "own": _own(request, call_event(call)),
    }
    return render(request, "events/registration/register.html", shown, status=status)


def _own(request: HttpRequest, event: Event) -> MyRegistration | None:
    """What somebody who is signed in has for this event already."""
    if not isinstance(request.user, User):
        return None
    places = my_places(request.user).filter(event=event, state__in=sorted(LIVE))
    return next(iter(as_registrations(places[:1])), None)


def _shut(request: HttpRequest, entry: EntryForm, call: Call) -> HttpResponse:
    """It closed, filled up or was cancelled while somebody typed."""
    shown = {"event": call_event(call), "call": call, "typed": entry.typed()}
    return render(request, "events/registration/shut.html", shown, status=409)


def _call_to_show(pk: int, now: datetime) -> Call:
    event = get_object_or_404(Event.objects.select_related("organiser"), pk=pk)
    return registration_call(event, now)


def call_event(call: Call) -> Event:
    if call.settings is None:
        raise Http404
    return call.settings.event


def _people_wanted(request: HttpRequest) -> int:
    wanted = request.GET.get("people", "")
    is_number = wanted.isascii() and wanted.isdecimal() and len(wanted) <= MOST_ROWS_IN_ADDRESS
    return max(int(wanted), 1) if is_number else 1
