"""The chance that somebody had in a draw, as people say it."""

from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from loim.events.models import Decision


def chance_in_words(decision: Decision) -> list[str]:
    """Nothing where no lot was drawn."""
    chance = decision.values.get("chance")
    if chance is None:
        return []
    words = [_("Your chance was %(percent)s %%.") % {"percent": percent_of(Fraction(chance))}]
    if pseudonym := decision.values.get("pseudonym"):
        words.append(
            _("In the record of the draw, which anybody can check, you are “%(pseudonym)s”.")
            % {"pseudonym": pseudonym}
        )
    return words


def percent_of(chance: Fraction) -> str:
    """Whole percents; tenths where they say more: near 0 and near 100."""
    percent = float(chance * 100)
    is_near_an_end = 0 < percent < 10 or 99 < percent < 100
    return number_format(percent, 1 if is_near_an_end and not percent.is_integer() else 0)
