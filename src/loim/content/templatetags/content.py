"""Show a text of a record, in whatever language it was found, marked where it is not the page's."""

from django import template
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from loim.content.logic.rich_text import clean_html
from loim.content.queries.reading import ShownText

register = template.Library()


@register.simple_tag
def says(shown: ShownText, name: str) -> str:
    """A short text."""
    value = shown.get(name)
    if not value or value.language == get_language():
        return str(value)
    return format_html('<span lang="{}">{}</span>', value.language, str(value))


@register.simple_tag
def says_lines(shown: ShownText, name: str) -> str:
    """Several lines of plain text, with paragraphs and line breaks kept."""
    value = shown.get(name)
    return _block(value.language, linebreaks(str(value), autoescape=True)) if value else ""


@register.simple_tag
def says_rich(shown: ShownText, name: str) -> str:
    """Cleaned once more on the way out: what is in the table may be older than the rule."""
    value = shown.get(name)
    return _block(value.language, clean_html(str(value))) if value else ""


@register.inclusion_tag("content/text_notice.html")
def text_notice(shown: ShownText) -> dict[str, ShownText]:
    """That a text is in another language, out of date, or a machine's: never silently."""
    return {"shown": shown}


def _block(language: str, html: str) -> SafeString:
    return format_html('<div class="rich-text" lang="{}">{}</div>', language, mark_safe(html))  # noqa: S308  # escaped or cleaned just before
