"""Networks as they are found: by those who take part in their programme, lead or belong to them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

from loim.networks.models import Network, NetworkKind
from loim.programmes.models import AgreementParty
from loim.search.giving import where
from loim.search.providers import Document, Provider, Watch, Words, only, register


def register_search() -> None:
    register(
        Provider(
            "networks", _("Networks"), _all_networks, _networks, dict(NetworkKind.choices),
            watches=(
                Watch("networks_network"),
                Watch("networks_member", "network_id"),
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
    """The same people as `permissions.networks_seen_by`."""
    rows = list(
        Network.objects.filter(pk__in=ids)
        .select_related("organisation__municipality", "activity__programme")
        .prefetch_related("members__organisation")
    )
    parties: dict[int, set[int]] = defaultdict(set)
    programmes = {row.activity.programme_id for row in rows}
    signed = AgreementParty.objects.filter(agreement__programme__in=programmes)
    for signed_under, organisation in signed.values_list("agreement__programme", "organisation"):
        parties[signed_under].add(organisation)
    for network in rows:
        programme = network.activity.programme
        members = [each.organisation for each in network.members.all() if each.organisation]
        names = " ".join(each.name for each in (network.organisation, *members))
        readers = {
            network.organisation_id, programme.implementer_id, programme.ministry_id,
            *parties[programme.pk], *(member.pk for member in members),
        }  # fmt: skip
        yield Document(
            object_id=network.pk,
            texts={"et": Words(network.name, network.description, names)},
            language="et",
            url_name="network",
            url_args=[network.pk],
            kind=network.kind,
            facets=where(network.organisation.municipality),
            readers=only(readers),
        )
