"""The links by which an association without an account confirms its data."""

from datetime import datetime

from loim.networks.models import Association, ConfirmationRequest


def stop_links(
    association: Association, now: datetime, *, besides: ConfirmationRequest | None = None
) -> None:
    """Those that are out open nothing any more, `besides` one that is in use just now."""
    out = association.confirmation_requests.filter(closed_at=None)
    out.exclude(pk__in=[besides.pk] if besides else []).update(closed_at=now)
