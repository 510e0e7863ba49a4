"""One participant: looked at, added, corrected, taken off the list, erased."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.events.actions.places import FormUsedElsewhere
from loim.events.actions.registrants.editing import (
    add_participant,
    edit_participant,
    take_off_list,
)
from loim.events.actions.registrants.erasure import erase_participant
from loim.events.forms.registrants.participant import ParticipantForm
from loim.events.forms.registration.typed import send_anew
from loim.events.logic.participant_states import LIVE, ParticipantState
from loim.events.models import Event, Participant, RegistrationSettings
from loim.events.queries.places.explanation import explanation_of
from loim.events.queries.registrants.participant_page import (
    decisions_of,
    history_of,
    letters_to,
)
from loim.events.queries.registrants.participants import answers_of, asked_questions
from loim.events.queries.registrants.state_labels import STATES
from loim.events.views.pages.loading import changeable_event
from loim.people.models import User
from loim.programmes.permissions import may_record


@allowed(may_record)
def participant_page(request: HttpRequest, pk: int, participant: int) -> HttpResponse:
    event = changeable_event(request, pk)
    person = _participant(event, participant)
    questions = asked_questions(event)
    answers = answers_of([person], questions)
    now = timezone.now()
    others = person.registration.participants.exclude(pk=person.pk).order_by("name", "pk")
    return render(
        request,
        "events/registrants/participant.html",
        {
            "event": event,
            "person": person,
            "state": STATES[ParticipantState(person.state)],
            "explanation": explanation_of(person, get_language() or "", now=now),
            "answers": [(q, answers.get((person.pk, q.pk), "")) for q in questions],
            "decisions": decisions_of(person),
            "letters": letters_to(person, now),
            "history": history_of(person),
            "others": list(others[:50]),
            "can_change": person.erased_at is None and person.state in LIVE,
            "can_leave": person.erased_at is None
            and person.state in LIVE
            and person.state != ParticipantState.ATTENDED,
        },
    )


@allowed(may_record)
def new_participant(request: HttpRequest, pk: int) -> HttpResponse:
    event = changeable_event(request, pk)
    get_object_or_404(RegistrationSettings, event=event)
    form = ParticipantForm(request.POST if request.method == "POST" else None, event=event)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_participant(
                event=event, request=form.new_registration(), by=_user(request), now=timezone.now()
            )
        except Refusal as refusal:
            form.refusal = str(refusal)
            if isinstance(refusal, FormUsedElsewhere):
                send_anew(form.facts)
        else:
            person = made.participants.order_by("pk")[0]
            text = _("%(name)s is on the list: %(state)s.")
            state = STATES[ParticipantState(person.state)]
            messages.success(request, text % {"name": person.name, "state": state})
            return redirect("event-participant", event.pk, person.pk)
    return _form_page(request, event, form)


@allowed(may_record)
def edit_participant_page(request: HttpRequest, pk: int, participant: int) -> HttpResponse:
    event = changeable_event(request, pk)
    person = _participant(event, participant)
    if person.erased_at is not None or person.state not in LIVE:
        messages.error(request, _("Whoever is not on the list any more cannot be changed."))
        return redirect("event-participant", event.pk, person.pk)
    data = request.POST if request.method == "POST" else None
    form = ParticipantForm(data, event=event, participant=person)
    if data is not None and form.is_valid():
        try:
            is_told = edit_participant(
                participant=person,
                request=form.changed_registration(),
                note=form.note,
                submission=form.submission,
                by=_user(request),
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.refusal = str(refusal)
        else:
            messages.success(request, _("The changes are saved."))
            if form.note and not is_told:
                messages.warning(
                    request, _("The note was not sent: there is no confirmed e-mail address.")
                )
            return redirect("event-participant", event.pk, person.pk)
    return _form_page(request, event, form)


@allowed(may_record)
@require_POST
def remove_participant(request: HttpRequest, pk: int, participant: int) -> HttpResponse:
    """Off the list; the place goes to whoever is next."""
    person = _participant(changeable_event(request, pk), participant)
    note = request.POST.get("note", "")[:2000]
    try:
        take_off_list(participant=person, note=note, by=_user(request), now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(name)s is off the list.") % {"name": person.name})
    return redirect("event-participant", pk, person.pk)


@allowed(may_record)
@require_POST
def erase_participant_page(request: HttpRequest, pk: int, participant: int) -> HttpResponse:
    """Because the person asked for it."""
    person = _participant(changeable_event(request, pk), participant)
    try:
        erase_participant(participant=person, by=_user(request), now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The participant is erased; the numbers stay."))
    return redirect("event-participant", pk, person.pk)


def _form_page(request: HttpRequest, event: Event, form: ParticipantForm) -> HttpResponse:
    return render(
        request,
        "events/registrants/participant_form.html",
        {"event": event, "form": form, "person": form.participant},
        status=422 if form.refusal else 200,
    )


def _participant(event: Event, key: int) -> Participant:
    found = Participant.objects.select_related(
        "event", "organisation", "municipality__county", "registration"
    )
    return get_object_or_404(found, pk=key, event=event)


def _user(request: HttpRequest) -> User:
    person: User = request.user  # type: ignore[assignment]
    return person
