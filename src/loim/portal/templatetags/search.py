"""How a result is shown."""

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from loim.search.logic.snippets import Piece
from loim.search.providers import is_known, provider_of
from loim.search.queries.find import Result

register = template.Library()


@register.simple_tag
def pieces(found: list[Piece]) -> SafeString:
    """What was looked for is marked; everything is escaped."""
    return format_html_join(
        "", "{}{}{}",
        (
            (SafeString("<mark>"), piece.text, SafeString("</mark>")) if piece.is_hit
            else ("", piece.text, "")
            for piece in found
        ),
    )  # fmt: skip


@register.filter
def kind_label(result: Result) -> str | Promise:
    """'Training', or what its provider calls all of them."""
    if not is_known(result.provider):
        return ""
    provider = provider_of(result.provider)
    label = str(provider.kinds.get(result.kind, provider.one or provider.label))
    return label[:1].upper() + label[1:]


@register.simple_tag
def result_language(result: Result) -> str:
    name = get_language_info(result.language)["name_translated"]
    return _("in %(language)s") % {"language": name}


@register.simple_tag
def found_language(result: Result) -> str:
    name = get_language_info(result.found_in)["name_translated"]
    return _("Found by its text in another language (%(language)s):") % {"language": name}
