"""The link by which an agency without an account downloads and uploads the files of an order."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from loim.common.own_keys import hash_of_key, own_key
from loim.content.models import TranslationOrder

PURPOSE = "translation-order"


def agency_path(order: TranslationOrder) -> str:
    """In the language that is being spoken."""
    key = own_key(PURPOSE, order.submission, order.key_hash)
    return reverse("order-agency", args=[key])


def agency_link(order: TranslationOrder) -> str:
    """The whole address, in the language of the agency's letters."""
    with translation.override(order.letter_language):
        return settings.BASE_URL + agency_path(order)


def order_by_key(key: str) -> TranslationOrder | None:
    found = TranslationOrder.objects.filter(key_hash=hash_of_key(key)).select_related("owner")
    return found.first()
