"""Show a text of a record, in whatever language it was found, marked where it is not the page's."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from loim.content.logic.rich_text import clean_html
from loim.content.models import Text
from loim.content.permissions import may_edit_for, may_translate_for
from loim.content.queries.reading import ShownText
from loim.content.queries.standing import states_of

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


@register.inclusion_tag("content/edit_links.html", takes_context=True)
def edit_links(context: Context, text: Text | None, here: str = "") -> dict[str, Any]:
    """How a record's text stands in the four languages, with links to the editor: for those who
    may write it, nothing for anybody else. One query. `here` is the language of an editor's page."""
    user = context.get("user")
    if text is None or user is None or not may_translate_for(user, text.owner_id):
        return {"states": []}
    may_edit = may_edit_for(user, text.owner_id)
    states = [state for state in states_of(text) if may_edit or not state.is_source]
    return {"states": states, "here": here}


def _block(language: str, html: str) -> SafeString:
    return format_html('<div class="rich-text" lang="{}">{}</div>', language, mark_safe(html))  # noqa: S308  # escaped or cleaned just before
