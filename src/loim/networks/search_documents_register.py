"""Associations as they are found: those that agreed to be listed, by what they publish; no person."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from loim.common.translated import LANGUAGE_CODES
from loim.networks.models import Association
from loim.search.giving import where
from loim.search.providers import Document, Provider, Watch, Words, register


def register_search() -> None:
    register(
        Provider(
            key="associations",
            label=_("Associations of national minorities"),
            one=pgettext_lazy("one of them", "association"),
            ids=_ids,
            documents=_documents,
            watches=(
                Watch("networks_association"),
                Watch("people_organisation", "id", _of_organisations),
            ),
        )
    )


def _ids() -> Iterable[int]:
    return Association.objects.listed().values_list("pk", flat=True)


def _of_organisations(organisations: Sequence[int]) -> Iterable[int]:
    rows = Association.objects.filter(organisation__in=organisations)
    return rows.values_list("pk", flat=True)


def _documents(ids: Sequence[int]) -> Iterable[Document]:
    """One query. One that is struck off stays to be found, below the others."""
    rows = Association.objects.listed().filter(pk__in=ids).order_by("pk")
    for association in rows.select_related("organisation__municipality"):
        yield Document(
            object_id=association.pk,
            texts=_texts(association),
            language=association.language,
            url_name="association",
            url_args=(association.pk,),
            facets=where(association.organisation.municipality),
            importance=1.0 if association.is_active else 0.3,
        )


def _texts(association: Association) -> dict[str, Words]:
    parts = {"about": "about", "activities": "activities_text", "premises": "premises"}
    shown = [name for part, name in parts.items() if part in association.published]
    found = {}
    for language in LANGUAGE_CODES:
        said = association.translations.get(language, {})
        if language != association.language and not any(said.get(name) for name in shown):
            continue
        body = "\n".join(str(association.text(name, language)) for name in shown)
        found[language] = Words(
            association.organisation.name, body, _keywords(association, language)
        )
    return found


def _keywords(association: Association, language: str) -> str:
    with override(language):
        named = {
            "nationalities": association.nationality_names,
            "activities": association.field_names,
        }
        words = [
            str(name)
            for part, names in named.items()
            if part in association.published
            for name in names
        ]
    return ", ".join([*words, association.organisation.registry_code])
