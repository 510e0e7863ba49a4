"""What a client does by their own link, without an account: withdraw, and agree anew.

Narrow doors: each finds one record by the hash of the secret and does one thing with it.
"""

from collections.abc import Sequence
from datetime import datetime

from loim.casework.actions.clients.consenting import (
    ConsentGiven,
    renew_consent,
    withdraw_consent,
)
from loim.casework.gate import opened_for_keeping
from loim.casework.models import Client, ConsentEnd, ConsentMeans
from loim.casework.queries.clients.consents import text_in_force
from loim.casework.queries.clients.own_link import language_of
from loim.common.own_keys import hash_of_key


class LinkOpensNothing(Exception):
    """The record was erased, or the link was replaced."""


def withdraw_by_link(*, key: str, now: datetime) -> None:
    """Raises LinkOpensNothing; refuses a record that is frozen already."""
    with opened_for_keeping(now=now):
        withdraw_consent(client=_of(key), end=ConsentEnd.LINK, by=None, now=now)


def agree_by_link(*, key: str, text: int, scope: Sequence[str], now: datetime) -> None:
    """Of a version that is still the last: else the client has read something else."""
    with opened_for_keeping(now=now):
        client = _of(key)
        last = text_in_force(client.organisation_id)
        if last is None or last.pk != text:
            raise LinkOpensNothing
        given = ConsentGiven(last, language_of(client), scope, ConsentMeans.LINK)
        renew_consent(client=client, given=given, by=None, now=now)


def _of(key: str) -> Client:
    found = Client.objects.filter(link_hash=hash_of_key(key)).first()
    if found is None:
        raise LinkOpensNothing
    return found
