"""A rise in words, with how sure one can be of it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.casework.logic.statistics.rises import Basis, Rise, Strength

TAGS = {Strength.STRONG: "danger", Strength.CLEAR: "warning", Strength.FAINT: "neutral"}


def strength_name(strength: str) -> str:
    return {
        Strength.STRONG: _("hardly chance"),
        Strength.CLEAR: _("probably not chance"),
        Strength.FAINT: _("may still be chance"),
        Strength.NONE: _("as expected"),
    }[Strength(strength)]


def sentences(rise: Rise) -> list[str]:
    """What was compared with what, how great the difference is, and how sure that is."""
    words: dict[str, Any] = {
        "expected": _number(rise.expected),
        "months": rise.months,
        "ratio": _number(rise.ratio),
        "low": _number(rise.low),
        "high": _number(rise.high),
    }
    if rise.basis == Basis.SEASON:
        compared = ngettext(
            "Expected were about %(expected)s, as in %(months)s month of the same season before.",
            "Expected were about %(expected)s, as in %(months)s months of the same season before.",
            rise.months,
        )
    else:
        compared = ngettext(
            "Expected were about %(expected)s, as in the %(months)s month before; last year is not"
            " known, so the season is not taken into account.",
            "Expected were about %(expected)s, as in the %(months)s months before; last year is"
            " not known, so the season is not taken into account.",
            rise.months,
        )
    found = [compared % words]
    if rise.expected:
        found.append(
            _("That is %(ratio)s times as many (very likely between %(low)s and %(high)s).") % words
        )
    found.append(_chance(rise))
    if rise.is_small:
        found.append(_("The numbers are small: a few people make the whole difference."))
    return found


def _chance(rise: Rise) -> str:
    if rise.strength == Strength.NONE:
        return _("Differences like this come by chance.")
    if rise.chance < 0.001:
        return _(
            "Among all numbers of a month, one like this comes by chance less than once in a"
            " thousand months."
        )
    return _(
        "Among all numbers of a month, one like this comes by chance about once in %(months)s"
        " months."
    ) % {"months": round(1 / rise.chance)}


def _number(number: float) -> str:
    if number == float("inf"):
        return "∞"
    return f"{number:.0f}" if number >= 10 else f"{number:.1f}"
