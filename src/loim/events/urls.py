"""Addresses of events, below /events/."""

from django.urls import path

from loim.events.views import day, exports, importing, lists, record, registrants, steps
from loim.events.views.pages import event_page
from loim.events.views.registration import own, register

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
    path("plan/", record.plan_new_event, name="event-plan"),
    path("lines/", record.read_attendance_lines, name="event-lines"),
    path("<int:pk>/", event_page.event_page, name="event"),
    path("<int:pk>/edit/", event_page.edit_event_page, name="event-edit"),
    path("<int:pk>/attendance/", event_page.event_attendance, name="event-attendance"),
    path("<int:pk>/cancel/", steps.cancel, name="event-cancel"),
    path("<int:pk>/reopen/", steps.reopen, name="event-reopen"),
    path("<int:pk>/remove/", steps.remove, name="event-remove"),
    path("<int:pk>/undo/", steps.undo, name="event-undo"),
]

# Registration: settings, questions, the public form, one's own link.
urlpatterns += [
    path("organisations/", register.organisation_names, name="organisation-names"),
    path("<int:pk>/register/", register.register_page, name="event-register"),
    path("<int:pk>/register/sent/", register.register_sent, name="event-register-sent"),
    path("registrations/<str:key>/", own.own_registration, name="registration"),
    path("registrations/<str:key>/calendar.ics", own.own_calendar, name="registration-calendar"),
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
    path("<int:pk>/check-in/", day.check_in.check_in_page, name="event-check-in"),
    path("<int:pk>/check-in/sync/", day.sync.check_in_sync, name="event-check-in-sync"),
    path("<int:pk>/check-in/walk-in/", day.walk_in.walk_in_page, name="event-walk-in"),
    path(
        "<int:pk>/check-in/worker.js",
        day.check_in.check_in_worker,
        name="event-check-in-worker",
    ),
]
