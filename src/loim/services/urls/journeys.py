"""Addresses below /journeys/: those of applied journeys below applied/, where they moved to."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, URLResolver, path
from django.views.generic import RedirectView

from loim.common.access import public
from loim.services.views import applied_journeys
from loim.services.views.journeys import adopting, blueprint, design, kept, steps
from loim.services.views.journeys import public as reading

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
designed: Addresses = [
    path("design/", design.design_list, name="journey-design-list"),
    path("design/new/", design.design_new, name="journey-design-new"),
    path("design/steps/<int:pk>/", steps.step_edit, name="journey-design-step"),
    path("design/steps/<int:pk>/move/", steps.step_move, name="journey-design-step-move"),
    path("design/steps/<int:pk>/remove/", steps.step_remove, name="journey-design-step-remove"),
    path("design/steps/<int:pk>/seen/", blueprint.step_seen, name="journey-design-step-seen"),
    path("design/stages/<int:pk>/", design.stage_edit, name="journey-design-stage"),
    path("design/stages/<int:pk>/act/", design.stage_act, name="journey-design-stage-act"),
    path("design/notes/<int:pk>/", blueprint.note_resolve, name="journey-design-note"),
    path("design/<slug:journey_slug>/", design.design_page, name="journey-design"),
    path("design/<slug:journey_slug>/edit/", design.design_edit, name="journey-design-edit"),
    path("design/<slug:journey_slug>/act/", design.design_act, name="journey-design-act"),
    path("design/<slug:journey_slug>/stage/", design.stage_new, name="journey-design-stage-new"),
    path("design/<slug:journey_slug>/step/", steps.step_new, name="journey-design-step-new"),
    path("design/<slug:journey_slug>/preview/", design.preview, name="journey-design-preview"),
    path("design/<slug:journey_slug>/flags/", blueprint.flags, name="journey-design-flags"),
    path("design/<slug:journey_slug>/adopt/", adopting.adopt, name="journey-design-adopt"),
    path("applied/<int:pk>/local/", adopting.local_page, name="journey-local"),
    path("applied/<int:pk>/local/<int:step>/", adopting.local_edit, name="journey-local-edit"),
    path("applied/<int:pk>/news/", adopting.news, name="journey-news"),
]
kept_lists: Addresses = [
    path("kept/", kept.kept_list, name="kept-journey-list"),
    path("kept/<int:pk>/ticks/", kept.ticks, name="kept-journey-ticks"),
    path("kept/<int:pk>/forget/", kept.forget, name="kept-journey-forget"),
    path("<slug:journey_slug>/keep/", kept.keep, name="kept-journey-keep"),
]
public_pages: Addresses = [
    path("", reading.journey_list, name="public-journey-list"),
    path("<slug:journey_slug>/", reading.journey_page, name="public-journey"),
    path("<slug:journey_slug>/list/", reading.journey_checklist, name="public-journey-checklist"),
    path("<slug:journey_slug>/list.ics", reading.journey_calendar, name="public-journey-calendar"),
    path("<slug:journey_slug>/list.pdf", reading.journey_pdf, name="public-journey-pdf"),
    path("<slug:journey_slug>/blueprint/", blueprint.blueprint_page, name="journey-blueprint"),
]

# What has a page of its own stands before the journeys' own names.
urlpatterns: Addresses = [*applied, *moved, *designed, *kept_lists, *public_pages]
