"""The link by which whoever gets a network's letters stops them; its secret is the permission."""

from collections.abc import Collection
from datetime import datetime
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from loim.common.own_keys import hash_of_key, own_key
from loim.networks.models import LetterReader, Network

PURPOSE = "networks.letters"


def by_key(key: str) -> LetterReader | None:
    rows = LetterReader.objects.select_related("network__organisation")
    return rows.filter(key_hash=hash_of_key(key)).first()


def stop_link(reader: LetterReader, language: str) -> str:
    with translation.override(language):
        key = own_key(PURPOSE, reader.uuid, reader.key_hash)
        return settings.BASE_URL + reverse("network-letters-stop", args=[key])


def stop_headers(link: str, network: Network) -> dict[str, str]:
    """RFC 2369 and 2919; one click (RFC 8058) only where the address is encrypted, as it asks."""
    host = urlsplit(settings.BASE_URL).hostname
    headers = {"List-Unsubscribe": f"<{link}>", "List-Id": f"<network-{network.pk}.{host}>"}
    if link.startswith("https://"):
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def readers_for(
    network: Network, addresses: Collection[str], now: datetime
) -> dict[str, LetterReader]:
    """Those who want letters, by address in small letters; rows are made where they are missing.
    Called inside a transaction. Two queries."""
    fresh = []
    for address in sorted(addresses):
        identity = uuid4()
        key_hash = hash_of_key(own_key(PURPOSE, identity))
        fresh.append(
            LetterReader(
                network=network, address=address, uuid=identity, key_hash=key_hash,
                last_written_at=now,
            )
        )  # fmt: skip
    LetterReader.objects.bulk_create(
        fresh,
        update_conflicts=True,
        unique_fields=["network", "address"],
        update_fields=["last_written_at"],
    )
    rows = LetterReader.objects.filter(network=network, address__in=addresses, stopped_at=None)
    return {reader.address: reader for reader in rows}
