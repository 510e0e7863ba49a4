"""Addresses of events, below /events/."""

from django.urls import path

from loim.events.views import (
    agenda,
    calendar,
    day,
    exports,
    importing,
    lists,
    record,
    registrants,
    steps,
)
from loim.events.views.pages import (
    attendance,
    copying,
    event_page,
    partner_logos,
    planning,
    publishing,
    series,
)
from loim.events.views.places import decide, draw, live
from loim.events.views.places import rules as place_rules
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
    path("", lists.event_list, name="event-list"),
    path("export.<str:file_format>", exports.export_events, name="event-export"),
    path("record/", record.record_event, name="event-record"),
    path("import/", importing.import_events_page, name="event-import"),
    path(
        "import/template.<str:file_format>",
        importing.import_template,
        name="event-import-template",
    ),
    path("plan/", planning.plan_new_event, name="event-plan"),
    path("lines/", record.read_attendance_lines, name="event-lines"),
    path("<int:pk>/", event_page.event_page, name="event"),
    path("<int:pk>/edit/", event_page.edit_event_page, name="event-edit"),
    path("<int:pk>/attendance/", attendance.event_attendance, name="event-attendance"),
    path("<int:pk>/cancel/", steps.cancel, name="event-cancel"),
    path("<int:pk>/reopen/", steps.reopen, name="event-reopen"),
    path("<int:pk>/remove/", steps.remove, name="event-remove"),
    path("<int:pk>/undo/", steps.undo, name="event-undo"),
]

# An event's page: its texts, publishing, copies, series.
urlpatterns += [
    path("<int:pk>/page/", planning.edit_page, name="event-page-edit"),
    path("<int:pk>/publish/", publishing.publish, name="event-publish"),
    path("<int:pk>/take-back/", publishing.take_back, name="event-take-back"),
    path("<int:pk>/copy/", copying.copy_event_page, name="event-copy"),
    path("series/", series.series_list, name="series-list"),
    path("series/new/", series.series_new, name="series-new"),
    path("series/<int:pk>/", series.series_page, name="series"),
    path("series/<int:pk>/edit/", series.series_edit, name="series-edit"),
    path("series/<int:pk>/copy/", copying.copy_series_page, name="series-copy"),
    path("series/<int:pk>/remove/", series.series_remove, name="series-remove"),
]

# Registration: settings, questions, the public form, one's own link.
urlpatterns += [
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

# Whoever registered: the organiser's pages about them, and the numbers without them.
urlpatterns += [
    path(
        "<int:pk>/representation/",
        registrants.representation.representation_page,
        name="event-representation",
    ),
    path(
        "<int:pk>/representation.<str:file_format>",
        registrants.representation.representation_file,
        name="event-representation-file",
    ),
    path(
        "<int:pk>/participants/",
        registrants.participants.participant_list,
        name="event-participants",
    ),
    path(
        "<int:pk>/participants.<str:file_format>",
        registrants.participants.export_participants,
        name="event-participants-export",
    ),
    path(
        "<int:pk>/participants/names/",
        registrants.participants.print_names,
        name="event-participants-names",
    ),
    path(
        "<int:pk>/participants/badges/",
        registrants.participants.print_badges,
        name="event-participants-badges",
    ),
    path(
        "<int:pk>/participants/exports/", registrants.participants.export_log, name="event-exports"
    ),
    path(
        "<int:pk>/participants/import/",
        registrants.importing.import_page,
        name="event-participants-import",
    ),
    path(
        "<int:pk>/participants/template.<str:file_format>",
        registrants.importing.import_template,
        name="event-participants-template",
    ),
    path(
        "<int:pk>/participants/new/",
        registrants.participant.new_participant,
        name="event-participant-new",
    ),
    path(
        "<int:pk>/participants/<int:participant>/",
        registrants.participant.participant_page,
        name="event-participant",
    ),
    path(
        "<int:pk>/participants/<int:participant>/edit/",
        registrants.participant.edit_participant_page,
        name="event-participant-edit",
    ),
    path(
        "<int:pk>/participants/<int:participant>/remove/",
        registrants.participant.remove_participant,
        name="event-participant-remove",
    ),
    path(
        "<int:pk>/participants/<int:participant>/erase/",
        registrants.participant.erase_participant_page,
        name="event-participant-erase",
    ),
    path(
        "<int:pk>/invitations/",
        registrants.invitations.invitation_list,
        name="event-invitations",
    ),
    path("<int:pk>/invitations/new/", registrants.invitations.invite, name="event-invite"),
    path(
        "<int:pk>/invitations/<int:invitee>/remove/",
        registrants.invitations.remove_invitation,
        name="event-invitation-remove",
    ),
    path("<int:pk>/messages/", registrants.messages.message_list, name="event-messages"),
    path("<int:pk>/messages/new/", registrants.messages.new_message, name="event-message-new"),
    path(
        "<int:pk>/messages/<int:message>/",
        registrants.messages.message_page,
        name="event-message",
    ),
    path("<int:pk>/retention/", registrants.retention.retention_page, name="event-retention"),
    path(
        "registrations/<str:key>/erase/",
        registrants.retention.registration_erase,
        name="registration-erase",
    ),
]

# The day itself: check-in, feedback, certificates.
urlpatterns += [
    path("<int:pk>/day/", day.hub.day_page, name="event-day"),
    path(
        "<int:pk>/day/organisations/",
        day.organisations.organisations_page,
        name="event-day-organisations",
    ),
    path("<int:pk>/day/settings/", day.settings.settings_page, name="event-day-settings"),
    path("certificates/", day.certificates.certificate_check, name="certificate-check"),
    path("certificates/<str:code>/", day.certificates.certificate_page, name="certificate"),
    path("certificates/<str:code>.pdf", day.certificates.certificate_file, name="certificate-file"),
    path("<int:pk>/certificates/", day.certificates.certificates_page, name="event-certificates"),
    path(
        "<int:pk>/certificates/progress/",
        day.certificates.certificates_progress,
        name="event-certificates-progress",
    ),
    path("feedback/thanks/", day.feedback.feedback_thanks, name="feedback-thanks"),
    path("feedback/<str:key>/", day.feedback.feedback_page, name="feedback"),
    path("<int:pk>/feedback/", day.feedback_results.results_page, name="event-feedback-results"),
    path("<int:pk>/feedback.xlsx", day.feedback_results.results_file, name="event-feedback-export"),
    path(
        "<int:pk>/feedback/questions/",
        day.feedback_questions.questions_page,
        name="event-feedback-questions",
    ),
    path(
        "<int:pk>/feedback/questions/<int:question_pk>/",
        day.feedback_questions.question_page,
        name="event-feedback-question",
    ),
    path("<int:pk>/check-in/", day.check_in.check_in_page, name="event-check-in"),
    path("<int:pk>/check-in/sync/", day.sync.check_in_sync, name="event-check-in-sync"),
    path("<int:pk>/check-in/walk-in/", day.walk_in.walk_in_page, name="event-walk-in"),
    path(
        "<int:pk>/check-in/worker.js",
        day.check_in.check_in_worker,
        name="event-check-in-worker",
    ),
]

# The agenda: what the organiser works on, and its files for readers.
urlpatterns += [
    path("<int:pk>/agenda/", agenda.agenda_page.agenda_page, name="event-agenda"),
    path("<int:pk>/agenda/read/", agenda.agenda_page.read_lines, name="event-agenda-read"),
    path("<int:pk>/agenda/paste/", agenda.agenda_page.paste, name="event-agenda-paste"),
    path("<int:pk>/agenda/release/", agenda.agenda_page.release, name="event-agenda-release"),
    path("<int:pk>/agenda/sessions/new/", agenda.parts.session_page, name="event-session-new"),
    path(
        "<int:pk>/agenda/sessions/<int:session>/",
        agenda.parts.session_page,
        name="event-session",
    ),
    path(
        "<int:pk>/agenda/sessions/<int:session>/remove/",
        agenda.parts.session_remove,
        name="event-session-remove",
    ),
    path("<int:pk>/agenda/speakers/new/", agenda.parts.speaker_page, name="event-speaker-new"),
    path(
        "<int:pk>/agenda/speakers/<int:speaker>/",
        agenda.parts.speaker_page,
        name="event-speaker",
    ),
    path(
        "<int:pk>/agenda/speakers/<int:speaker>/remove/",
        agenda.parts.speaker_remove,
        name="event-speaker-remove",
    ),
    path(
        "partner-logos/<str:name>",
        partner_logos.partner_logo,
        name="event-partner-logo",
    ),
    path("<int:pk>/agenda/materials/new/", agenda.parts.material_page, name="event-material-new"),
    path(
        "<int:pk>/agenda/materials/<int:material>/",
        agenda.parts.material_page,
        name="event-material-edit",
    ),
    path(
        "<int:pk>/agenda/materials/<int:material>/remove/",
        agenda.parts.material_remove,
        name="event-material-remove",
    ),
    path(
        "<int:pk>/materials/<int:material>/",
        agenda.materials.event_material,
        name="event-material",
    ),
    path(
        "registrations/<str:key>/materials/<int:material>/",
        agenda.materials.registration_material,
        name="registration-material",
    ),
]

# The calendar, and what other calendars take from it.
urlpatterns += [
    path("calendar/", calendar.calendar_page.calendar_page, name="event-calendar"),
    path("calendar/feed.ics", calendar.feeds.calendar_feed, name="calendar-feed"),
    path("<int:pk>.ics", calendar.feeds.event_file, name="event-ics"),
    path("<int:pk>/draw/", draw.draw_page, name="event-draw"),
    path("<int:pk>/draw/progress/", draw.draw_progress, name="event-draw-progress"),
    path("<int:pk>/draw/record.json", draw.draw_record, name="event-draw-record"),
]

# Places: how they stand, who decides about them, by which rules.
urlpatterns += [
    path("<int:pk>/places/", live.places_page, name="event-places"),
    path("<int:pk>/places/now/", live.places_live, name="event-places-live"),
    path("<int:pk>/places/rules/", place_rules.rules_page, name="event-place-rules"),
    path("<int:pk>/places/applications/", decide.applications_page, name="event-applications"),
    path("<int:pk>/places/<int:participant>/", decide.decide_page, name="event-place"),
]
