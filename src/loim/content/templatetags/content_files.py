"""Texts in files, shown before anything is made of them."""

from django import template
from django.utils.html import format_html, linebreaks
from django.utils.safestring import mark_safe

from loim.content.logic.rich_text import clean_html

register = template.Library()


@register.simple_tag
def in_file(value: str, is_rich: bool) -> str:  # a tag's arguments have places
    """Cleaned or escaped."""
    html = clean_html(value) if is_rich else linebreaks(value, autoescape=True)
    return format_html('<div class="rich-text">{}</div>', mark_safe(html))  # noqa: S308  # just so
