"""Addresses of reports, below /programmes/."""

from django.urls import path

from loim.programmes.views import (
    report_files,
    report_pages,
    report_steps,
    report_writing,
    reports,
)

urlpatterns = [
    path("reports/<int:pk>/", report_pages.report, name="report"),
    path("reports/<int:pk>/texts/", report_writing.report_texts, name="report-texts"),
    path("reports/<int:pk>/autosave/", report_writing.report_autosave, name="report-autosave"),
    path("reports/<int:pk>/submit/", report_steps.report_submit, name="report-submit"),
    path("reports/<int:pk>/answer/", report_steps.report_answer, name="report-answer"),
    path("reports/<int:pk>/notes/", report_steps.report_note, name="report-note"),
    path("reports/<int:pk>/plan/", reports.report_plan, name="report-plan"),
    path("reports/<int:pk>/discard/", reports.report_discard, name="report-discard"),
    path("reports/<int:pk>/compare/", report_files.report_compare, name="report-compare"),
    path(
        "reports/<int:pk>/export/<slug:file_format>/",
        report_files.report_export,
        name="report-export",
    ),
    path("<slug:slug>/reports/", reports.reports, name="reports"),
    path("<slug:slug>/reports/start/", reports.report_start, name="report-start"),
]
