"""What a client has agreed to, and the words in which they are asked."""

from collections.abc import Iterable

from loim.casework.models import Client, Consent, ConsentScope, ConsentText
from loim.people.models import Organisation

PURPOSE = "casework.client"


def consent_in_force(client: Client) -> Consent | None:
    return Consent.objects.filter(client=client, ended_at=None).select_related("text").first()


def agreed_to(client: Client, scope: ConsentScope) -> bool:
    """Ask this before anything is passed on, written to the client, or kept beside the record."""
    return Consent.objects.filter(client=client, ended_at=None, scope__contains=[scope]).exists()


def text_in_force(organisation: Organisation | int) -> ConsentText | None:
    """The last one; None where the platform's own words serve."""
    pk = organisation if isinstance(organisation, int) else organisation.pk
    return ConsentText.objects.filter(organisation=pk).order_by("-number").first()


def scope_names(scope: Iterable[str]) -> list[str]:
    """In the language that is being spoken, in the order in which it is asked."""
    given = set(scope)
    return [str(one.label) for one in ConsentScope if one.value in given]
