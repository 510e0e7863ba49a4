"""How often forms come from one network address.

The limit is high, since a whole office may sit behind one address; it is for programs that
fill in forms.
"""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from loim.common.rates import count_request


def is_too_often(request: HttpRequest) -> bool:
    """Whether this form is one too many; whoever is signed in is known, and is not counted."""
    most: int = settings.REGISTRATIONS_PER_ADDRESS
    if not most or request.user.is_authenticated:
        return False
    address = get_adapter().get_client_ip(request)
    return count_request(what="registration", who=address, now=timezone.now()) > most
