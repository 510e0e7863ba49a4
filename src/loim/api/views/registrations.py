"""Registering people by a key of the organiser's, and what became of them."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Header, Router, Status

from loim.api.actions.sending import (
    fingerprint_of,
    registered_before,
    send_registration,
    submission_of,
)
from loim.api.forms.registration import SentReader
from loim.api.forms.shapes import ProblemOut, RegistrationIn, RegistrationOut
from loim.api.models import ApiToken, SentRegistration
from loim.api.queries.events import open_events
from loim.api.views.guards import BearerToken
from loim.api.views.problems import Problem
from loim.events.actions.places import EventNotOpen
from loim.events.models import Event, Registration
from loim.events.queries.places.explanation import explanation_of
from loim.events.queries.places.standing import standing
from loim.events.queries.registration.call import settings_of

router = Router(tags=["registrations"], auth=BearerToken())
_PROBLEMS = dict.fromkeys((401, 403, 404, 409, 422, 429, 503), ProblemOut)


@router.post(
    "/{int:event_id}/registrations",
    response={201: RegistrationOut, 200: RegistrationOut, **_PROBLEMS},
    summary="Register people",
    operation_id="register",
)
def register_people(
    request: HttpRequest,
    event_id: int,
    sent: RegistrationIn,
    idempotency_key: Annotated[
        str,
        Header(
            alias="Idempotency-Key",
            min_length=8,
            max_length=200,
            description="Your own name of this registration; sent again, it makes no second one.",
        ),
    ],
) -> Any:
    """By the same rules as on the page: whoever finds no free place waits. 201: registered now;
    200: this key has registered it before."""
    token: ApiToken = request.auth  # type: ignore[attr-defined]  # of BearerToken
    event, now = _own_event(token, event_id), timezone.now()
    fingerprint = fingerprint_of(event, request.body)
    before = registered_before(token=token, key=idempotency_key, fingerprint=fingerprint)
    if before is not None:
        return Status(200, _facts(before))
    settings = settings_of(event)
    if settings is None:
        raise EventNotOpen
    reader = SentReader(settings, timezone.localdate(now))
    wanted = reader.read(sent, submission_of(token, idempotency_key))
    if wanted is None:
        text = _("Some of it cannot be used as it is.")
        raise Problem(422, "not-understood", text, reader.errors)
    registration = send_registration(
        token=token,
        event=event,
        request=wanted,
        key=idempotency_key,
        fingerprint=fingerprint,
        now=now,
    )
    return Status(201, _facts(registration))


@router.get(
    "/{int:event_id}/registrations/{int:registration_id}",
    response={200: RegistrationOut, **_PROBLEMS},
    summary="What became of a registration",
    operation_id="getRegistration",
)
def get_registration(request: HttpRequest, event_id: int, registration_id: int) -> dict[str, Any]:
    """Only of those that a program of the same organisation registered."""
    token: ApiToken = request.auth  # type: ignore[attr-defined]  # of BearerToken
    sent = get_object_or_404(
        SentRegistration.objects.select_related("registration__event"),
        token__organisation=token.organisation_id,
        registration=registration_id,
        registration__event=event_id,
    )
    return _facts(sent.registration)


def _own_event(token: ApiToken, event_id: int) -> Event:
    event = get_object_or_404(open_events(), pk=event_id)
    if event.organiser_id != token.organisation_id:
        text = _("Your organisation does not organise this event, so its key registers nobody.")
        raise Problem(403, "not-yours", text)
    return event


def _facts(registration: Registration) -> dict[str, Any]:
    now, language = timezone.now(), get_language() or ""
    people = list(registration.participants.select_related("event", "registration").order_by("pk"))
    places = standing(registration.event, now) if len(people) > 1 else None
    return {
        "id": registration.pk,
        "event": registration.event_id,
        "created_at": registration.created_at,
        "people": [
            {
                "id": person.pk,
                "name": person.name,
                "state": person.state,
                "explanation": explanation_of(person, language, now=now, places=places),
                "offer_expires_at": person.offer_expires_at,
            }
            for person in people
        ],
    }
