"""How one registers for an event: said by the organiser, and held to once people rely on it."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.events.actions.places.desk import take_turn
from loim.events.actions.places.drawing import commit_to_draw
from loim.events.actions.places.fixed_draw import DECIDING, check_not_fixed
from loim.events.actions.places.settling import settle_places
from loim.events.logic.participant_states import LIVE, ParticipantState
from loim.events.models import TO_BE_HELD, Draw, Event, Participant, Policy, RegistrationSettings
from loim.events.permissions import may_change_event
from loim.people.models import User


class EventOver(Refusal):
    message = _("The event has been held or cancelled, so its registration cannot be changed.")


class PolicyFixed(Refusal):
    """People registered because of the rule that they had read."""

    message = _(
        "People have registered under “%(policy)s”, so how places are given cannot be changed."
        " Everything else can."
    )


class SomebodyWaits(Refusal):
    message = _(
        "People are on the waiting list. Decide about each of them before you do away with it."
    )


class PeopleRegistered(Refusal):
    message = _(
        "People have registered, so registration stays. Close it by its date if nobody else is"
        " to register."
    )


class ClosesTooLate(Refusal):
    """Whoever registered after the value is known could choose to be drawn."""

    message = _(
        "The public value of the draw may be known from %(moment)s: registration closes before."
    )


def save_settings(*, settings: RegistrationSettings, by: User, now: datetime) -> None:
    """`settings` as they are wanted, of an event that has none yet or has some.

    Nobody loses a place, whatever the capacity; places that are free now are offered to those
    who wait. Refused: EventOver, PolicyFixed, SomebodyWaits, DrawFixed, ClosesTooLate.
    """
    event = settings.event
    _check(event, by)
    with transaction.atomic():
        take_turn(event.pk)
        before = RegistrationSettings.objects.filter(event=event).first()
        if before is not None:
            settings.pk = before.pk
            _check_promises(before, settings)
            _check_draw(before, settings, now)
        settings.save()
        if settings.policy == Policy.DRAW:  # the fingerprint is public from the start
            commit_to_draw(event=event, by=by, now=now)
        if before is not None:
            settle_places(event=event, now=now)


def remove_settings(*, event: Event, by: User) -> None:
    """Nobody registers for this event any more. Refused: EventOver, PeopleRegistered."""
    _check(event, by)
    with transaction.atomic():
        take_turn(event.pk)
        if event.registrations.exists():
            raise PeopleRegistered
        RegistrationSettings.objects.filter(event=event).delete()


def _check(event: Event, by: User) -> None:
    if not may_change_event(by, event):
        raise PermissionDenied
    if Event.objects.values_list("status", flat=True).get(pk=event.pk) not in TO_BE_HELD:
        raise EventOver


def _check_promises(before: RegistrationSettings, wanted: RegistrationSettings) -> None:
    people = Participant.objects.filter(event=before.event_id)
    if wanted.policy != before.policy and people.filter(state__in=sorted(LIVE)).exists():
        raise PolicyFixed(policy=before.get_policy_display())
    loses_list = before.has_waiting_list and not wanted.has_waiting_list
    if loses_list and people.filter(state=ParticipantState.WAITING).exists():
        raise SomebodyWaits


def _check_draw(before: RegistrationSettings, wanted: RegistrationSettings, now: datetime) -> None:
    if any(getattr(before, name) != getattr(wanted, name) for name in DECIDING):
        check_not_fixed(before.event, before, now)
    known_at = Draw.objects.filter(event=before.event_id, drawn_at=None).values_list(
        "value_known_at", flat=True
    )
    for moment in known_at:
        if moment is not None and wanted.closes_at > max(moment, before.closes_at):
            raise ClosesTooLate(moment=date_format(localtime(moment), "SHORT_DATETIME_FORMAT"))
