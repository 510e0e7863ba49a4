"""Addresses of what was done: lists, recording, import and export, the steps of an event."""

from django.urls import path

from loim.events.views import exports, importing, lists, record, steps
from loim.events.views.pages import attendance, event_page, planning

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
