"""Noting that somebody opened a client's record. Every view that shows one calls it, once."""

from datetime import datetime

from loim.casework.models import BreakGlass, Client, ClientView
from loim.casework.permissions import may_counsel_for
from loim.casework.queries.protection.openings import open_now
from loim.people.models import User


def note_view(*, client: Client, by: User, now: datetime, page: str = "") -> ClientView:
    """Inside the gate. `page` is the name of the address (`request.resolver_match.url_name`)."""
    return ClientView.objects.create(
        organisation_id=client.organisation_id,
        client=client,
        viewer=by,
        viewed_at=now,
        page=page,
        break_glass=_broken_glass(client, by, now),
    )


def _broken_glass(client: Client, by: User, now: datetime) -> BreakGlass | None:
    if may_counsel_for(by, client.organisation):
        return None
    return open_now(by, now).filter(organisation=client.organisation).order_by("-pk").first()
