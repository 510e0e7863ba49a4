"""The only way to the tables of counselling: a transaction in which the database knows who asks.

Their rows are kept by row-level security (`models/guarded.py`). Outside of a gate the web server's
role sees none of them; inside it sees those of the organisations in which the person counsels on
that day, and the database looks that up itself. A filter forgotten in a view leaks nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.cache import never_cache

from loim.casework.permissions import may_counsel_anywhere, may_look_after_protection
from loim.common.access import View
from loim.common.database_roles import KEEPER_ROLE, WEB_ROLE
from loim.people.models import User
from loim.people.permissions import Person

# What the policies read: set for the transaction only, so that no connection carries it further.
_SETTINGS = ("role", "loim.person", "loim.now", "loim.link", "loim.booking")


@contextmanager
def opened_for(person: User, *, now: datetime) -> Iterator[None]:
    """Inside, the rows of the organisations in which this person counsels (now) can be reached."""
    with _opened(WEB_ROLE, str(person.pk), now.isoformat()):
        yield


@contextmanager
def opened_by_link(key_hash: str, *, now: datetime) -> Iterator[None]:
    """For somebody without an account: what the policies made by `row_security.by_link` let
    whoever holds the secret of this hash reach, and no row else.

    `key_hash` is of what stands in the address (`common.own_keys.hash_of_key`).
    """
    with _opened(WEB_ROLE, "", now.isoformat(), key_hash):
        yield


@contextmanager
def opened_for_keeping(*, now: datetime) -> Iterator[None]:
    """For jobs that look after the records of all organisations: erasing, reminding, counting.

    Whatever runs inside sees everything: a test lists the modules that may open this.
    """
    with _opened(KEEPER_ROLE, "", now.isoformat()):
        yield


@contextmanager
def opened_for_booking(
    organisation_id: int, *, now: datetime, key_hash: str = ""
) -> Iterator[None]:
    """For somebody who books on the web: inside are the hours and rooms that can be booked, and
    one appointment can be written, which carries `key_hash`. Nobody else's can be seen."""
    with _opened(WEB_ROLE, "", now.isoformat(), key_hash, str(organisation_id)):
        yield


def counselling(view: View) -> View:
    """A page for whoever counsels in some organisation, inside the gate."""
    return _inside(view, may_counsel_anywhere, "counselling")


def protecting(view: View) -> View:
    """A page about protection, for those who administer, too: what they see, policies decide."""
    return _inside(view, may_look_after_protection, "protecting")


def _inside(view: View, may: Callable[[Person], bool], access: str) -> View:
    @wraps(view)
    def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may(request.user):
            raise PermissionDenied
        with opened_for(request.user, now=timezone.now()):  # type: ignore[arg-type]
            return view(request, *args, **kwargs)

    # Also where it is refused: no copy of such a page may stay in a browser or a proxy.
    decorated: Callable[..., HttpResponseBase] = never_cache(login_required(inside))
    decorated.access = access  # type: ignore[attr-defined]  # read by the test of the URLconf
    return decorated


@contextmanager
def _opened(*values: str) -> Iterator[None]:
    with transaction.atomic():
        before = _read()
        # Whatever this door does not name is shut inside it.
        _set((*values, *[""] * (len(_SETTINGS) - len(values))))
        # Where this raises, the savepoint takes the settings back together with the work.
        yield
        _set(before)


def _read() -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT "
            + ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in _SETTINGS)
        )
        return tuple(cursor.fetchone())


def _set(values: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT " + ", ".join(f"set_config('{name}', %s, true)" for name in _SETTINGS), values
        )
