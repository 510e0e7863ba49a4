"""Visitors without an account: how much comes from one network."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from loim.common.rates import count_request


def is_too_often(request: HttpRequest, what: str, most: int = 0) -> bool:
    """Whether this request is one too many from its network; accounts are counted by themselves."""
    limit: int = most or settings.CONTRIBUTIONS_PER_ADDRESS
    if not settings.CONTRIBUTIONS_PER_ADDRESS or request.user.is_authenticated:
        return False
    address = get_adapter().get_client_ip(request)
    return count_request(what=what, who=address, now=timezone.now()) > limit
