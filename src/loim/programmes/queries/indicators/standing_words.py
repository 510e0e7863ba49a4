"""How an indicator stands, in words and in the colour of a tag."""

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.programmes.logic.forecast import Standing, YearStanding

Words = tuple[str, str | LazyText]

STANDINGS: dict[Standing, Words] = {
    Standing.NO_DATA: ("neutral", _("no data")),
    Standing.NOT_BEGUN: ("neutral", pgettext_lazy("an activity", "not begun")),
    Standing.TOO_SOON: ("info", _("too early to say")),
    Standing.REACHED: ("success", pgettext_lazy("a target", "reached")),
    Standing.ON_TRACK: ("success", _("on track")),
    Standing.AT_RISK: ("warning", _("at risk")),
    Standing.NO_TARGET: ("neutral", _("no target")),
}
YEAR_STANDINGS: dict[YearStanding, Words] = {
    YearStanding.NO_DATA: ("neutral", _("no data")),
    YearStanding.NO_TARGET: ("neutral", _("no target")),
    YearStanding.NOT_BEGUN: ("neutral", pgettext_lazy("a year", "to come")),
    YearStanding.REACHED: ("success", pgettext_lazy("a target", "reached")),
    YearStanding.GOES_ON: ("info", pgettext_lazy("a year", "goes on")),
    YearStanding.MISSED: ("warning", pgettext_lazy("a target", "not reached")),
}
PLAN_STANDINGS = {**YEAR_STANDINGS, YearStanding.NOT_BEGUN: STANDINGS[Standing.NOT_BEGUN]}
