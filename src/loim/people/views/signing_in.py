"""Becoming signed in by other means than a code or a passkey, and having done so lately."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import (
    get_authentication_records,
    record_authentication,
)
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from loim.common.access import signed_in
from loim.people.models import User

RECENTLY_SECONDS = 15 * 60


def sign_in(request: HttpRequest, person: User, *, method: str) -> None:
    """Under a new session key, so that a key planted before signing in is worth nothing."""
    get_adapter(request).login(request, person)
    record_authentication(request, person, method=method)


def sign_in_new_person(request: HttpRequest, person: User) -> None:
    """Whoever opened the invitation's link has just proved that the address is theirs."""
    sign_in(request, person, method="invitation")


def recently_signed_in(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For what would let a stranger at an unlocked screen stay: passkeys, address, erasure.

    Whoever signed in longer ago than a quarter of an hour is asked to sign in again, by a
    button: a link of another site must not sign anybody out.
    """

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        records = get_authentication_records(request, request.user)
        latest = max((record["at"] for record in records), default=0)
        if time.time() - latest > RECENTLY_SECONDS:
            back = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
            return render(request, "people/sign_in_again.html", {"back": back}, status=403)
        return view(request, *args, **kwargs)

    return signed_in(checked)
