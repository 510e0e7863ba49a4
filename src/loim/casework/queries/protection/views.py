"""Who opened which client's record."""

from django.db.models import OuterRef, QuerySet, Subquery

from loim.casework.models import BreakGlass, Client, ClientView


def views_of(client: Client) -> QuerySet[ClientView]:
    """Newest first, with what a list says of them."""
    return (
        ClientView.objects.filter(client=client, organisation=client.organisation_id)
        .select_related("viewer", "organisation", "break_glass")
        .order_by("-viewed_at", "-pk")
    )


def views_under(opening: BreakGlass) -> QuerySet[ClientView]:
    """Newest first. `record` is the client's UUID; None to who may not see the client."""
    of = Client.objects.filter(pk=OuterRef("client_id"))
    return (
        ClientView.objects.filter(break_glass=opening, organisation=opening.organisation_id)
        # Not by a join: it would leave out the views of clients whom the reader cannot see.
        .annotate(record=Subquery(of.values("uuid")[:1]))
        .order_by("-viewed_at", "-pk")
    )
