"""The organiser puts somebody on the list, corrects what is written there, or takes them off."""

from datetime import datetime
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from loim.common.translated import LANGUAGE_CODES
from loim.events.actions.places import (
    RegistrationRequest,
    change_registration,
    register,
    withdraw,
)
from loim.events.actions.registrants.messages import (
    MessageWords,
    NobodyToWriteTo,
    send_message,
)
from loim.events.models import Door, Event, Participant, Registration
from loim.events.permissions import may_change_event
from loim.events.queries.registrants.recipients import RecipientFilter
from loim.people.models import User


def add_participant(
    *, event: Event, request: RegistrationRequest, by: User, now: datetime
) -> Registration:
    """By the rules of the places, whatever the time; refusals of `places.register`."""
    return register(event=event, request=request, door=Door.ORGANISER, by=by, now=now)


def edit_participant(
    *,
    participant: Participant,
    request: RegistrationRequest,
    note: str = "",
    submission: UUID,
    by: User,
    now: datetime,
) -> bool:
    """Make the registration of `participant` what `request` says; a `note` is sent to them.

    True where the letter with the note is on its way. Refusals of `places.change_registration`.
    """
    event = participant.event
    if not may_change_event(by, event):
        raise PermissionDenied
    with transaction.atomic():
        change_registration(registration=participant.registration, request=request, by=by, now=now)
        return bool(note.strip()) and _tell(participant, note.strip(), submission, by, now)


def take_off_list(*, participant: Participant, note: str, by: User, now: datetime) -> None:
    """They withdrew by phone, say; the letter about it says `note`. Refusals of
    `places.withdraw`."""
    if not may_change_event(by, participant.event):
        raise PermissionDenied
    withdraw(participants=[participant], by=by, note=note, now=now)


def _tell(participant: Participant, note: str, submission: UUID, by: User, now: datetime) -> bool:
    event = participant.event
    subjects = {}
    for language in LANGUAGE_CODES:
        with translation.override(language):
            subjects[language] = _("The organiser has changed your registration: {event}")
    own = subjects.pop(event.language)
    try:
        send_message(
            event=event,
            words=MessageWords(
                own,
                note,
                {code: {"subject": text, "body": note} for code, text in subjects.items()},
            ),
            wanted=RecipientFilter(participants=(participant.pk,)),
            submission=uuid5(submission, "note"),
            by=by,
            now=now,
        )
    except NobodyToWriteTo:
        return False
    return True
