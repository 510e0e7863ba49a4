"""Numbers of the register beside their topics."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.simple_tag
def number_for(numbers: Mapping[str, int], key: str) -> int:
    return numbers.get(key, 0)
