"""Did it help? In words, with how sure one can be."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.casework.logic.statistics.helped import FEWEST_MONTHS, Difference, Verdict
from loim.casework.logic.statistics.rises import Basis

COLORS = {
    Verdict.FALLEN: "success",
    Verdict.RISEN: "danger",
    Verdict.UNCLEAR: "neutral",
    Verdict.TOO_EARLY: "info",
    Verdict.TOO_FEW: "info",
}


def verdict_name(found: Difference | None) -> str:
    if found is None:
        return _("no change noted yet")
    return {
        Verdict.FALLEN: _("it fell"),
        Verdict.RISEN: _("it rose"),
        Verdict.UNCLEAR: _("no clear change"),
        Verdict.TOO_EARLY: _("too early to say"),
        Verdict.TOO_FEW: _("too few to say"),
    }[found.verdict]


def sentences(found: Difference, of_all: Difference | None) -> list[str]:
    if found.verdict == Verdict.TOO_EARLY:
        text = ngettext(
            "Of whole months after the change, %(months)s is published: it takes %(least)s to say"
            " anything.",
            "Of whole months after the change, %(months)s are published: it takes %(least)s to say"
            " anything.",
            found.months_after,
        )
        return [text % {"months": found.months_after, "least": FEWEST_MONTHS}]
    if found.verdict == Verdict.TOO_FEW:
        return [_("There are too few enquiries or months before the change to compare with.")]
    said = [
        _("Before it were %(before)s enquiries in a month, after it %(after)s.")
        % {"before": f"{found.before:.0f}", "after": f"{found.after:.0f}"},
        _("The change is very likely between %(low)s and %(high)s.")
        % {"low": _percent(found.low), "high": _percent(found.high)},
    ]
    if found.basis == Basis.SEASON:
        said.append(
            _(
                "The months just before are compared. A year earlier the same months changed by"
                " %(percent)s: that is taken off as the season."
            )
            % {"percent": _percent(found.season)}
        )
    else:
        said.append(
            _("The months just before are compared: the season may be a part of the change.")
        )
    if of_all is not None and of_all.before and of_all.after:
        said.append(
            _("All enquiries together changed by %(percent)s in the same time.")
            % {"percent": _percent(of_all.ratio)}
        )
    if found.months_hidden:
        said.append(_("Months whose number is hidden are left out."))
    said.append(_("What else changed in this time, figures alone cannot tell."))
    return said


def _percent(ratio: float) -> str:
    if ratio == float("inf"):
        return "∞"
    return f"{100 * (ratio - 1):+.0f} %".replace("-", "−")
