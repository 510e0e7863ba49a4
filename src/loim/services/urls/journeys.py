"""Addresses below /journeys/: those of applied journeys below applied/, where they moved to."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, URLResolver, path
from django.views.generic import RedirectView

from loim.common.access import public
from loim.services.views import applied_journeys

Addresses = list[URLPattern | URLResolver]


def _moved(name: str) -> Callable[..., Any]:
    view = RedirectView.as_view(pattern_name=name, permanent=True, query_string=True)
    return public("only leads to where a page moved to")(view)


applied: Addresses = [
    path("applied/", applied_journeys.journey_list, name="journey-list"),
    path("applied/new/", applied_journeys.journey_new, name="journey-new"),
    path("applied/<int:pk>/", applied_journeys.journey_page, name="journey"),
    path("applied/<int:pk>/edit/", applied_journeys.journey_edit, name="journey-edit"),
    path("applied/<int:pk>/end/", applied_journeys.journey_end, name="journey-end"),
    path("applied/<int:pk>/document/", applied_journeys.journey_document, name="journey-document"),
]
# Until November 2026 they stood here; links to them are in letters and reports.
moved: Addresses = [
    path("new/", _moved("journey-new")),
    path("<int:pk>/", _moved("journey")),
    path("<int:pk>/edit/", _moved("journey-edit")),
    path("<int:pk>/end/", _moved("journey-end")),
    path("<int:pk>/document/", _moved("journey-document")),
]

urlpatterns: Addresses = [*applied, *moved]
