"""Addresses of registration: settings, questions, the public form, one's own link."""

from django.urls import path

from loim.events.views.registration import (
    mine,
    own,
    own_addition,
    own_answers,
    own_calendar,
    preview,
    questions,
    register,
    settings,
)

urlpatterns = [
    path("<int:pk>/registration/", settings.settings_page, name="event-registration-settings"),
    path(
        "<int:pk>/registration/remove/",
        settings.settings_remove,
        name="event-registration-remove",
    ),
    path("<int:pk>/questions/", questions.question_list, name="event-questions"),
    path("<int:pk>/questions/preview/", preview.form_preview, name="event-questions-preview"),
    path(
        "<int:pk>/questions/ready-made/",
        questions.question_ready_made,
        name="event-question-ready-made",
    ),
    path("<int:pk>/questions/new/<str:kind>/", questions.question_new, name="event-question-new"),
    path("<int:pk>/questions/<int:question>/", questions.question_edit, name="event-question-edit"),
    path(
        "<int:pk>/questions/<int:question>/move/",
        questions.question_move,
        name="event-question-move",
    ),
    path(
        "<int:pk>/questions/<int:question>/remove/",
        questions.question_remove,
        name="event-question-remove",
    ),
    path("organisations/", register.organisation_names, name="organisation-names"),
    path("<int:pk>/register/", register.register_page, name="event-register"),
    path("<int:pk>/register/sent/", register.register_sent, name="event-register-sent"),
    path("registrations/", mine.my_registrations, name="my-registrations"),
    path("registrations/<str:key>/", own.own_registration, name="registration"),
    path("registrations/<str:key>/confirm/", own.own_confirm, name="registration-confirm"),
    path("registrations/<str:key>/offer/", own.own_offer, name="registration-offer"),
    path("registrations/<str:key>/withdraw/", own.own_withdraw, name="registration-withdraw"),
    path("registrations/<str:key>/add/", own_addition.own_add, name="registration-add"),
    path("registrations/<str:key>/change/", own_answers.own_change, name="registration-change"),
    path(
        "registrations/<str:key>/follow-up/",
        own_answers.own_follow_up,
        name="registration-follow-up",
    ),
    path(
        "registrations/<str:key>/calendar.ics",
        own_calendar.own_calendar,
        name="registration-calendar",
    ),
]
