"""Small things that a participant's pages need."""

from typing import Any

from django import template

register = template.Library()


@register.filter
def with_person(url: str, person: int) -> str:
    """Keeps whose page it is, where several came by one registration."""
    return f"{url}?person={person}"


@register.filter
def of_leg(found: dict[int, Any], key: int) -> Any:
    return found.get(key, [])
