"""Who opened which client's record."""

from django.db.models import QuerySet

from loim.casework.models import BreakGlass, Client, ClientView


def views_of(client: Client) -> QuerySet[ClientView]:
    """Newest first, with what a list says of them."""
    return (
        ClientView.objects.filter(client=client, organisation=client.organisation_id)
        .select_related("viewer", "organisation", "break_glass")
        .order_by("-viewed_at", "-pk")
    )


def views_under(opening: BreakGlass) -> QuerySet[ClientView]:
    return (
        ClientView.objects.filter(break_glass=opening, organisation=opening.organisation_id)
        .select_related("client")
        .order_by("-viewed_at", "-pk")
    )
