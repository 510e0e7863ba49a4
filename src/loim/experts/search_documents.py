"""Experts as they are found (`loim.search.providers`): those who are listed, while they are."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from loim.common.translated import LANGUAGE_CODES
from loim.experts.models import Consent, Expert, ExpertField, ExpertKind, WorkFormat
from loim.experts.search_keys import SEARCH_KEY
from loim.search.providers import (
    Document,
    Facet,
    Provider,
    Text,
    Watch,
    Words,
    register,
    register_facet,
)


def ids_of_experts() -> Iterable[int]:
    return Expert.objects.listed(timezone.now()).values_list("pk", flat=True)


def documents_of_experts(ids: Sequence[int]) -> Iterable[Document]:
    """Four queries however many they are. Consent bounds how long each is found."""
    rows = Expert.objects.listed(timezone.now()).filter(pk__in=ids).order_by("pk")
    experts = list(rows.prefetch_related("fields", "counties"))
    consents = Consent.objects.filter(expert__in=experts, ended_at=None)
    until = dict(consents.values_list("expert", "expires_at"))
    for expert in experts:
        yield Document(
            object_id=expert.pk,
            texts=_texts(expert),
            language=expert.language,
            url_name="expert",
            url_args=(expert.pk,),
            facets={
                "county": [county.pk for county in expert.counties.all()],
                "expert_kind": expert.kinds,
                "expert_field": [field.slug for field in expert.fields.all()],
                "expert_format": expert.formats,
            },
            visible_until=until[expert.pk],
        )


def _texts(expert: Expert) -> dict[str, Words]:
    """A language without words of their own has none; fields and kinds are found in each."""
    found = {}
    for language in LANGUAGE_CODES:
        said = expert.translations.get(language, {})
        if language == expert.language or said.get("headline") or said.get("about"):
            body = [str(expert.text(name, language)) for name in ("headline", "about")]
            found[language] = Words(expert.name, "\n".join(body), _keywords(expert, language))
    return found


def _keywords(expert: Expert, language: str) -> str:
    with override(language):
        kinds = [str(label) for label in expert.kind_labels]
    fields = [str(field.text("name", language)) for field in expert.fields.all()]
    counties = [county.name for county in expert.counties.all()]
    return ", ".join([*fields, *kinds, *counties, expert.workplace])


def _as_they_are(ids: Sequence[int]) -> Iterable[int]:
    return [pk for pk in ids if pk is not None]


def _with_fields(fields: Sequence[int]) -> Iterable[int]:
    return Expert.objects.filter(fields__in=fields).values_list("pk", flat=True)


def _fields(values: Sequence[str]) -> Mapping[str, Text]:
    return {row.slug: row.text("name") for row in ExpertField.objects.filter(slug__in=values)}


def register_search() -> None:
    register(
        Provider(
            key=SEARCH_KEY,
            label=_("Experts"),
            one=pgettext_lazy("one of them", "expert"),
            ids=ids_of_experts,
            documents=documents_of_experts,
            watches=(
                Watch("experts_expert"),
                Watch("experts_consent", "expert_id", _as_they_are),
                Watch("experts_expert_fields", "expert_id"),
                Watch("experts_expert_counties", "expert_id"),
                Watch("experts_expertfield", "id", _with_fields),
            ),
        )
    )
    kinds, formats = dict(ExpertKind.choices), dict(WorkFormat.choices)
    register_facet(Facet("expert_kind", _("Kind of expert"), lambda _values: kinds, order=23))
    register_facet(Facet("expert_field", _("Field of experts"), _fields, order=24))
    register_facet(Facet("expert_format", _("How experts work"), lambda _values: formats, order=25))
