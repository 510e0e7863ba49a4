"""Why somebody has no place yet, in one sentence."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.events.logic.places.reasons import Reason
from loim.events.queries.places.naming import AnswerNames


def why_not_yet(reason: str, values: dict[str, Any], names: AnswerNames) -> str:
    """`values` are those that `wording.values_of` made of an obstacle; empty for other reasons."""
    rules = values.get("rules", [])
    if reason == Reason.FULL:
        return _("All places are taken.")
    if reason == Reason.UNIT_TOO_LARGE:
        return _too_large(values)
    if reason == Reason.ORGANISATION_FULL:
        return ngettext(
            "At most %(number)d place is for one organisation, and it is taken.",
            "At most %(number)d places are for one organisation, and they are taken.",
            values["most"],
        ) % {"number": values["most"]}
    if reason == Reason.RESERVED:
        return _reserved(rules, names)
    if reason in {Reason.CEILING, Reason.OPTION_FULL}:
        return _ceiling(rules[0], names)
    return ""


def _too_large(values: dict[str, Any]) -> str:
    return _(
        "You come together or not at all, which takes %(people)s places at once. Free now:"
        " %(free)s."
    ) % {"people": values["people"], "free": values["free"]}


def _ceiling(rule: dict[str, Any], names: AnswerNames) -> str:
    return ngettext(
        "At most %(number)d place is for: %(whom)s. It is taken.",
        "At most %(number)d places are for: %(whom)s. They are taken.",
        rule["ceiling"],
    ) % {"number": rule["ceiling"], "whom": names[(rule["question"], rule["answer"])]}


def _reserved(rules: Sequence[dict[str, Any]], names: AnswerNames) -> str:
    whom = names.all_of((rule["question"], rule["answer"]) for rule in rules)
    moments = [datetime.fromisoformat(rule["until"]) for rule in rules if "until" in rule]
    if not moments:
        return _("The places that are free are kept for: %(whom)s.") % {"whom": whom}
    return _(
        "The places that are free are kept for: %(whom)s. Those that are not taken by %(moment)s"
        " are open to everybody."
    ) % {"whom": whom, "moment": in_words(max(moments))}


def in_words(moment: datetime) -> str:
    return date_format(localtime(moment), "SHORT_DATETIME_FORMAT")
