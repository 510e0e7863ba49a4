"""What the cohort's templates need: addresses by account or own link, hours, states in words."""

from django import template
from django.utils.functional import Promise

from loim.trainings.logic.assignments.deadline import Standing
from loim.trainings.queries.assignments import words
from loim.trainings.queries.cohort.who import Reader
from loim.trainings.queries.mentoring.budgets import hours_in_words

register = template.Library()


@register.simple_tag
def reader_url(reader: Reader, name: str, *parts: object) -> str:
    """`{% reader_url reader "assignment" assignment.pk %}`"""
    return reader.url(name, *parts)


@register.filter
def hours(minutes: int) -> str:
    return hours_in_words(minutes)


@register.filter
def standing_text(standing: str) -> str | Promise:
    return words.LABELS[Standing(standing)]


@register.filter
def standing_colour(standing: str) -> str:
    return words.COLOURS[Standing(standing)]
