"""Addresses of programmes, their plans and activities, below /programmes/."""

from django.urls import path

from loim.programmes.views import (
    plan_changes,
    plan_editing,
    plan_export,
    plan_import,
    plan_indicators,
    plan_versions,
    plans,
    programmes,
)

urlpatterns = [
    path("new/", programmes.programme_new, name="programme-new"),
    path("activities/<int:pk>/", plans.activity, name="activity"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/export/<slug:format>/", plan_export.plan_export, name="plan-export"),
    path("plans/<int:pk>/approve/", plan_versions.plan_approve, name="plan-approve"),
    path("plans/<int:pk>/amend/", plan_versions.plan_amend, name="plan-amend"),
    path("plans/<int:pk>/next-year/", plan_versions.plan_next_year, name="plan-next-year"),
    path("plans/<int:pk>/discard/", plan_versions.plan_discard, name="plan-discard"),
    path("plans/<int:pk>/source/", plan_versions.plan_source, name="plan-source"),
    path("plans/<int:pk>/source/file/", plan_versions.plan_source_file, name="plan-source-file"),
    path("plans/<int:pk>/review/", plan_indicators.plan_review, name="plan-review"),
    path("plans/<int:pk>/activities/new/", plan_editing.plan_section_new, name="plan-section-new"),
    path(
        "plans/<int:pk>/activities/<str:code>/edit/",
        plan_editing.plan_section_edit,
        name="plan-section-edit",
    ),
    path(
        "plans/<int:pk>/activities/<str:code>/remove/",
        plan_editing.plan_section_remove,
        name="plan-section-remove",
    ),
    path(
        "plans/<int:pk>/indicators/new/",
        plan_indicators.plan_indicator_new,
        name="plan-indicator-new",
    ),
    path(
        "plans/<int:pk>/indicators/<int:indicator>/edit/",
        plan_indicators.plan_indicator_edit,
        name="plan-indicator-edit",
    ),
    path(
        "plans/<int:pk>/indicators/<int:indicator>/remove/",
        plan_indicators.plan_indicator_remove,
        name="plan-indicator-remove",
    ),
    path("plans/<int:old>/changes/<int:new>/", plan_changes.plan_diff, name="plan-diff"),
    path(
        "plans/<int:old>/changes/<int:new>/docx/",
        plan_changes.plan_diff_file,
        name="plan-diff-file",
    ),
    path("<slug:slug>/", programmes.programme, name="programme"),
    path("<slug:slug>/edit/", programmes.programme_edit, name="programme-edit"),
    path("<slug:slug>/import/", plan_import.plan_import, name="plan-import"),
    path(
        "<slug:slug>/import/<int:file>/",
        plan_import.plan_import_preview,
        name="plan-import-preview",
    ),
    path("<slug:slug>/versions/", plan_versions.plan_versions, name="plan-versions"),
]
