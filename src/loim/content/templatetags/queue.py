"""What lists of texts show."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def text_title(state: Any) -> str:
    """In the state's own language, else its source's; marked with whichever it is."""
    title, language = state.title, state.language
    if not title:
        title, language = state.source_title, state.source_language
    if not title:
        return _("A text without a title yet")
    return format_html('<span lang="{}">{}</span>', language, title)


@register.filter
def kind_label(kinds: dict[str, str], key: str) -> str:
    return kinds.get(key, key)
