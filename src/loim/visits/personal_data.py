"""What field visits keep about people: what for and how long (see `loim.people.retention`).

`actions.erasing` acts on it every night, when the event's participants are erased.
"""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from loim.people.models import User
from loim.people.personal_records import PersonalRecords, register
from loim.people.retention import declare, declare_impersonal
from loim.visits.queries.own_records import export_notes

_WITH_EVENT = _("as many days after the event as it says when one registers; mostly a year")


def declare_personal_data() -> None:
    for field, name in (
        ("contact_name", _("Contact person of a host")),
        ("contact_email", _("E-mail of a host's contact person")),
        ("contact_phone", _("Telephone of a host's contact person")),
    ):
        declare(
            f"visits.Host.{field}", name, _("To agree upon a meeting and find it."), _WITH_EVENT
        )
    declare(
        "visits.HostMessage.text",
        _("What a host and the organiser wrote to each other"),
        _("To agree upon a meeting."),
        _WITH_EVENT,
    )
    for model in ("visits.Note", "visits.NoteHistory"):
        for field in ("author", "written_by"):
            declare(
                f"{model}.{field}",
                _("Who wrote a note of a meeting"),
                _("To ask back, and to let only the author change it."),
                _WITH_EVENT,
            )
        declare(
            f"{model}.text",
            _("Notes of meetings"),
            _("To learn from the visit and write its report."),
            _("as long as the visit's records; the author's name goes with the participants"),
        )
    for field in ("keep", "change"):
        declare(
            f"visits.DayFeedback.{field}",
            _("Feedback in one's own words"),
            _("To make events better. Nobody knows whose it is."),
            _WITH_EVENT,
        )
    _declare_impersonal()


def _declare_impersonal() -> None:
    history = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context", "id")
    going = ("leg", "participant", "during")
    member = ("visit", "group", "participant")
    note = ("leg", "language", "written_at", "changed_at", "edition", "submission")
    host = ("visit", "organisation", "name", "language", "submission", "key_hash")
    for model, fields in (
        ("Going", going), ("GroupMember", member), ("Note", note), ("Host", host),
    ):  # fmt: skip
        declare_impersonal(f"visits.{model}", "id", *fields)
        declare_impersonal(f"visits.{model}History", *history, *fields)
    declare_impersonal(
        "visits.HostMessage", "id", "host", "leg", "is_from_host", "sent_at", "submission"
    )
    declare_impersonal("visits.DayFeedback", "id", "visit", "day", "rating")
    declare_impersonal("visits.FeedbackGiven", "id", "visit", "participant", "day")


def register_personal_records() -> None:
    """For 'My data'. Whose places are erased is nobody's author any more (`actions.erasing`)."""
    register(PersonalRecords("visit_notes", _("Notes of field visits"), export_notes, _forget))


def _forget(person: User, now: datetime) -> None:
    from loim.visits.actions.erasing import forget_author

    forget_author(person)
