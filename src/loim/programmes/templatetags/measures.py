"""What templates about measures ask that a template cannot say itself."""

from django import template

from loim.programmes.measures.registry import Source, Text

register = template.Library()


@register.filter
def kind_of(source: Source, kind: str) -> Text:
    """The label of a record's kind, as its source calls it."""
    return source.kind_label(kind)
