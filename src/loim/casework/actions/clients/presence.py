"""Who has a record open: a hint for colleagues, gone after a few minutes."""

from datetime import datetime, timedelta

from loim.casework.models import Client, ClientPresence
from loim.people.models import User

LASTS = timedelta(minutes=3)


def note_presence(*, client: Client, by: User, now: datetime) -> list[User]:
    """Whoever else was there in the last minutes."""
    ClientPresence.objects.update_or_create(
        client=client, person=by,
        defaults={"organisation_id": client.organisation_id, "seen_at": now},
    )  # fmt: skip
    rows = ClientPresence.objects.filter(client=client, seen_at__gte=now - LASTS)
    return [row.person for row in rows.exclude(person=by).select_related("person").order_by("pk")]
