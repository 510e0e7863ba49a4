"""What appointments, visits and referrals keep about people."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from loim.people.retention import Text, declare, declare_impersonal

_HISTORY = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context")
_RECORDS = _("as long as the organisation’s records")
_CLIENT = _("until the client’s record is erased")


def declare_appointments() -> None:
    _declare_times()
    _declare_visits()
    _declare_interpreters()
    _declare_referrals()


def _counsellors(purpose: Text, *fields: str) -> None:
    for field in fields:
        declare(f"casework.{field}", _("Which counsellor it was"), purpose, _RECORDS)


def _clients(*models: str) -> None:
    for model in models:
        for field, name in (
            ("client", _("Client, where they agreed to be known")),
            ("case", _("Case that it belongs to")),
        ):
            declare(f"casework.{model}.{field}", name, _("To keep a matter together."), _CLIENT)


def _declare_times() -> None:
    month = timedelta(days=30)
    for field, name in (
        ("sealed_name", _("Name or initials of whoever comes, encrypted")),
        ("sealed_email", _("E-mail of whoever comes, encrypted")),
        ("sealed_phone", _("Phone of whoever comes, encrypted")),
        ("sealed_note", _("Note of an appointment, encrypted")),
    ):
        declare(
            f"casework.Appointment.{field}",
            name,
            _("To know who comes and to write to them."),
            _("30 days after the appointment"),
            month,
        )
    _clients("Appointment", "AppointmentHistory", "Task", "TaskHistory")
    declare(
        "casework.Task.sealed_text",
        _("Words of a task, encrypted"),
        _("To do what was promised."),
        _("one year after it was done"),
        timedelta(days=365),
    )
    purpose = _("To know who is where, and who does what.")
    for model in ("Appointment", "AppointmentHistory", "Task", "TaskHistory"):
        _counsellors(purpose, f"{model}.counsellor", f"{model}.made_by")
    _counsellors(
        purpose, "BookableHours.counsellor", "BookableHoursHistory.counsellor",
        "Absence.counsellor", "CalendarLink.counsellor",
    )  # fmt: skip
    appointment = (
        "id", "organisation", "submission", "uuid", "key_hash", "room", "topic", "language",
        "letters_language", "starts_at", "ends_at", "state", "state_at", "cancelled_by",
        "is_online", "sequence", "reminded_at", "made_at",
    )  # fmt: skip
    task = (
        "id", "organisation", "submission", "due_date", "state", "state_at", "times_put_off",
        "made_at",
    )  # fmt: skip
    hours = (
        "id", "organisation", "weekday", "start_time", "end_time", "break_start", "break_end",
        "slot_minutes", "languages", "is_online", "room", "start_date", "end_date",
    )  # fmt: skip
    for model, fields in (("Appointment", appointment), ("Task", task), ("BookableHours", hours)):
        declare_impersonal(f"casework.{model}", *fields)
        declare_impersonal(f"casework.{model}History", *_HISTORY, *fields)
    declare_impersonal("casework.Room", "id", "organisation", "name", "address", "is_active")
    declare_impersonal("casework.Absence", "id", "organisation", "start_date", "end_date")
    declare_impersonal(
        "casework.CalendarLink", "id", "organisation", "seed", "key_hash", "language", "made_at"
    )


def _declare_visits() -> None:
    for field, name in (
        ("sealed_address", _("Address of a home visit, encrypted")),
        ("sealed_note", _("Note of a home visit, encrypted")),
    ):
        declare(
            f"casework.HomeVisit.{field}",
            name,
            _("To find the visitor where something happens."),
            _("30 days after the visit"),
            timedelta(days=30),
        )
    _clients("HomeVisit", "HomeVisitHistory")
    purpose = _("To know that whoever visits somebody’s home is well.")
    visit = (
        "id", "organisation", "submission", "uuid", "starts_at", "expected_end_at", "state",
        "arrived_at", "left_at", "made_at",
    )  # fmt: skip
    for model in ("HomeVisit", "HomeVisitHistory"):
        _counsellors(purpose, *(f"{model}.{who}" for who in ("visitor", "watcher", "left_said_by")))
        declare_impersonal(f"casework.{model}", *visit)
    declare_impersonal("casework.HomeVisitHistory", *_HISTORY)
    declare_impersonal(
        "casework.VisitAlarm", "id", "organisation", "visit", "stage", "expected_end_at",
        "raised_at",
    )  # fmt: skip
    for field in ("name", "email"):
        declare(
            f"casework.SafetyContact.{field}",
            _("Name and e-mail of whoever is told of an overdue visit"),
            purpose,
            _("until they are taken off the list"),
        )
    declare_impersonal("casework.SafetyContact", "id", "organisation")


def _declare_interpreters() -> None:
    for field, name in (
        ("name", _("Name of an interpreter")),
        ("email", _("E-mail of an interpreter")),
        ("phone", _("Phone of an interpreter")),
        ("languages", _("Languages of an interpreter")),
        ("letters_language", _("Language of letters to an interpreter")),
    ):
        declare(
            f"casework.Interpreter.{field}",
            name,
            _("To order interpreters."),
            _("one year after they were taken off the list"),
            timedelta(days=365),
        )
    declare_impersonal("casework.Interpreter", "id", "organisation", "is_active", "retired_at")
    order = (
        "id", "organisation", "submission", "uuid", "key_hash", "appointment", "interpreter",
        "language", "place", "starts_at", "ends_at", "state", "state_at", "cost", "made_at",
    )  # fmt: skip
    declare_impersonal("casework.InterpreterOrder", *order)
    declare_impersonal("casework.InterpreterOrderHistory", *_HISTORY, *order)


def _declare_referrals() -> None:
    for field, name in (
        ("sealed_passed_on", _("What was passed on of a client, encrypted")),
        ("sealed_answer", _("Answer to a referral, encrypted")),
        ("sealed_outcome", _("Outcome of a referral, encrypted")),
    ):
        declare(
            f"casework.Referral.{field}",
            name,
            _("To help somebody at another place, with their consent."),
            _("90 days after the outcome; at once where consent is withdrawn"),
            timedelta(days=90),
        )
    referral = (
        "id", "organisation", "submission", "uuid", "recipient_name", "recipient_organisation",
        "topic", "state", "made_at", "consented_at", "sent_at", "answer_by", "opened_at",
        "escalated_at", "second_escalated_at", "answered_at", "finished_at", "withdrawn_at",
    )  # fmt: skip
    for model in ("Referral", "ReferralHistory"):
        _counsellors(_("To know whom to ask."), f"{model}.counsellor")
        declare_impersonal(f"casework.{model}", *referral)
    declare_impersonal("casework.ReferralHistory", *_HISTORY)
    three_years = _("three years; at once where the client’s record is erased")
    for field, name in (
        ("sealed_need", _("What help a referred client needs, encrypted")),
        ("consent_text", _("Words to which a client agreed")),
        ("consent_given", _("How a client agreed to be referred")),
        ("consent_language", _("Language in which a client agreed")),
    ):
        declare(
            f"casework.ReferralOrigin.{field}",
            name,
            _("To show that nothing was passed on without consent."),
            three_years,
        )
    for field in ("consent_given", "consent_language"):
        declare(
            f"casework.ReferralOriginHistory.{field}",
            _("How a client agreed to be referred"),
            _("To show that nothing was passed on without consent."),
            three_years,
        )
    _clients("ReferralOrigin", "ReferralOriginHistory")
    origin = ("id", "organisation", "referral", "recipient", "ticked", "consent_withdrawn_at")
    declare_impersonal("casework.ReferralOrigin", *origin)
    declare_impersonal("casework.ReferralOriginHistory", *_HISTORY, *origin)
    declare_impersonal(
        "casework.ReferralLink", "id", "organisation", "referral", "seed", "key_hash",
        "to_second", "sent_at", "expires_at", "opened_at", "last_seen_at", "times_seen",
        "browser_hash",
    )  # fmt: skip
    for field in ("email", "second_email"):
        declare(
            f"casework.Recipient.{field}",
            _("Address to which an organisation refers"),
            _("To send referrals."),
            _RECORDS,
        )
    declare_impersonal(
        "casework.Recipient", "id", "organisation", "kind", "name", "counsels", "language",
        "is_active",
    )  # fmt: skip
