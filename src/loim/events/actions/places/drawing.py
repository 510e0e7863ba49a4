"""The fair draw: committed to while people apply, completed by a public value, held once.

The organiser does not choose who is drawn: a secret number is fixed (and its fingerprint
published) before anybody knows the public value, and both together give the lot
(`fairplaces`). Who applied, the rules and the lot stand in a record that anybody can replay.
"""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from fairplaces import Secret
from loim.common.refusals import Refusal
from loim.common.sealing import seal
from loim.events.actions.places.desk import Desk, at_the_desk, check_published
from loim.events.actions.places.holding_draw import queue_draw
from loim.events.models import Draw, Event, Policy
from loim.events.permissions import may_change_event
from loim.people.models import User


class NoDrawHere(Refusal):
    message = _("The places of this event are not drawn. Choose the draw in its settings first.")


class NotClosedYet(Refusal):
    message = _("Registration is open until %(closes)s. The draw is held when it has closed.")


class AlreadyAsked(Refusal):
    message = _("The public value is written down already; it cannot be changed any more.")


class TooLateToAnnounce(Refusal):
    message = _(
        "Registration has closed: which public value completes the draw had to be said before."
    )


class ValueNotKnownYet(Refusal):
    message = _("The public value becomes known at %(moment)s. The draw is held after that.")


class ValueMissing(Refusal):
    message = _("Write the public value that was announced, exactly as it was published.")


def commit_to_draw(*, event: Event, by: User, now: datetime) -> Draw:
    """Fix the secret number and publish its fingerprint. Again does no harm."""
    if not may_change_event(by, event):
        raise PermissionDenied
    with transaction.atomic():
        Event.objects.select_for_update().get(pk=event.pk)
        found = Draw.objects.filter(event=event).first()
        if found is not None:
            return found
        secret = Secret.new()
        return Draw.objects.create(
            event=event,
            commitment=secret.commitment,
            sealed_seed=seal(secret.text),
            committed_at=now,
        )


def announce_value(*, event: Event, source: str, by: User, now: datetime) -> Draw:
    """Say beforehand which public value completes the seed.

    Raises TooLateToAnnounce once registration has closed: nobody may choose among known values.
    """
    draw = commit_to_draw(event=event, by=by, now=now)
    with at_the_desk(event.pk) as desk:
        draw.refresh_from_db()
        if draw.asked_at is not None or now >= desk.settings.closes_at:
            raise TooLateToAnnounce
        draw.public_value_source = source.strip()
        draw.save(update_fields=["public_value_source"])
    return draw


def ask_for_draw(*, event: Event, public_value: str, by: User, now: datetime) -> Draw:
    """Write the public value down and have the draw held by a worker.

    Raises NoDrawHere, NotClosedYet, ValueNotKnownYet, ValueMissing, AlreadyAsked (also of another value after a
    draw that could not be held: the value is what it is), EventNotOpen, Busy.
    """
    if not may_change_event(by, event):
        raise PermissionDenied
    value = public_value.strip()
    with at_the_desk(event.pk) as desk:
        _check_time(desk, now)
        draw = Draw.objects.select_for_update().filter(event=event).first()
        if draw is None:
            raise NoDrawHere
        if not value:
            raise ValueMissing
        if draw.value_known_at is not None and now < draw.value_known_at:
            moment = date_format(timezone.localtime(draw.value_known_at), "SHORT_DATETIME_FORMAT")
            raise ValueNotKnownYet(moment=moment)
        is_again = bool(draw.trouble)
        if (draw.asked_at is not None and not is_again) or (
            is_again and value != draw.public_value
        ):
            raise AlreadyAsked
        draw.public_value, draw.asked_at, draw.drawn_by = value, now, by
        draw.trouble, draw.share_done = {}, 0
        draw.save()
        queue_draw(draw)
    return draw


def _check_time(desk: Desk, now: datetime) -> None:
    check_published(desk)
    if desk.settings.policy != Policy.DRAW:
        raise NoDrawHere
    closes = desk.settings.closes_at
    if now < closes:
        raise NotClosedYet(closes=date_format(timezone.localtime(closes), "SHORT_DATETIME_FORMAT"))
