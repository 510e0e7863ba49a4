"""What the register keeps about people: what for and how long (see `loim.people.retention`).

`actions.register.erasing` acts on it every night.
"""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.people.retention import declare, declare_impersonal

PEOPLE_KEPT = timedelta(days=365)  # after they left, or the association ended
REQUEST_KEPT = timedelta(days=2 * 365)

_HISTORY = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context")
_WITH_RECORDS = _("as long as the register's records")


def declare_personal_data() -> None:
    _declare_people()
    _declare_confirming()
    _declare_needs()
    _declare_impersonal()


def _declare_people() -> None:
    until = _("until a year after they left or the association ended")
    for table in ("Representative", "RepresentativeHistory"):
        for field, name in (
            ("name", pgettext_lazy("a person", "Name of who speaks for an association")),
            ("role", _("Role in an association")),
            ("email", _("E-mail of who speaks for an association")),
            ("phone", _("Phone of who speaks for an association")),
        ):
            purpose = _("To reach the association; named in public only by consent.")
            declare(f"networks.{table}.{field}", name, purpose, until, PEOPLE_KEPT)
    for table in ("Association", "AssociationHistory"):
        for field, name in (
            ("email", _("E-mail of an association")),
            ("phone", _("Phone of an association")),
        ):
            declare(
                f"networks.{table}.{field}", name, _("To ask each year whether all is right."),
                until, PEOPLE_KEPT,
            )  # fmt: skip
        _with_records(f"networks.{table}.recorded_by", _("Who wrote it down"))


def _declare_confirming() -> None:
    declare(
        "networks.ConfirmationRequest.email", _("Where the yearly letter went"),
        _("To answer whether it was sent."), _("for two years after its link stopped"),
        REQUEST_KEPT,
    )  # fmt: skip
    _with_records("networks.ConfirmationRequest.asked_by", _("Who asked an association"))
    _with_records("networks.Confirmation.confirmed_by", _("Who confirmed an association’s data"))
    _with_records("networks.Confirmation.note", _("From whom a confirmation by phone is"))


def _declare_needs() -> None:
    for table in ("Need", "NeedHistory", "NeedVoice", "NeedFollowUp", "NeedFollowUpHistory"):
        _with_records(f"networks.{table}.recorded_by", _("Who wrote it down"))
    _with_records("networks.NeedVoice.text", _("What an association says it needs"))


def _with_records(field: str, name: object) -> None:
    declare(field, name, _("To trace who did it."), _WITH_RECORDS)  # type: ignore[arg-type]


def _declare_impersonal() -> None:
    association = (
        "translations", "organisation", "keeper", "state", "language", "letter_language", "about",
        "nationalities", "other_nationality", "languages", "member_count", "founded_year",
        "fields", "activities_text", "premises", "web_address", "published", "listed_at",
        "confirmed_at", "ended_date", "ended_source", "revision", "recorded_at", "submission",
    )  # fmt: skip
    need = (
        "translations", "keeper", "title", "language", "topic", "state", "reason", "merged_into",
        "recorded_at",
    )  # fmt: skip
    follow_up = ("need", "service", "proposal", "since_date", "recorded_at")
    for model, fields in (
        ("Association", association),
        ("Representative", ("association", "listed_consent_at")),
        ("Funding", ("association", "year", "source", "payer", "amount")),
        ("Need", need),
        ("NeedFollowUp", follow_up),
    ):
        declare_impersonal(f"networks.{model}", "id", *fields)
        declare_impersonal(f"networks.{model}History", *_HISTORY, "id", *fields)
    declare_impersonal(
        "networks.ConfirmationRequest", "id", "association", "uuid", "key_hash", "asked_at",
        "reminded_days", "answered_at", "closed_at",
    )  # fmt: skip
    declare_impersonal(
        "networks.ConfirmationLetter", "id", "request", "after_days", "mail", "queued_at"
    )
    declare_impersonal(
        "networks.Confirmation", "id", "association", "uuid", "how", "has_ended", "has_changes",
        "confirmed_at", "seen_at",
    )  # fmt: skip
    declare_impersonal(
        "networks.NeedVoice", "id", "need", "association", "heard", "heard_date", "event",
        "confirmation", "recorded_at", "submission",
    )  # fmt: skip
