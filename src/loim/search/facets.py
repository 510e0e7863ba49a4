"""What everything can be filtered by: what it is, its language, where it is."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.people.models import County, Municipality
from loim.search.providers import Facet, Text, all_providers, register_facet


def register_facets() -> None:
    register_facet(Facet("part", _("What"), _parts, order=1))
    register_facet(Facet("kind", _("Kind"), _kinds, order=2))
    register_facet(Facet("county", _("County"), _counties, order=3))
    register_facet(Facet("municipality", _("Municipality"), _municipalities, order=4))
    register_facet(Facet("language", _("Language"), _languages, order=90))


def _parts(values: Sequence[str]) -> Mapping[str, Text]:
    return {provider.key: provider.label for provider in all_providers()}


def _kinds(values: Sequence[str]) -> Mapping[str, Text]:
    return {
        f"{provider.key}.{kind}": label
        for provider in all_providers()
        for kind, label in provider.kinds.items()
    }


def _counties(values: Sequence[str]) -> Mapping[str, Text]:
    return dict(County.objects.filter(pk__in=values).values_list("ehak", "name"))


def _municipalities(values: Sequence[str]) -> Mapping[str, Text]:
    return dict(Municipality.objects.filter(pk__in=values).values_list("ehak", "name"))


def _languages(values: Sequence[str]) -> Mapping[str, Text]:
    return dict(LANGUAGES)
