"""A draw is begun anew: another secret number, another public value, and why.

Rules may be changed then, until the new value may be known. What was given up stays for
everybody to read, on the page of the draw and in its record.
"""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from fairplaces import Secret
from loim.common.refusals import Refusal
from loim.common.sealing import seal
from loim.events.actions.places.desk import at_the_desk, check_published
from loim.events.actions.places.drawing import NoDrawHere
from loim.events.actions.places.fixed_draw import is_fixed
from loim.events.models import Draw, EarlierDraw, Event, Policy
from loim.events.permissions import may_change_event
from loim.people.models import User

SOONEST = timedelta(hours=1)


class NotToBeginAnew(Refusal):
    """It has been held, is being held, or nothing is fixed yet."""

    message = _(
        "Only a draw that waits for its public value, or could not be held, is begun anew. Until"
        " registration closes, change the rules and the value directly."
    )


class WhyAnew(Refusal):
    message = _("Write why the draw is begun anew: everybody can read it.")


class ValueIsNotNew(Refusal):
    message = _("Announce another value than before: that one may be known already.")


class ValueTooSoon(Refusal):
    message = _(
        "The new value has to become known later than an hour from now, so that nobody knows it"
        " while the rules can be changed."
    )


def begin_anew(
    *, event: Event, reason: str, source: str, known_at: datetime, by: User, now: datetime
) -> Draw:
    """Raises NotToBeginAnew, WhyAnew, ValueIsNotNew, ValueTooSoon, NoDrawHere, EventNotOpen, Busy,
    PermissionDenied."""
    if not may_change_event(by, event):
        raise PermissionDenied
    reason, source = reason.strip(), source.strip()
    with at_the_desk(event.pk) as desk:
        check_published(desk)
        draw = Draw.objects.select_for_update().filter(event=event).first()
        if draw is None or desk.settings.policy != Policy.DRAW:
            raise NoDrawHere
        is_under_way = draw.asked_at is not None and not draw.trouble
        if is_under_way or not is_fixed(draw, desk.settings, now):
            raise NotToBeginAnew
        if not reason:
            raise WhyAnew
        if not source or source.casefold() in _sources(draw):
            raise ValueIsNotNew
        if known_at < now + SOONEST:
            raise ValueTooSoon
        _keep(draw, reason, by, now)
        secret = Secret.new()
        draw.commitment, draw.sealed_seed = secret.commitment, seal(secret.text)
        draw.committed_at, draw.value_known_at = now, known_at
        draw.public_value_source, draw.public_value = source, ""
        draw.asked_at, draw.trouble, draw.share_done, draw.drawn_by = None, {}, 0, None
        draw.save()
    return draw


def _sources(draw: Draw) -> set[str]:
    earlier = draw.earlier.values_list("public_value_source", flat=True)
    return {source.casefold() for source in [draw.public_value_source, *earlier]}


def _keep(draw: Draw, reason: str, by: User, now: datetime) -> None:
    EarlierDraw.objects.create(
        draw=draw,
        commitment=draw.commitment,
        committed_at=draw.committed_at,
        public_value_source=draw.public_value_source,
        public_value=draw.public_value,
        asked_at=draw.asked_at,
        trouble=draw.trouble,
        reason=reason,
        given_up_at=now,
        given_up_by=by,
    )
