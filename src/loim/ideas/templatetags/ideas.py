"""Texts of ideas, shortened."""

from django import template
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import get_language

from loim.common.translated import Translated

register = template.Library()
EXCERPT = 180  # characters


@register.simple_tag
def excerpt(record: Translated, field: str) -> str:
    """The beginning of a text in the reader's language; marked where it is in another one."""
    value = record.text(field)
    short = Truncator(" ".join(value.split())).chars(EXCERPT)
    if value.language == get_language():
        return short
    return format_html('<span lang="{}">{}</span>', value.language, short)
