"""Records that may be of the same person: hints, never a decision."""

from django.db.models import Q, QuerySet

from loim.casework.models import Client, ClientMerge, ClientStatus


def others_like(client: Client) -> list[Client]:
    """In the same organisation, in use, with the same name and year of birth, or the same code."""
    same = Q()
    if client.same_hash:
        same |= Q(same_hash=client.same_hash)
    if client.code_hash:
        same |= Q(code_hash=client.code_hash)
    if not same:
        return []
    return list(_in_use(client.organisation_id).filter(same).exclude(pk=client.pk).order_by("pk"))


def known_by(organisation_id: int, *, code_hash: str = "", same_hash: str = "") -> list[Client]:
    """Before a record is made: whoever has this code, and whoever has this name and year."""
    same = Q()
    if code_hash:
        same |= Q(code_hash=code_hash)
    if same_hash:
        same |= Q(same_hash=same_hash)
    if not same:
        return []
    return list(_in_use(organisation_id).filter(same).order_by("pk"))


def merges_into(client: Client) -> QuerySet[ClientMerge]:
    """Of records that this one has taken in and that could be separated again."""
    return (
        ClientMerge.objects.filter(kept=client, undone_at=None)
        .select_related("gone", "merged_by")
        .order_by("-merged_at", "-pk")
    )


def _in_use(organisation_id: int) -> QuerySet[Client]:
    return Client.objects.filter(organisation=organisation_id, state=ClientStatus.ACTIVE)
