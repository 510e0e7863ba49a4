"""What the frame of every page needs and Django's own tags do not give."""

from django import template
from django.template.context import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from loim.common.translated import Translated

register = template.Library()


@register.simple_tag(takes_context=True)
def block_text(context: Context, name: str) -> SafeString:
    """The rendered text of a block, or ''.

    So the title is written once and shown twice, and an empty block leaves no empty wrapper.
    """
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block(name) if blocks is not None else None
    # A block's text is escaped where its variables are, as anywhere in a template.
    return mark_safe(block.render(context).strip() if block is not None else "")  # noqa: S308


@register.simple_tag
def text(record: Translated, field: str) -> str:
    """A record's text in the reader's language; marked where it is in another one."""
    value = record.text(field)
    if not value or value.language == get_language():
        return str(value)
    return format_html('<span lang="{}">{}</span>', value.language, str(value))


@register.simple_tag
def paragraphs(record: Translated, field: str) -> str:
    """As `text`, with paragraphs and line breaks kept."""
    value = record.text(field)
    if not value:
        return ""
    return format_html(
        '<div lang="{}">{}</div>',
        value.language,
        mark_safe(linebreaks(str(value), autoescape=True)),  # noqa: S308  # escaped just there
    )
