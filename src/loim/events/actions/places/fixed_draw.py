"""What decides a draw stays as it is from the moment when its public value may be known."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.events.models import Draw, Event, Policy, RegistrationSettings

# Of the settings, those that the draw looks at, or that would let in others to be drawn.
DECIDING = ("closes_at", "capacity", "most_per_organisation", "has_waiting_list")


class DrawFixed(Refusal):
    """Rules that are changed when the value is known could be chosen for whom they draw."""

    message = _(
        "Registration has closed, and the public value of the draw may be known: what decides the"
        " draw stays as it is. To change it, begin the draw anew on its page, with another public"
        " value and your reason."
    )


def known_from(draw: Draw, settings: RegistrationSettings) -> datetime:
    return draw.value_known_at or settings.closes_at


def is_fixed(draw: Draw, settings: RegistrationSettings, now: datetime) -> bool:
    """Until it is held, or begun anew."""
    if draw.drawn_at is not None or settings.policy != Policy.DRAW:
        return False
    return draw.asked_at is not None or now >= known_from(draw, settings)


def check_not_fixed(event: Event, settings: RegistrationSettings | None, now: datetime) -> None:
    """`settings` as they are written down. Raises DrawFixed."""
    draw = Draw.objects.filter(event=event).first()
    if draw is not None and settings is not None and is_fixed(draw, settings, now):
        raise DrawFixed
