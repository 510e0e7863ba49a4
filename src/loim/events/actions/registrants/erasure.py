"""Erasing what is kept of participants: when it is due, or when somebody asks.

Numbers stay: that somebody of this party and municipality was admitted and came. Names,
addresses, answers and notes go, and with them every earlier value in the history tables.
Everything is done in a fixed number of statements, however many people there were.
"""

from datetime import datetime
from itertools import groupby
from typing import Any

from django.apps import apps
from django.contrib.postgres.functions import RandomUUID
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import CharField, Count, Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.timezone import localdate

from loim.common.models import OutgoingMail
from loim.events.actions.places import withdraw
from loim.events.logic.participant_states import LIVE, ParticipantState
from loim.events.models import (
    Answer,
    Certificate,
    Decision,
    Erased,
    Erasure,
    Invitee,
    Notice,
    Participant,
    Registration,
)
from loim.events.permissions import may_change_event
from loim.events.queries.registrants.own_registrations import (
    own_invitations,
    own_participants,
    own_registrations,
)
from loim.people.models import Organisation, User
from loim.people.models.user import ERASED_DOMAIN

_NAMELESS = {"name": "", "email": "", "organisation": None, "organisation_name": ""}


def erase_registration(*, registration: Registration, by: User | None, now: datetime) -> None:
    """Everything about everybody in it. `by` None: whoever holds the link asks.

    Places that they still hold or wait for are given back first. Their certificates go, too.
    Raises Busy.
    """
    if by is not None and not _is_theirs(registration, by):
        raise PermissionDenied
    with transaction.atomic():
        people = list(registration.participants.filter(erased_at=None))
        _leave(people, by, now)
        forget_on_request(people, [registration.pk], by=by, now=now)


def erase_participant(*, participant: Participant, by: User | None, now: datetime) -> None:
    """One person of a registration, as `erase_registration`. Raises Busy."""
    if by is not None and not may_change_event(by, participant.event):
        raise PermissionDenied
    with transaction.atomic():
        _leave([participant], by, now)
        others = Participant.objects.filter(
            registration=participant.registration_id, erased_at=None
        ).exclude(pk=participant.pk)
        whole = [] if others.exists() else [participant.registration_id]
        forget_on_request([participant], whole, by=by, now=now)


def _is_theirs(registration: Registration, person: User) -> bool:
    return registration.user_id == person.pk or may_change_event(person, registration.event)


def _leave(people: list[Participant], by: User | None, now: datetime) -> None:
    """Of an event that is still to come; what came of one that is over stays as it was."""
    leaving = [
        person
        for person in people
        if person.state in LIVE
        and person.state not in (ParticipantState.ATTENDED, ParticipantState.ABSENT)
        and person.event.end_date >= localdate(now)
    ]
    if leaving:
        withdraw(participants=leaving, by=by, now=now)


def forget_on_request(
    people: list[Participant], registrations: list[int], *, by: User | None, now: datetime
) -> None:
    keys = [person.pk for person in people]
    Certificate.objects.filter(participant__in=keys).delete()
    written = Notice.objects.filter(participant__in=keys).values("mail")
    OutgoingMail.objects.filter(pk__in=written).delete()
    forget(Participant.objects.filter(pk__in=keys), now)
    forget_registrations(Registration.objects.filter(pk__in=registrations))
    numbers: dict[int, int] = {}
    for person in people:
        numbers[person.event_id] = numbers.get(person.event_id, 0) + 1
    Erasure.objects.bulk_create(
        [
            Erasure(event_id=event, what=Erased.ASKED, rows=rows, erased_at=now, erased_by=by)
            for event, rows in numbers.items()
        ]
    )


def forget(people: QuerySet[Participant], now: datetime) -> dict[int, int]:
    """Names, addresses, answers and notes of them, in the histories, too; by event how many."""
    keys = list(people.filter(erased_at=None).values_list("pk", flat=True))
    rows = Participant.objects.filter(pk__in=keys)
    counted = dict(rows.values_list("event").annotate(people=Count("pk")).order_by())
    Answer.objects.filter(participant__in=keys).delete()
    history("AnswerHistory").filter(participant__in=keys).delete()
    for decisions in (Decision.objects.all(), history("DecisionHistory")):
        decisions.filter(participant__in=keys).exclude(note="").update(note="")
    # Where they are from is counted by: of whoever did not say, where their organisation is.
    where = Organisation.objects.filter(pk=OuterRef("organisation")).values("municipality")
    rows.update(**_NAMELESS, municipality=Coalesce("municipality", Subquery(where)), erased_at=now)
    history("ParticipantHistory").filter(pgh_obj_id__in=keys).update(**_NAMELESS)
    return counted


def forget_senders(registrations: QuerySet[Registration]) -> list[int]:
    """Whoever sent the form; of the registration's own link nothing remains. Their keys."""
    keys = list(registrations.exclude(key_hash__startswith="erased").values_list("pk", flat=True))
    nameless: dict[str, Any] = {
        "name": "",
        "email": "",
        "user": None,
        "on_behalf_of": None,
        "created_by": None,
    }
    Registration.objects.filter(pk__in=keys).update(
        **nameless, key_hash=Concat(Value("erased-"), Cast(F("pk"), CharField()))
    )
    history("RegistrationHistory").filter(pgh_obj_id__in=keys).update(**nameless, key_hash="")
    return keys


def forget_registrations(registrations: QuerySet[Registration]) -> None:
    """As `forget_senders`, and the links of single people in it open nothing any more."""
    keys = forget_senders(registrations)
    # Links are made of it.
    Registration.objects.filter(pk__in=keys).update(submission=RandomUUID())
    history("RegistrationHistory").filter(pgh_obj_id__in=keys).update(submission=RandomUUID())


def forget_invitees(invitees: QuerySet[Invitee]) -> int:
    """How many; they stay counted by party, municipality and language."""
    named = invitees.exclude(email__endswith=f"@{ERASED_DOMAIN}")
    return named.update(
        name="",
        organisation=None,
        email=Concat(Value("erased-"), Cast(F("pk"), CharField()), Value(f"@{ERASED_DOMAIN}")),
    )


def history(model: str) -> QuerySet[Any]:
    rows: QuerySet[Any] = apps.get_model("events", model).objects.all()
    return rows


def erase_account(person: User, now: datetime) -> None:
    """What events keep about whoever erases their account; others whom they registered stay.

    Runs inside the transaction that erases the account.
    """
    people = list(own_participants(person).select_related("event").order_by("event", "pk"))
    for _event, group in groupby(people, key=lambda each: each.event_id):
        _leave(list(group), None, now)
    registrations = list(own_registrations(person).values_list("pk", flat=True))
    forget_on_request(people, [], by=None, now=now)
    forget_invitees(own_invitations(person))
    named = Participant.objects.filter(registration=OuterRef("pk"), erased_at=None)
    forget_registrations(Registration.objects.filter(~Exists(named), pk__in=registrations))
    # Others whom they registered keep their places, and their own links.
    forget_senders(Registration.objects.filter(pk__in=registrations))
