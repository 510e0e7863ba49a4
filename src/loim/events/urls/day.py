"""Addresses of the day itself: check-in, feedback, certificates."""

from django.urls import path

from loim.events.views.day import (
    certificates,
    check_in,
    feedback,
    feedback_questions,
    feedback_results,
    hub,
    organisations,
    settings,
    sync,
    walk_in,
)

urlpatterns = [
    path("<int:pk>/day/", hub.day_page, name="event-day"),
    path(
        "<int:pk>/day/organisations/",
        organisations.organisations_page,
        name="event-day-organisations",
    ),
    path("<int:pk>/day/settings/", settings.settings_page, name="event-day-settings"),
    path("certificates/", certificates.certificate_check, name="certificate-check"),
    path("certificates/<str:code>/", certificates.certificate_page, name="certificate"),
    path("certificates/<str:code>.pdf", certificates.certificate_file, name="certificate-file"),
    path("<int:pk>/certificates/", certificates.certificates_page, name="event-certificates"),
    path(
        "<int:pk>/certificates/progress/",
        certificates.certificates_progress,
        name="event-certificates-progress",
    ),
    path("feedback/thanks/", feedback.feedback_thanks, name="feedback-thanks"),
    path("feedback/<str:key>/", feedback.feedback_page, name="feedback"),
    path("<int:pk>/feedback/", feedback_results.results_page, name="event-feedback-results"),
    path("<int:pk>/feedback.xlsx", feedback_results.results_file, name="event-feedback-export"),
    path(
        "<int:pk>/feedback/questions/",
        feedback_questions.questions_page,
        name="event-feedback-questions",
    ),
    path(
        "<int:pk>/feedback/questions/<int:question_pk>/",
        feedback_questions.question_page,
        name="event-feedback-question",
    ),
    path("<int:pk>/check-in/", check_in.check_in_page, name="event-check-in"),
    path("<int:pk>/check-in/sync/", sync.check_in_sync, name="event-check-in-sync"),
    path("<int:pk>/check-in/walk-in/", walk_in.walk_in_page, name="event-walk-in"),
    path(
        "<int:pk>/check-in/worker.js",
        check_in.check_in_worker,
        name="event-check-in-worker",
    ),
]
