"""Networks as they are found: by those who take part in their programme, lead or belong to them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGE_CODES
from loim.networks.models import Network, NetworkKind
from loim.programmes.models import AgreementParty
from loim.search.giving import where
from loim.search.providers import EVERYBODY, Document, Provider, Watch, Words, only, register


def register_search() -> None:
    register(
        Provider(
            "networks", _("Networks"), _all_networks, _networks, dict(NetworkKind.choices),
            watches=(
                Watch("networks_network"),
                Watch("networks_member", "network_id"),
                Watch("networks_seat", "network_id"),
                Watch("programmes_agreementparty", "agreement_id", _networks_under),
            ),
        )
    )  # fmt: skip


def _all_networks() -> Iterable[int]:
    return Network.objects.values_list("pk", flat=True)


def _networks_under(agreements: Sequence[int]) -> Iterable[int]:
    """Who signs an agreement reads what the others of the programme do."""
    programme = Network.objects.filter(activity__programme__agreements__in=agreements)
    return programme.values_list("pk", flat=True).distinct()


def _networks(ids: Sequence[int]) -> Iterable[Document]:
    """The same people as `permissions.networks_seen_by`; organisations by name, persons never.

    Whoever belongs to it in person alone finds it from their list of networks.
    """
    rows = list(
        Network.objects.filter(pk__in=ids)
        .select_related("organisation__municipality", "activity__programme")
        .prefetch_related("members__organisation", "seats")
    )
    parties: dict[int, set[int]] = defaultdict(set)
    programmes = {row.activity.programme_id for row in rows}
    signed = AgreementParty.objects.filter(agreement__programme__in=programmes)
    for signed_under, organisation in signed.values_list("agreement__programme", "organisation"):
        parties[signed_under].add(organisation)
    for network in rows:
        programme = network.activity.programme
        belonging = [each for each in network.members.all() if each.is_organisation]
        members = [each.organisation for each in belonging if each.organisation]
        names = " ".join(each.name for each in (network.organisation, *members))
        readers = {
            network.organisation_id, programme.implementer_id, programme.ministry_id,
            *parties[programme.pk], *(member.pk for member in members),
        }  # fmt: skip
        yield Document(
            object_id=network.pk,
            texts=_texts(network, names),
            language=network.language,
            url_name="network",
            url_args=[network.pk],
            kind=network.kind,
            facets=where(network.organisation.municipality),
            readers=EVERYBODY if network.is_public else only(readers),
        )


def _texts(network: Network, names: str) -> dict[str, Words]:
    """In the source language, and in each other one that has a text of its own."""
    seats = list(network.seats.all())
    languages = {
        network.language,
        *(code for code in network.translations if code in LANGUAGE_CODES),
    }
    return {
        code: Words(
            network.text("name", code),
            network.text("description", code),
            " ".join([names, *(seat.text("title", code) for seat in seats)]),
        )
        for code in sorted(languages)
    }
