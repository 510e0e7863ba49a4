"""Dates, amounts and states of plans as people read them."""

from datetime import date
from decimal import Decimal

from django import template
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise

from loim.programmes.forms.plan_filter import STATES
from loim.programmes.logic.plan_document import DateRange
from loim.programmes.logic.plan_tree import RowState

register = template.Library()


@register.filter
def date_range(dates: DateRange | None) -> str:
    """'01.01.2023–31.12.2023'; '' for none."""
    return f"{day(dates.start)}–{day(dates.end)}" if dates else ""


@register.filter
def day(value: date | None) -> str:
    return date_format(value, "SHORT_DATE_FORMAT") if value else ""


@register.filter
def amount(value: Decimal | None) -> str:
    """Without needless decimals: '3', '12,5'; '' for none, which zero is not."""
    if value is None:
        return ""
    exact = value.normalize() + 0
    return number_format(exact, use_l10n=True, force_grouping=True)


@register.filter
def state_words(state: RowState) -> str | Promise:
    return STATES[state][0]


@register.filter
def state_color(state: RowState) -> str:
    return STATES[state][1]
