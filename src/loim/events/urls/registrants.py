"""Addresses of whoever registered: the organiser's pages about them, and the numbers without them."""

from django.urls import path

from loim.events.views.registrants import (
    importing,
    invitations,
    messages,
    participant,
    participants,
    representation,
    retention,
)

urlpatterns = [
    path(
        "<int:pk>/representation/",
        representation.representation_page,
        name="event-representation",
    ),
    path(
        "<int:pk>/representation.<str:file_format>",
        representation.representation_file,
        name="event-representation-file",
    ),
    path(
        "<int:pk>/participants/",
        participants.participant_list,
        name="event-participants",
    ),
    path(
        "<int:pk>/participants.<str:file_format>",
        participants.export_participants,
        name="event-participants-export",
    ),
    path(
        "<int:pk>/participants/names/",
        participants.print_names,
        name="event-participants-names",
    ),
    path(
        "<int:pk>/participants/badges/",
        participants.print_badges,
        name="event-participants-badges",
    ),
    path("<int:pk>/participants/exports/", participants.export_log, name="event-exports"),
    path(
        "<int:pk>/participants/import/",
        importing.import_page,
        name="event-participants-import",
    ),
    path(
        "<int:pk>/participants/template.<str:file_format>",
        importing.import_template,
        name="event-participants-template",
    ),
    path(
        "<int:pk>/participants/new/",
        participant.new_participant,
        name="event-participant-new",
    ),
    path(
        "<int:pk>/participants/<int:participant>/",
        participant.participant_page,
        name="event-participant",
    ),
    path(
        "<int:pk>/participants/<int:participant>/edit/",
        participant.edit_participant_page,
        name="event-participant-edit",
    ),
    path(
        "<int:pk>/participants/<int:participant>/remove/",
        participant.remove_participant,
        name="event-participant-remove",
    ),
    path(
        "<int:pk>/participants/<int:participant>/erase/",
        participant.erase_participant_page,
        name="event-participant-erase",
    ),
    path(
        "<int:pk>/invitations/",
        invitations.invitation_list,
        name="event-invitations",
    ),
    path("<int:pk>/invitations/new/", invitations.invite, name="event-invite"),
    path(
        "<int:pk>/invitations/<int:invitee>/remove/",
        invitations.remove_invitation,
        name="event-invitation-remove",
    ),
    path("<int:pk>/messages/", messages.message_list, name="event-messages"),
    path("<int:pk>/messages/new/", messages.new_message, name="event-message-new"),
    path(
        "<int:pk>/messages/<int:message>/",
        messages.message_page,
        name="event-message",
    ),
    path("<int:pk>/retention/", retention.retention_page, name="event-retention"),
    path(
        "registrations/<str:key>/erase/",
        retention.registration_erase,
        name="registration-erase",
    ),
]
