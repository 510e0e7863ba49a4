"""Small things that a participant's pages need."""

from datetime import datetime
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.timezone import localtime

register = template.Library()


@register.filter
def with_person(url: str, person: int) -> str:
    """Keeps whose page it is, where several came by one registration."""
    return f"{url}?person={person}"


@register.filter
def of_leg(found: dict[int, Any], key: int) -> Any:
    return found.get(key, [])


@register.filter
def moment(value: datetime) -> str:
    """'11. jaanuar 14:00', as the reader's language has it; Tallinn's time."""
    local = localtime(value)
    return f"{date_format(local, 'MONTH_DAY_FORMAT')} {local:%H:%M}"
