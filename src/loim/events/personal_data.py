"""What events keep about people: what for and how long (see `loim.people.retention`).

`actions.registrants.erasing_due` acts on it every night. History tables hold earlier values
of the same fields and are emptied with them.
"""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from loim.events.actions.registrants.erasure import erase_account
from loim.events.queries.registrants.own_registrations import (
    export_invitations,
    export_participations,
    export_registrations,
)
from loim.people.models import User
from loim.people.personal_records import PersonalRecords, register
from loim.people.retention import declare, declare_impersonal

_WITH_EVENT = _("as many days after the event as it says when one registers; mostly a year")
_WITH_QUESTION = _("as long as the question says, at most as long as the participants")
_CERTIFICATE = _("as long as the certificate can be checked, or until its owner has it erased")
_PUBLISHED = _("as long as the agenda is published")

_PEOPLE = (
    ("name", _("Name of a participant"), _("To know who comes.")),
    ("email", _("E-mail of a participant"), _("To tell what became of the place.")),
    ("organisation", _("Organisation of a participant"), _("To keep parties represented.")),
    ("organisation_name", _("Organisation of a participant"), _("To keep parties represented.")),
)
_REGISTRANT = (
    ("name", _("Name of whoever registered"), _("To know whom to ask.")),
    ("email", _("E-mail of whoever registered"), _("To send the link of the registration.")),
    ("user", _("Account of whoever registered"), _("To show them their registrations.")),
    ("on_behalf_of", _("Organisation that was registered"), _("To keep limits per organisation.")),
    ("created_by", _("Who wrote the registration down"), _("To trace who registered people.")),
)


def declare_personal_data() -> None:
    for model in ("events.Participant", "events.ParticipantHistory"):
        for field, name, purpose in _PEOPLE:
            declare(f"{model}.{field}", name, purpose, _WITH_EVENT)
    for model in ("events.Registration", "events.RegistrationHistory"):
        for field, name, purpose in _REGISTRANT:
            declare(f"{model}.{field}", name, purpose, _WITH_EVENT)
    for model in ("events.Answer", "events.AnswerHistory"):
        for field in ("option", "text"):
            declare(
                f"{model}.{field}",
                _("Answers of a participant"),
                _("To prepare the event: meals, beds, access, groups."),
                _WITH_QUESTION,
            )
    for model in ("events.Decision", "events.DecisionHistory"):
        declare(
            f"{model}.note",
            _("Written reason of a decision about a place"),
            _("To explain it to the person."),
            _WITH_EVENT,
        )
    _declare_others()
    _declare_impersonal()


def _declare_others() -> None:
    for field, name in (
        ("name", _("Name of an invited person")),
        ("email", _("E-mail of an invited person")),
        ("organisation", _("Organisation of an invited person")),
    ):
        declare(f"events.Invitee.{field}", name, _("To invite them."), _WITH_EVENT)
    declare(
        "events.FeedbackAnswer.text",
        _("Feedback in one's own words"),
        _("To make events better. Nobody knows whose it is."),
        _WITH_EVENT,
    )
    declare(
        "events.Certificate.name",
        _("Name on a certificate"),
        _("To let others check the certificate."),
        _CERTIFICATE,
    )
    for model in ("events.Speaker", "events.SpeakerHistory"):
        for field in ("name", "position", "biography", "translations"):
            declare(
                f"{model}.{field}",
                _("Name, position and biography of a speaker"),
                _("To introduce speakers, who have agreed to it."),
                _PUBLISHED,
            )
    declare(
        "events.AgendaRelease.content",
        _("Speakers in an agenda that was given out"),
        _("To show what the agenda was."),
        _PUBLISHED,
    )


def register_personal_records() -> None:
    """For 'My data', and for whoever erases their account."""
    register(
        PersonalRecords(
            "participations", _("Your places at events"), export_participations, erase_account
        )
    )
    # Erased by the same step as the places.
    register(
        PersonalRecords(
            "registrations", _("Registrations that you sent"), export_registrations, _nothing
        )
    )
    register(
        PersonalRecords(
            "event_invitations", _("Invitations to events"), export_invitations, _nothing
        )
    )


def _nothing(person: User, now: datetime) -> None:
    return


def _declare_impersonal() -> None:
    """Facts about places, which say nothing of a person whose name is gone."""
    history = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context", "id")
    participant = (
        "event", "registration", "language", "party", "municipality", "state", "state_at",
        "offer_expires_at", "queued_at", "queue_number", "is_held_back", "is_named_again",
        "erased_at",
    )  # fmt: skip
    registration = (
        "event", "language", "comes_whole", "door", "key_hash", "consented_at", "confirmed_at",
        "confirm_by", "created_at", "submission",
    )  # fmt: skip
    decision = ("participant", "before", "after", "reason", "values", "by", "at")
    for model, fields in (
        ("Participant", participant),
        ("Registration", registration),
        ("Answer", ("participant", "question")),
        ("Decision", decision),
        ("Speaker", ("event",)),
        ("CheckIn", ("participant", "day", "session", "scan", "at", "received_at", "by")),
    ):
        declare_impersonal(f"events.{model}", "id", *fields)
        declare_impersonal(f"events.{model}History", *history, *fields)
    declare_impersonal(
        "events.Invitee", "id", "event", "language", "party", "municipality", "invited_at", "mail"
    )
    declare_impersonal(
        "events.Notice", "id", "participant", "kind", "number", "message", "mail", "queued_at"
    )
    declare_impersonal(
        "events.Message", "id", "translations", "event", "subject", "body", "recipients", "sent_at",
        "sent_by", "submission",
    )  # fmt: skip
    declare_impersonal(
        "events.Export", "id", "event", "what", "rows", "columns", "exported_at", "exported_by"
    )
    declare_impersonal(
        "events.Erasure", "id", "event", "what", "question", "rows", "erased_at", "erased_by"
    )
    declare_impersonal("events.FeedbackForm", "id", "event", "given_on", "language")
    declare_impersonal("events.FeedbackTicket", "id", "event", "key_hash")
    declare_impersonal("events.FeedbackAnswer", "id", "form", "question", "rating")
    declare_impersonal(
        "events.Certificate", "id", "participant", "event", "code", "language", "hours",
        "issued_at", "withdrawn_at", "withdrawn_by", "withdrawn_reason",
    )  # fmt: skip
    declare_impersonal(
        "events.AgendaRelease", "id", "event", "number", "note", "released_at", "released_by"
    )
    declare_impersonal(
        "events.Draw", "id", "event", "commitment", "sealed_seed", "committed_at",
        "public_value_source", "public_value", "record", "drawn_at", "drawn_by", "asked_at",
        "share_done", "trouble", "value_known_at",
    )  # fmt: skip
    declare_impersonal(
        "events.EarlierDraw", "id", "draw", "commitment", "committed_at", "public_value_source",
        "public_value", "asked_at", "trouble", "reason", "given_up_at", "given_up_by",
    )  # fmt: skip
