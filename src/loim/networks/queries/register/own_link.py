"""The link in letters to an association: by it, it sees and corrects its row."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from loim.common.own_keys import hash_of_key, own_key
from loim.networks.models import ConfirmationRequest

CONFIRM = "networks.association"


def confirmation_link(request: ConfirmationRequest) -> str:
    """The whole address, in the association's language."""
    key = own_key(CONFIRM, request.uuid, request.key_hash)
    with translation.override(request.association.letter_language):
        return settings.BASE_URL + reverse("association-own", args=[key])


def request_of(key: str) -> ConfirmationRequest | None:
    """Also one whose link stopped: its page says so."""
    rows = ConfirmationRequest.objects.select_related(
        "association__organisation__municipality", "association__keeper"
    )
    return rows.filter(key_hash=hash_of_key(key)).first()
