"""Each change of a plan as one sentence, the way an explanatory memorandum puts it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from loim.programmes.logic.plan_changes import NOT_APPLICABLE, Change, ChangeKind
from loim.programmes.logic.plan_document import DateRange, OrderReference

_LONGEST_SUBJECT = 140
Text: TypeAlias = str | Promise


@dataclass(frozen=True, slots=True)
class Wording:
    """What is said where a value changed, where there was none, and where there is none now.

    Amounts are said to rise or fall. What has no `set` or `unset` says `changed` then too.
    """

    changed: Text
    set: Text = ""
    unset: Text = ""
    falls: Text = ""


K = ChangeKind
WORDINGS: dict[ChangeKind, Wording] = {
    K.PROGRAMME_TITLE: Wording(_("The programme is called “%(new)s”; before, it was “%(old)s”.")),
    K.ORDER: Wording(
        _(
            "The plan is amended by order %(new)s; the version before was approved by order %(old)s."
        ),
        _("The plan is approved by order %(new)s."),
        _("The plan waits for its order; the version before was approved by order %(old)s."),
    ),
    K.PERIOD: Wording(_("The plan is for the period %(new)s; the one before was for %(old)s.")),
    K.CHAPTER_ADDED: Wording(_("Chapter %(number)s “%(subject)s” is added.")),
    K.CHAPTER_REMOVED: Wording(_("Chapter %(number)s “%(subject)s” is removed.")),
    K.CHAPTER_RENAMED: Wording(
        _("Chapter %(number)s is renamed: “%(old)s” becomes “%(new)s”."),
    ),
    K.ACTIVITY_ADDED: Wording(_("Activity %(number)s “%(subject)s” is added.")),
    K.ACTIVITY_REMOVED: Wording(_("Activity %(number)s “%(subject)s” is removed.")),
    K.ACTIVITY_RENAMED: Wording(
        _("Activity %(number)s is renamed: “%(old)s” becomes “%(new)s”."),
    ),
    K.ACTIVITY_RECODED: Wording(
        _("Activity “%(subject)s” gets the code %(new)s; before, it was %(old)s.")
    ),
    K.ACTIVITY_MOVED: Wording(
        _("Activity %(number)s moves from the chapter “%(old)s” to the chapter “%(new)s”.")
    ),
    K.NARRATIVE: Wording(
        _("The description of activity %(number)s is reworded."),
        _("Activity %(number)s gets a description."),
        _("The description of activity %(number)s is removed."),
    ),
    K.TARGET_GROUP: Wording(
        _("The target group of activity %(number)s is worded anew."),
        _("The target group of activity %(number)s is added."),
        _("The target group of activity %(number)s is removed."),
    ),
    K.ROW_ADDED: Wording(_("Sub-activity %(number)s “%(subject)s” is added.")),
    K.ROW_REMOVED: Wording(_("Sub-activity %(number)s “%(subject)s” is removed.")),
    K.ROW_RENAMED: Wording(
        _("Activity %(number)s is renamed in the schedule: “%(old)s” becomes “%(new)s”.")
    ),
    K.ROW_RENUMBERED: Wording(
        _("Activity “%(subject)s” stands at %(new)s in the schedule; before, it stood at %(old)s.")
    ),
    K.ROW_OVERALL: Wording(
        _(
            "The overall period of activity %(number)s “%(subject)s” is %(new)s; before, it was"
            " %(old)s."
        ),
        _("The overall period of activity %(number)s “%(subject)s” is set to %(new)s."),
        _("The overall period of activity %(number)s “%(subject)s” is left out; it was %(old)s."),
    ),
    K.ROW_PERIOD: Wording(
        _(
            "Activity %(number)s “%(subject)s” moves in time: in the plan period it runs"
            " %(new)s; before, it ran %(old)s."
        ),
        _("Activity %(number)s “%(subject)s” gets dates in the plan period: %(new)s."),
        _(
            "Activity %(number)s “%(subject)s” has no dates in the plan period any more; before,"
            " it ran %(old)s."
        ),
    ),
    K.ROW_RESPONSIBLE: Wording(
        _(
            "“%(new)s” is responsible for activity %(number)s “%(subject)s”; before, it was"
            " “%(old)s”."
        ),
        _("“%(new)s” becomes responsible for activity %(number)s “%(subject)s”."),
        _(
            "Nobody is named as responsible for activity %(number)s “%(subject)s” any more; before,"
            " it was “%(old)s”."
        ),
    ),
    K.ROW_COST: Wording(
        _(
            "The planned cost of activity %(number)s “%(subject)s” rises from %(old)s to"
            " %(new)s euros."
        ),
        _("The planned cost of activity %(number)s “%(subject)s” is %(new)s euros."),
        _(
            "No cost is planned for activity %(number)s “%(subject)s” any more; it was %(old)s"
            " euros."
        ),
        _(
            "The planned cost of activity %(number)s “%(subject)s” falls from %(old)s to"
            " %(new)s euros."
        ),
    ),
    K.INDICATOR_ADDED: Wording(
        _("The indicator “%(subject)s” is added."),
        _("The indicator “%(subject)s” is added with the target %(new)s."),
    ),
    K.INDICATOR_REMOVED: Wording(
        _("The indicator “%(subject)s” is removed."),
        unset=_("The indicator “%(subject)s” is removed; its target was %(old)s."),
    ),
    K.INDICATOR_RENAMED: Wording(_("The indicator “%(old)s” is renamed to “%(new)s”.")),
    K.INDICATOR_UNIT: Wording(
        _("The unit of the indicator “%(subject)s” is “%(new)s”; before, it was “%(old)s”.")
    ),
    K.TARGET: Wording(
        _("The target of the indicator “%(subject)s” rises from %(old)s to %(new)s."),
        _("The target of the indicator “%(subject)s” is set to %(new)s."),
        _("The indicator “%(subject)s” has no target for the plan period; it was %(old)s."),
        _("The target of the indicator “%(subject)s” falls from %(old)s to %(new)s."),
    ),
    K.FINAL_TARGET: Wording(
        _("The final target of the indicator “%(subject)s” rises from %(old)s to %(new)s."),
        _("The final target of the indicator “%(subject)s” is set to %(new)s."),
        _("The final target of the indicator “%(subject)s” is left out; it was %(old)s."),
        _("The final target of the indicator “%(subject)s” falls from %(old)s to %(new)s."),
    ),
    K.FINAL_YEAR: Wording(
        _(
            "The final target of the indicator “%(subject)s” is for the year %(new)s; before, it"
            " was for %(old)s."
        ),
        _("The final target of the indicator “%(subject)s” is for the year %(new)s."),
        _("The final target of the indicator “%(subject)s” has no year; it was %(old)s."),
    ),
    K.PLACES: Wording(
        _("The indicator “%(subject)s” stands under %(new)s; before, it stood under %(old)s.")
    ),
    K.NOTE: Wording(_("The note on the indicator “%(subject)s” is reworded.")),
}
APPLIES_NOW = _("Activity %(number)s “%(subject)s” applies in the plan period now: %(new)s.")
APPLIES_NO_MORE = _(
    "Activity %(number)s “%(subject)s” does not apply in the plan period; before, it ran %(old)s."
)
DATES_TO_COME = _(
    "Activity %(number)s “%(subject)s” applies in the plan period now; its dates are open."
)


def sentence(change: Change) -> str:
    said = {
        "subject": Truncator(change.subject).chars(_LONGEST_SUBJECT),
        "number": change.number,
        "old": _said(change.old),
        "new": _said(change.new),
    }
    return " ".join((str(_wording(change)) % said).split())


def _wording(change: Change) -> Text:
    words = WORDINGS[change.kind]
    if change.kind is K.ROW_PERIOD and change.old == NOT_APPLICABLE:
        return APPLIES_NOW if change.new else DATES_TO_COME
    if change.kind is K.ROW_PERIOD and change.new == NOT_APPLICABLE and change.old:
        return APPLIES_NO_MORE
    if _is_nothing(change.old) and not _is_nothing(change.new):
        return words.set or words.changed
    if _is_nothing(change.new) and not _is_nothing(change.old):
        return words.unset or words.changed
    if (
        isinstance(change.old, Decimal)
        and isinstance(change.new, Decimal)
        and change.new < change.old
    ):
        return words.falls or words.changed
    return words.changed


def _is_nothing(value: Any) -> bool:
    """Zero is something."""
    return value is None or value in ("", ())


def _said(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, DateRange):
        return f"{_day(value.start)}–{_day(value.end)}"
    if isinstance(value, OrderReference):
        return str(_("no %(number)s of %(date)s")) % {
            "number": value.number,
            "date": _day(value.date),
        }
    if isinstance(value, Decimal):
        return number_format(value.normalize() + 0, use_l10n=True, force_grouping=True)
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(value)


def _day(value: Any) -> str:
    return date_format(value, "SHORT_DATE_FORMAT")
