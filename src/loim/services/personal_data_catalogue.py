"""What the catalogue of services keeps about people: who keeps it, and offices' contacts."""

from django.utils.translation import gettext_lazy as _

from loim.people.retention import declare, declare_impersonal

_HISTORY = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context")
_WORDED = ("id", "uuid", "translations")
_WITH_SERVICE = _("as long as the service")
_IMPERSONAL = {
    "Service": (
        "id", "uuid", "text", "owner", "authority", "level", "municipality", "national",
        "status", "start_date", "end_date", "successor", "languages", "url", "is_free",
        "processing_min", "processing_max", "processing_unit", "conditions",
        "confirm_every_months", "assured_at", "next_due_date", "revision", "recorded_at",
        "changed_at", "submission",
    ),
    "LegalBasis": (*_WORDED, "service", "title", "reference", "url", "position"),
    "Location": (
        *_WORDED, "owner", "name", "address", "city", "postal_code", "municipality",
        "latitude", "longitude", "directions", "accessibility", "hours_note",
    ),
    "Channel": (
        *_WORDED, "service", "kind", "location", "detail", "phone", "url", "email",
        "by_appointment", "booking_url", "notes", "hours_note", "position",
    ),
    "Contact": ("id", "uuid", "service", "department", "position"),
    "OpeningRule": (
        *_WORDED, "location", "channel", "weekdays", "opens_at", "closes_at", "start_date",
        "end_date", "season_start", "season_end", "interval", "nths", "is_open_on_holidays",
        "by_appointment", "description", "position",
    ),
    "OpeningException": (
        *_WORDED, "location", "channel", "start_date", "end_date", "opens_at", "closes_at",
        "reason",
    ),
    "Alert": (
        *_WORDED, "service", "location", "kind", "message", "start_at", "end_at", "posted_at",
        "submission",
    ),
    "Requirement": (*_WORDED, "service", "name", "description", "position"),
    "Evidence": (*_WORDED, "requirement", "name", "description", "url", "position"),
    "Output": (*_WORDED, "service", "name", "description", "position"),
    "Cost": (
        *_WORDED, "service", "option", "amount", "currency", "description", "valid_from",
        "valid_to", "position",
    ),
}  # fmt: skip


def declare_personal_data() -> None:
    for model, fields in _IMPERSONAL.items():
        declare_impersonal(f"services.{model}", *fields)
        declare_impersonal(f"services.{model}History", *_HISTORY, *fields)
    declare_impersonal("services.Topic", *_WORDED, "slug", "name", "position")
    declare_impersonal("services.LifeEvent", *_WORDED, "slug", "name", "description", "position")
    declare_impersonal("services.Service_topics", "id", "service", "topic")
    declare_impersonal("services.Service_life_events", "id", "service", "lifeevent")
    declare_impersonal(
        "services.ServiceConfirmation",
        "id", "service", "confirmed_at", "next_due_date", "was_due_date",
    )  # fmt: skip
    declare_impersonal("services.ServiceChange", "id", "service", "kind", "changed_at")
    declare_impersonal("services.ConfirmationLetter", "id", "sent_date", "services_count")
    _declare_keepers()
    _declare_contacts()


def _declare_keepers() -> None:
    trace = _("To trace who did it.")
    for field, name in (
        ("Service.assured_by", _("Who confirmed a service")),
        ("ServiceHistory.assured_by", _("Who confirmed a service")),
        ("Service.recorded_by", _("Who recorded a service")),
        ("ServiceHistory.recorded_by", _("Who recorded a service")),
        ("ServiceConfirmation.confirmed_by", _("Who confirmed a service")),
        ("ServiceChange.changed_by", _("Who changed a service")),
        ("Alert.posted_by", _("Who posted an alert")),
        ("AlertHistory.posted_by", _("Who posted an alert")),
    ):
        declare(f"services.{field}", name, trace, _WITH_SERVICE)
    declare(
        "services.ConfirmationLetter.recipient",
        _("Who was asked by letter to confirm services"),
        _("To send nobody two such letters within a week."),
        _("as long as the account"),
    )


def _declare_contacts() -> None:
    reach = _("To say on the service's page whom to ask.")
    for model in ("Contact", "ContactHistory"):
        for field, name in (
            ("name", _("Name of a contact of a service")),
            ("title", _("Position of a contact of a service")),
            ("translations", _("Position of a contact of a service")),
            ("email", _("E-mail of a contact of a service")),
            ("phone", _("Phone of a contact of a service")),
        ):
            declare(f"services.{model}.{field}", name, reach, _WITH_SERVICE)
