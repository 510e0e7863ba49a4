"""Noting that somebody opened a client's record. Every view that shows one calls it, once."""

from datetime import datetime

from loim.casework.models import Client, ClientView
from loim.people.models import User


def note_view(*, client: Client, by: User, now: datetime, page: str = "") -> ClientView:
    """Inside the gate. `page` is the name of the address (`request.resolver_match.url_name`)."""
    return ClientView.objects.create(
        organisation_id=client.organisation_id,
        client=client,
        viewer=by,
        viewed_at=now,
        page=page,
    )
