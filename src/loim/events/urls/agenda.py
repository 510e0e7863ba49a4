"""Addresses of the agenda: what the organiser works on, and its files for readers."""

from django.urls import path

from loim.events.views.agenda import agenda_page, materials, parts

urlpatterns = [
    path("<int:pk>/agenda/", agenda_page.agenda_page, name="event-agenda"),
    path("<int:pk>/agenda/read/", agenda_page.read_lines, name="event-agenda-read"),
    path("<int:pk>/agenda/paste/", agenda_page.paste, name="event-agenda-paste"),
    path("<int:pk>/agenda/release/", agenda_page.release, name="event-agenda-release"),
    path("<int:pk>/agenda/sessions/new/", parts.session_page, name="event-session-new"),
    path(
        "<int:pk>/agenda/sessions/<int:session>/",
        parts.session_page,
        name="event-session",
    ),
    path(
        "<int:pk>/agenda/sessions/<int:session>/remove/",
        parts.session_remove,
        name="event-session-remove",
    ),
    path("<int:pk>/agenda/speakers/new/", parts.speaker_page, name="event-speaker-new"),
    path(
        "<int:pk>/agenda/speakers/<int:speaker>/",
        parts.speaker_page,
        name="event-speaker",
    ),
    path(
        "<int:pk>/agenda/speakers/<int:speaker>/remove/",
        parts.speaker_remove,
        name="event-speaker-remove",
    ),
    path("<int:pk>/agenda/materials/new/", parts.material_page, name="event-material-new"),
    path(
        "<int:pk>/agenda/materials/<int:material>/",
        parts.material_page,
        name="event-material-edit",
    ),
    path(
        "<int:pk>/agenda/materials/<int:material>/remove/",
        parts.material_remove,
        name="event-material-remove",
    ),
    path(
        "<int:pk>/materials/<int:material>/",
        materials.event_material,
        name="event-material",
    ),
    path(
        "registrations/<str:key>/materials/<int:material>/",
        materials.registration_material,
        name="registration-material",
    ),
]
