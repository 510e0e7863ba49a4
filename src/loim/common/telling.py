"""Do something for somebody, and tell them on the next page how it went."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest

from loim.common.refusals import Refusal


def done(request: HttpRequest, act: Callable[[], object], thanks: str) -> bool:
    """Whether `act` was done; a refusal says in its own words why it was not."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, thanks)
    return True
