"""The link by which somebody changes or stops their letters; the secret in it is the permission."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from loim.common.own_keys import hash_of_key, own_key
from loim.digests.models import Subscription

PURPOSE = "digests.subscription"


def key_of(subscription: Subscription) -> str:
    return own_key(PURPOSE, subscription.uuid, subscription.key_hash)


def key_hash_of(subscription: Subscription) -> str:
    """What the row keeps; written when it is made."""
    return hash_of_key(own_key(PURPOSE, subscription.uuid))


def by_key(key: str) -> Subscription | None:
    rows = Subscription.objects.select_related("user", "county")
    return rows.filter(key_hash=hash_of_key(key)).first()


def own_link(subscription: Subscription) -> str:
    return _address("digest-own", subscription)


def stop_link(subscription: Subscription) -> str:
    """What List-Unsubscribe names: a POST to it stops the letters at once (RFC 8058)."""
    return _address("digest-stop", subscription)


def _address(name: str, subscription: Subscription) -> str:
    with translation.override(subscription.language):
        return settings.BASE_URL + reverse(name, args=[key_of(subscription)])
