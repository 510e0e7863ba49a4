"""The page of one's own membership: by account, or by the secret in the letter."""

from uuid import uuid4

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from loim.common.own_keys import hash_of_key, own_key
from loim.networks.models import Member

MEMBER = "networks.member"


def key_hash_of(member: Member) -> str:
    """What a new member's row keeps of the link."""
    return hash_of_key(own_key(MEMBER, member.uuid))


def renew_link(member: Member) -> None:
    """Its letters until now open nothing any more. Not saved yet."""
    member.uuid = uuid4()
    member.key_hash = key_hash_of(member)


def own_link_of(member: Member) -> str:
    """The whole address, for letters, in the member's language."""
    with translation.override(member.language):
        if member.user_id is not None:
            path = reverse("network-mine", args=[member.network_id])
        else:
            key = own_key(MEMBER, member.uuid, member.key_hash)
            path = reverse("network-member-own", args=[key])
        return settings.BASE_URL + path


def member_by_key(key: str) -> Member | None:
    """Whose link this is; not that of somebody who has an account by now, or was forgotten."""
    members = Member.objects.select_related("network__organisation", "organisation")
    return members.filter(key_hash=hash_of_key(key), user=None).first()
