"""Which links stand in what is published now."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.db import connection, transaction

from loim.content.links import FoundLink, all_sources
from loim.content.logic.links.addresses import LONGEST, web_address
from loim.content.models import Link, LinkUse


def gather_links(*, now: datetime) -> int:
    """How many different ones. What no text has any more is forgotten with all that is known of
    it; a link that stays keeps its history. The number of queries does not depend on how many."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('content_link'))")
        found = [
            (address, source, link)
            for source, finder in all_sources()
            for link in finder()
            if (address := address_of(link.url))
        ]
        _known(found, now)
        LinkUse.objects.all().delete()
        keys = dict(Link.objects.values_list("address", "pk"))
        LinkUse.objects.bulk_create(
            (
                LinkUse(
                    link_id=keys[address], source=source, owner_id=link.owner_id,
                    title=link.title[:300], language=link.language, path=link.path[:300],
                    edit_path=link.edit_path[:300],
                )
                for address, source, link in dict.fromkeys(found)
            ),
            batch_size=1000,
        )  # fmt: skip
        Link.objects.filter(uses=None).delete()
    return Link.objects.count()


def address_of(url: str) -> str:
    """As it is asked for; a path on this site with the site before it. '' of what is too long."""
    whole = urljoin(f"{settings.BASE_URL}/", url.strip())
    address = web_address(whole)
    found = address.url if address else whole
    return found if len(found) <= LONGEST and found.isprintable() else ""


def _known(found: Iterable[tuple[str, str, FoundLink]], now: datetime) -> None:
    addresses = sorted({address for address, _source, _link in found})
    Link.objects.bulk_create(
        (Link(address=address, found_at=now) for address in addresses),
        ignore_conflicts=True,
        batch_size=1000,
    )
