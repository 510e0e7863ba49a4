"""Communities as they are found: public ones by everybody, others by those who may open them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from loim.common.translated import LANGUAGE_CODES
from loim.communities.models import Community, CommunityKind, CommunityState, Sharing
from loim.communities.search_keys import SEARCH_KEY
from loim.search.giving import where
from loim.search.providers import EVERYBODY, Document, Provider, Watch, Words, only, register


def register_search() -> None:
    register(
        Provider(
            key=SEARCH_KEY,
            label=_("Communities"),
            one=pgettext_lazy("one of them", "community"),
            ids=_ids,
            documents=_documents,
            watches=(
                Watch("communities_community"),
                Watch("communities_sharing", "community_id"),
                Watch("communities_community_areas", "community_id"),
                Watch("people_organisation", "id", _of_organisations),
            ),
        )
    )


def _ids() -> Iterable[int]:
    return Community.objects.values_list("pk", flat=True)


def _of_organisations(keys: Sequence[int]) -> Iterable[int]:
    return Community.objects.filter(organisation__in=keys).values_list("pk", flat=True)


def _documents(ids: Sequence[int]) -> Iterable[Document]:
    """Three queries however many they are. The same people as `permissions.communities_seen_by`;
    nothing of what was gathered or shared, nobody's name."""
    rows = Community.objects.filter(pk__in=ids).select_related("organisation__municipality")
    recipients: dict[int, set[int]] = defaultdict(set)
    shared = Sharing.objects.in_force().filter(community__in=ids, recipient__isnull=False)
    for key, recipient in shared.values_list("community", "recipient"):
        recipients[key].add(recipient)
    for community in rows.prefetch_related("areas").order_by("pk"):
        readers = {community.organisation_id, *recipients[community.pk]}
        yield Document(
            object_id=community.pk,
            texts=_texts(community),
            language=community.language,
            url_name="community",
            url_args=(community.pk,),
            facets=where(community.organisation.municipality),
            readers=EVERYBODY if community.is_public else only(readers),
            importance=0.5 if community.state == CommunityState.ENDED else 1.0,
        )


def _texts(community: Community) -> dict[str, Words]:
    """The name is the same in each language; kinds and areas are found in each."""
    found = {}
    areas = ", ".join(area.name for area in community.areas.all())
    labels = dict(CommunityKind.choices)
    for language in LANGUAGE_CODES:
        if language != community.language and not community.translations.get(language):
            continue
        with override(language):
            kind = str(labels[community.kind])
        body = [str(community.text(name, language)) for name in ("description", "area_text")]
        found[language] = Words(
            community.organisation.name, "\n".join(body).strip(), f"{kind}, {areas}"
        )
    return found
