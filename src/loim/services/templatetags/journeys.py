"""Deadlines and times of journeys in words."""

from django import template

from loim.services.logic.journeys.deadlines import Deadline, DeadlineRule
from loim.services.queries.journeys.rules_in_words import (
    deadline_in_words,
    rule_in_words,
    time_in_words,
)

register = template.Library()


@register.filter
def due(deadline: Deadline) -> str:
    return deadline_in_words(deadline)


@register.filter
def rule(deadline: DeadlineRule) -> str:
    return rule_in_words(deadline)


@register.filter
def time_needed(minutes: int) -> str:
    return time_in_words(minutes)
